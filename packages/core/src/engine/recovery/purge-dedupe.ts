import type { DamagedRow } from "../../ports/damage.ts";
import type { StorePort } from "../../ports/store.ts";

const pageSize = 2_000;

/** Removes a page of the dedupe keys that have expired. @returns whether more may be left */
export async function purgeDedupePage(store: StorePort, now: number): Promise<boolean> {
  const expired: { readonly id: string }[] = [];
  // A damaged one goes as well: it says nothing beside its key and its time.
  const onDamaged = ({ id }: DamagedRow) => void expired.push({ id });
  const upTo = { field: "expiresAt" as const, value: now };
  expired.push(...(await store.find("dedupe", { upTo, onDamaged, limit: pageSize })));
  if (expired.length === 0) return false;
  const [result] = await store.commit([expired.map(({ id }) => ({ op: "delete", table: "dedupe", id }) as const)]);
  if (result?.ok === false) throw result.error;
  return expired.length >= pageSize;
}
