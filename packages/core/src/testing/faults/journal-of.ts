import type { JournalRow } from "../../ports/rows.ts";
import type { Aftermath } from "./play-lives.ts";

/** One entry of a journal, as far as a world is judged by it. */
export interface Entry {
  readonly seq: number;
  readonly at: number;
  readonly type: string;
  readonly event: Readonly<Record<string, unknown>>;
  /** What the step asked for, in order. */
  readonly commands: readonly Readonly<Record<string, unknown>>[];
}

/** The journal of a run, in order. */
export function journalOf({ rows }: Aftermath, run: string): readonly Entry[] {
  return rows.journal
    .filter((row) => row.run === run)
    .sort((one, other) => one.seq - other.seq)
    .map(toEntry);
}

function toEntry({ seq, at, event, notes }: JournalRow): Entry {
  const given = event as Readonly<Record<string, unknown>>;
  const { commands = [] } = (notes ?? {}) as { readonly commands?: Entry["commands"] };
  return { seq, at, type: String(given["type"]), event: given, commands };
}
