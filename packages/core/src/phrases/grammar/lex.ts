/** A word, a number or a mark as it was written. */
export interface RawToken {
  readonly text: string;
  readonly kind: "word" | "digits" | "mark";
  readonly glued: boolean;
  /** Digits and letters without a space between. */
  readonly mixed: boolean;
}

/** Characters of an utterance that are looked at; what is said later is not heard. */
const longestUtterance = 1000;

const pattern = /[0-9]+|\p{L}+(?:['’‘ʼ`´]\p{L}+)*|[^\s]/gu;
const currencySign = /^[$£€₽₴½¼]$/u;

/** The utterance in composed letters without stress marks and invisible characters. */
export function plainText(utterance: string): string {
  return utterance
    .slice(0, longestUtterance)
    .normalize("NFC")
    .replace(/[\u0300-\u036f\p{Cf}]/gu, "");
}

/** The tokens of an utterance. Marks that tell nothing are left out, those that end a clause become ",". */
export function lex(utterance: string): RawToken[] {
  const text = plainText(utterance).replace(/\b([ap])\s?\.\s?m\b\.?/giu, "$1m");
  const found = [...text.matchAll(pattern)].map((match) => ({
    text: match[0],
    start: match.index,
    end: match.index + match[0].length,
  }));
  const tokens: RawToken[] = [];
  for (const [index, { text: piece, start, end }] of found.entries()) {
    const before = found[index - 1];
    const after = found[index + 1];
    const glued = before?.end === start;
    const touched = glued ? before.text : "";
    if (/^[0-9]/u.test(piece)) {
      tokens.push({ text: piece, kind: "digits", glued, mixed: /\p{L}$/u.test(touched) });
    } else if (/^\p{L}/u.test(piece) || currencySign.test(piece)) {
      tokens.push({ text: piece, kind: "word", glued, mixed: /^\d/u.test(touched) });
    } else {
      const next = after?.start === end ? after.text : "";
      const mark = toMark(piece, touched, next, before?.text ?? "");
      if (mark) tokens.push({ text: mark, kind: "mark", glued, mixed: false });
    }
  }
  return tokens;
}

/** How a mark counts between its neighbours; `gluedBefore` and `next` are empty when a space stands between. */
function toMark(piece: string, gluedBefore: string, next: string, before: string): string | undefined {
  const betweenDigits = /^\d/u.test(gluedBefore) && /^\d/u.test(next);
  if (piece === "+") return "+";
  if (betweenDigits && /[.,:/'’]/u.test(piece)) return piece === "’" ? "'" : piece;
  if (/[-‐‑‒–—−]/u.test(piece)) {
    if (betweenDigits) return "-";
    if (!gluedBefore && /^\d/u.test(next)) return "-";
    return gluedBefore && next ? undefined : ",";
  }
  // A period behind a short word is an abbreviation's: "тыс.", "руб.", "godz.".
  if (piece === ".") return before.length <= 4 && /^\p{L}/u.test(before) ? undefined : ",";
  return /[,;:!?…/]/u.test(piece) ? "," : undefined;
}
