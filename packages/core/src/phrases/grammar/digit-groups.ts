import type { Mention } from "./mentions.ts";
import { readPart, type NumberPart } from "./number-phrase.ts";
import { isMark, means, senseOf, skip, type Speech } from "./speech.ts";

/** Digits said in one breath; several readings when a compound number may also be several numbers. */
export interface DigitGroup {
  /** The digits of the most natural reading. */
  readonly text: string;
  /** All readings: "900 1 23" is 90123 or 9001 23. */
  readonly readings: readonly string[];
}

/** Groups of digits that follow each other with nothing but links between them. */
export interface DigitRun {
  readonly groups: readonly Mention<DigitGroup>[];
  readonly plus: boolean;
  readonly start: number;
  readonly end: number;
}

const longestRun = 40;

/** The runs of digits of an utterance, in order. */
export function digitRuns(speech: Speech): DigitRun[] {
  const runs: DigitRun[] = [];
  let at = 0;
  while (at < speech.tokens.length) {
    const run = readRun(speech, at);
    // A lone "oh" is an exclamation.
    const isExclamation = run?.groups.length === 1 && means(speech.tokens[run.start], "oh");
    if (run && !isExclamation) runs.push(run);
    at = run ? run.end : at + 1;
  }
  return runs;
}

function readRun(speech: Speech, at: number): DigitRun | undefined {
  const plus = isMark(speech.tokens[at], "+") || means(speech.tokens[at], "plus");
  const groups: Mention<DigitGroup>[] = [];
  let place = plus ? at + 1 : at;
  // "Oh, five six" begins with an exclamation, "oh, five, six" with zero.
  const exclaims = means(speech.tokens[at], "oh") && isMark(speech.tokens[at + 1], ",");
  if (exclaims && !isMark(speech.tokens[at + 3], ",")) return undefined;
  while (groups.length < longestRun) {
    const start = groups.length === 0 ? place : overLinks(speech, place);
    const group = readGroup(speech, start);
    if (!group) break;
    groups.push(group);
    place = group.end;
  }
  return groups.length > 0 ? { groups, plus, start: at, end: place } : undefined;
}

function overLinks(speech: Speech, at: number): number {
  let place = at;
  for (;;) {
    const token = speech.tokens[place];
    const passes = token?.kind === "mark" ? /^[,.\-/:']$/u.test(token.text) : means(token, "and", "link", "minus");
    if (!passes) return place;
    place += 1;
  }
}

function readGroup(speech: Speech, at: number): Mention<DigitGroup> | undefined {
  const { tokens } = speech;
  const token = tokens[at];
  const group = (text: string, end: number, readings: readonly string[] = [text]) => ({
    value: { text, readings },
    start: at,
    end,
    strong: true,
  });
  const repeat = senseOf(token, "repeat");
  if (repeat !== undefined) {
    const behind = skip(speech, at + 1, "link", "article");
    const repeated = singleDigit(speech, behind);
    return repeated === undefined ? undefined : group(repeated.repeat(repeat), behind + 1);
  }
  if (token?.kind === "digits") return group(token.text, at + 1);
  const noun = senseOf(token, "digitNoun", "oh");
  if (noun !== undefined) return group(String(noun), at + 1);
  const part = readPart(speech, at);
  if (!part || part.ordinal) return undefined;
  const repeated = senseOf(tokens[part.end], "digitNoun");
  const times = part.pieces.at(-1) ?? 0;
  if (repeated !== undefined && part.pieces.length === 1 && times >= 2 && times <= 6) {
    return group(String(repeated).repeat(times), part.end + 1);
  }
  if (means(tokens[part.end], "scale")) {
    const thousands = senseOf(tokens[part.end], "scale") ?? 1;
    const rest = readPart(speech, part.end + 1);
    const lower = rest && !rest.ordinal && thousands === 1000 ? rest : undefined;
    return group(String(part.value * thousands + (lower?.value ?? 0)), lower?.end ?? part.end + 1);
  }
  return group(String(part.value), part.end, readingsOf(part));
}

function singleDigit(speech: Speech, at: number): string | undefined {
  const token = speech.tokens[at];
  if (token?.kind === "digits") return token.text.length === 1 ? token.text : undefined;
  const digit = senseOf(token, "unit", "digitNoun", "oh");
  return digit === undefined ? undefined : String(digit);
}

/** Every way to part the pieces of a compound number, the whole first. */
function readingsOf({ pieces }: NumberPart): string[] {
  const [first, ...rest] = pieces;
  if (first === undefined) return [];
  let readings: { done: string; open: number }[] = [{ done: "", open: first }];
  for (const piece of rest) {
    readings = readings.flatMap(({ done, open }) => [
      { done, open: open + piece },
      { done: done + String(open), open: piece },
    ]);
  }
  return readings.map(({ done, open }) => done + String(open));
}
