import { sqlite } from "@callwright/adapter-sqlite";
import { checkStore, type CheckReport } from "@callwright/core";
import type { JournalRow, StorePort } from "@callwright/core/ports";

/** The events that a store holds, as hosts tell them, and its full check. */
export async function readEvents(
  path: string,
  key: string,
): Promise<{ readonly events: ReadonlySet<string>; readonly check: CheckReport }> {
  const store = sqlite({ path, key, readOnly: true });
  await store.open();
  try {
    return { events: await eventsOf(store), check: await checkStore(store) };
  } finally {
    await store.close();
  }
}

async function eventsOf(store: StorePort): Promise<ReadonlySet<string>> {
  const events = new Set<string>();
  for (let after: JournalRow | undefined; ;) {
    const page = await store.find("journal", { limit: 5_000, ...(after && { after }) });
    for (const { run, event } of page) {
      const { type, number } = event as { readonly type: string; readonly number?: number };
      if (type === "count") events.add(`${run}/${number ?? 0}`);
    }
    after = page.at(-1);
    if (!after || page.length < 5_000) return events;
  }
}

/** Those of the first that the second does not hold. */
export function missing(wanted: Iterable<string>, held: ReadonlySet<string>): readonly string[] {
  return [...wanted].filter((event) => !held.has(event));
}
