import { toPlainDate, type DateHint } from "./date-hint.ts";
import { isMark, type Speech } from "./speech.ts";
import { toFullYear } from "./year.ts";

/** A leap year, to see whether a day without a year can exist. */
const anyLeapYear = 2024;

/** The date written in digits: "5.12", "05.12.2026", "5/12", "2026-12-05", "05 12 2026". */
export function readWrittenDate(
  speech: Speech,
  at: number,
): { hint: DateHint | undefined; end: number; strong: boolean } | undefined {
  const parts = readParts(speech, at);
  if (!parts) return undefined;
  const { numbers, mark, end } = parts;
  const [first = "", second = "", third] = numbers;
  if (isMark(speech.tokens[end], ":")) return undefined;
  if (third === undefined) {
    if (mark === "-" || first.length > 2 || second.length > 2) return undefined;
    const [day, month] = ordered(speech, Number(first), Number(second));
    const exists = toPlainDate(anyLeapYear, month, day) !== undefined;
    return mark === " " && !exists ? undefined : { hint: exists ? { day, month } : undefined, end, strong: false };
  }
  if (first.length === 4 && third.length <= 2) {
    return { hint: existing(Number(first), Number(second), Number(third)), end, strong: true };
  }
  if (first.length > 2 || second.length > 2 || (third.length !== 2 && third.length !== 4)) return undefined;
  const [day, month] = ordered(speech, Number(first), Number(second));
  return { hint: existing(toFullYear(Number(third)), month, day), end, strong: true };
}

/** British order; an American date is understood where it cannot be British. */
function ordered(speech: Speech, first: number, second: number): [day: number, month: number] {
  const american = speech.vocabulary.words.locale === "en" && second > 12 && first <= 12;
  return american ? [second, first] : [first, second];
}

function existing(year: number, month: number, day: number): DateHint | undefined {
  return toPlainDate(year, month, day) ? { year, month, day } : undefined;
}

function readParts(speech: Speech, at: number): { numbers: string[]; mark: string; end: number } | undefined {
  const { tokens } = speech;
  const first = tokens[at];
  if (first?.kind !== "digits" || first.text.length > 4 || (isMark(tokens[at - 1], ":") && first.glued))
    return undefined;
  const numbers = [first.text];
  const mark = tokens[at + 1]?.kind === "digits" ? " " : (tokens[at + 1]?.text ?? "");
  const step = mark === " " ? 1 : 2;
  let end = at + 1;
  while (numbers.length < 4) {
    const next = tokens[end + step - 1];
    if (next?.kind !== "digits" || (mark !== " " && !(isMark(tokens[end], mark) && next.glued))) break;
    numbers.push(next.text);
    end += step;
  }
  const fits = /^[ ./-]$/u.test(mark) && (numbers.length === 2 || numbers.length === 3);
  return fits ? { numbers, mark, end } : undefined;
}
