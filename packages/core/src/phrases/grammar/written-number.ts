import { isMark, type Speech } from "./speech.ts";
import type { NumberPart } from "./number-phrase.ts";

/**
 * The number written in digits at this place: "1500", "1 500", "1,500.50", "2,5", "5-го".
 *
 * @param thousandsAfterMark three digits behind the only mark are thousands whatever the mark, as in amounts of money.
 */
export function readWritten(speech: Speech, at: number, thousandsAfterMark: boolean): NumberPart | undefined {
  const { tokens } = speech;
  const first = tokens[at];
  if (first?.kind !== "digits") return undefined;
  const groups = [first.text];
  const marks: string[] = [];
  let end = at + 1;
  for (;;) {
    const mark = tokens[end];
    const next = tokens[end + 1];
    if (mark?.kind === "mark" && /^[.,']$/u.test(mark.text) && mark.glued && next?.kind === "digits" && next.glued) {
      groups.push(next.text);
      marks.push(mark.text);
      end += 2;
    } else if (
      mark?.kind === "digits" &&
      !mark.glued &&
      mark.text.length === 3 &&
      spaced(groups, marks) &&
      !isMark(next, ":")
    ) {
      groups.push(mark.text);
      marks.push(" ");
      end += 1;
    } else break;
  }
  const value = valueOf(groups, marks, speech.vocabulary.words.decimal, thousandsAfterMark);
  if (value === undefined) return undefined;
  const ending = tokens[end];
  const ordinal = marks.length === 0 && ending !== undefined && isOrdinalEnding(ending, speech);
  return { value, end: ordinal ? end + 1 : end, ordinal, feminine: false, pieces: [value] };
}

function isOrdinalEnding(token: Speech["tokens"][number], speech: Speech): boolean {
  return token.kind === "word" && token.glued && speech.vocabulary.ordinalEndings.has(token.text);
}

/** Whether a group of three digits behind a space can continue the number. */
function spaced(groups: readonly string[], marks: readonly string[]): boolean {
  const [first] = groups;
  return first !== undefined && first.length <= 3 && !first.startsWith("0") && marks.every((mark) => mark === " ");
}

function valueOf(
  groups: readonly string[],
  marks: readonly string[],
  decimal: string,
  thousandsAfterMark: boolean,
): number | undefined {
  const [whole = ""] = groups;
  const last = groups.at(-1) ?? "";
  const lastMark = marks.at(-1);
  if (whole.length + groups.length > 15) return undefined;
  if (lastMark === undefined) return Number(whole);
  const thousands = isThousands(groups);
  if (marks.length === 1) {
    const reads = lastMark === " " || lastMark === "'" || thousandsAfterMark || lastMark !== decimal;
    if (thousands && reads) return Number(groups.join(""));
    return lastMark === " " || lastMark === "'" ? undefined : Number(`${whole}.${last}`);
  }
  if (marks.every((mark) => mark === lastMark)) return thousands ? Number(groups.join("")) : undefined;
  const head = groups.slice(0, -1);
  const same = marks.slice(0, -1).every((mark) => mark === marks[0]);
  return same && isThousands(head) ? Number(`${head.join("")}.${last}`) : undefined;
}

function isThousands([first = "", ...rest]: readonly string[]): boolean {
  return first.length <= 3 && !first.startsWith("0") && rest.every((group) => group.length === 3);
}
