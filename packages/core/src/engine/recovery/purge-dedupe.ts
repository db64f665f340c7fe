import type { StorePort } from "../../ports/store.ts";

const pageSize = 2_000;

/** Removes a page of the dedupe keys that have expired. @returns whether more may be left */
export async function purgeDedupePage(store: StorePort, now: number): Promise<boolean> {
  const expired = await store.find("dedupe", { upTo: { field: "expiresAt", value: now }, limit: pageSize });
  if (expired.length === 0) return false;
  const [result] = await store.commit([expired.map(({ id }) => ({ op: "delete", table: "dedupe", id }) as const)]);
  if (result?.ok === false) throw result.error;
  return expired.length === pageSize;
}
