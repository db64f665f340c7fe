import type { DamagedRow } from "../../ports/damage.ts";
import type { BlobRefRow, BlobUse, Rows } from "../../ports/rows.ts";
import type { StorePort } from "../../ports/store.ts";
import { allRows } from "../all-rows.ts";

/** A damaged reference to a blob, as its indexed fields tell it: they are all that it holds. */
export function refOfDamaged({ id, fields }: DamagedRow): BlobRefRow {
  const text = (name: keyof BlobRefRow) => String(fields[name] ?? "");
  const at = Number(fields["at"] ?? 0);
  return { id, account: text("account"), blob: text("blob"), owner: text("owner"), use: text("use") as BlobUse, at };
}

/** The references that a query names, damaged ones among them. For who removes them. */
export async function refsToRemove(store: StorePort, where: Partial<Rows["blobRefs"]>): Promise<readonly BlobRefRow[]> {
  const damaged: BlobRefRow[] = [];
  const refs = await allRows(store, "blobRefs", where, (row) => void damaged.push(refOfDamaged(row)));
  return [...refs, ...damaged];
}
