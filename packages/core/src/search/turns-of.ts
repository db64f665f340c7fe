import type { TranscriptTurn } from "../calls/index.ts";
import type { AccountId, RunId } from "../ports/identity.ts";
import type { TurnRow } from "../ports/rows.ts";
import { loadWordReader } from "./word-reader.ts";

/** A transcript of a run, to be searched. */
export interface SpokenTranscript {
  readonly account: AccountId;
  readonly run: RunId;
  /** When the transcript came. */
  readonly at: number;
  /** Language of the conversation; `null` where it is not known. */
  readonly locale: string | null;
  readonly turns: readonly TranscriptTurn[];
}

/** Key of a turn; sorts by its number. */
function turnKey(run: RunId, turn: number): string {
  return `${run}:${String(turn).padStart(5, "0")}`;
}

/** The rows by which a transcript is found: one for each turn in which something was said. */
export async function turnsOf({ account, run, at, locale, turns }: SpokenTranscript): Promise<readonly TurnRow[]> {
  const reader = await loadWordReader();
  const rows = turns.map(({ speaker, text, atMs }, turn) => {
    const second = Math.round(atMs / 100) / 10;
    return { id: turnKey(run, turn), account, run, turn, speaker, second, at, stems: reader.stems(text, locale) };
  });
  return rows.filter(({ stems }) => stems !== "");
}
