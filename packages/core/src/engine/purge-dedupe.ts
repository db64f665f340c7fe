import type { StorePort } from "../ports/store.ts";

const pageSize = 2_000;

/** Removes the dedupe keys that have expired. */
export async function purgeDedupe(store: StorePort, now: number): Promise<void> {
  for (;;) {
    const expired = await store.find("dedupe", { upTo: { field: "expiresAt", value: now }, limit: pageSize });
    if (expired.length === 0) return;
    const [result] = await store.commit([expired.map(({ id }) => ({ op: "delete", table: "dedupe", id }) as const)]);
    if (result?.ok !== true) return;
    if (expired.length < pageSize) return;
  }
}
