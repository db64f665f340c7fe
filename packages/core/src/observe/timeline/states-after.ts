import { advance, statesOf, type Flow, type FlowEvent, type FlowSnapshot } from "../../machine/index.ts";
import type { JournalRow, RunRow } from "../../ports/rows.ts";

interface Stepped {
  readonly type: string;
  readonly input?: unknown;
  readonly from?: number;
  readonly to?: number;
  readonly snapshot?: FlowSnapshot;
}

/**
 * Steps through a journal again, purely, and tells where the machine stood after each event.
 *
 * Shape: knows nothing more from the first event on that cannot be stepped through: its version is not among the flows any more.
 */
export function statesAfter(
  run: Pick<RunRow, "flow" | "version">,
  journal: readonly JournalRow[],
  flowOf: (id: string, version: number) => Flow | undefined,
): ReadonlyMap<number, string> {
  const states = new Map<number, string>();
  const first = journal.map(({ event }) => event as unknown as Stepped).find(({ type }) => type === "run.migrated");
  let version = first?.from ?? run.version;
  let snapshot: FlowSnapshot | undefined;
  for (const row of journal) {
    const event = row.event as unknown as Stepped;
    if (event.type === "run.migrated") {
      version = event.to ?? version;
      snapshot = event.snapshot;
    } else if (isStep(row)) {
      const flow = flowOf(run.flow, version);
      if (!flow) return states;
      const given = event.type === "init" ? { init: event.input ?? null } : event;
      try {
        ({ snapshot } = advance(flow, event.type === "init" ? undefined : snapshot, given as FlowEvent));
      } catch {
        return states;
      }
    }
    if (snapshot) states.set(row.seq, statesOf(snapshot).join("+"));
  }
  return states;
}

/** What the machine took part in has its commands noted. */
function isStep({ notes }: JournalRow): boolean {
  return typeof notes === "object" && notes !== null && "commands" in notes;
}
