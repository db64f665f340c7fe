import { agreed, defineGrammar } from "./define-grammar.ts";
import type { Mention } from "./mentions.ts";
import { keysToNumber } from "./number.ts";
import { fractionKinds, readQuantity, tidy } from "./number-phrase.ts";
import { isMark, means, partsOf, skip, type Speech } from "./speech.ts";

/** Reads an amount in major units: "полторы тысячи", "sto złotych pięćdziesiąt groszy", "£1,500.50". Keys as of a number. */
export const moneyGrammar = defineGrammar<number>({
  name: "grammar.money",
  find: (speech) => agreed(speech, amounts(speech), partsOf(speech, ...fractionKinds)),
  readKeys: keysToNumber,
});

function amounts(speech: Speech): Mention<number>[] {
  const mentions: Mention<number>[] = [];
  let at = 0;
  while (at < speech.tokens.length) {
    const amount = readAmount(speech, at);
    if (amount) mentions.push(amount);
    at = amount ? amount.end : at + 1;
  }
  return mentions;
}

function readAmount(speech: Speech, start: number): Mention<number> | undefined {
  const { tokens } = speech;
  const signed = means(tokens[start], "currency");
  const at = signed ? start + 1 : start;
  if (signed && means(tokens[start - 1], "article")) {
    const coins = readCoins(speech, at);
    return { value: toAmount(1 + (coins?.value ?? 0)), start, end: coins?.end ?? at, strong: true };
  }
  const first = readQuantity(speech, at, true);
  if (!first) {
    return tokens[at]?.kind === "digits" ? { value: undefined, start, end: at + 1, strong: true } : undefined;
  }
  const { value, end, ordinal } = first;
  if (isMark(tokens[end], ":") || isMark(tokens[end], "/")) return { value: undefined, start, end, strong: !ordinal };
  if (means(tokens[end], "coin")) return { value: toAmount(value / 100), start, end: end + 1, strong: true };
  if (!means(tokens[end], "currency")) return { value: toAmount(value), start, end, strong: signed };
  const coins = readCoins(speech, end + 1);
  return { value: toAmount(value + (coins?.value ?? 0)), start, end: coins?.end ?? end + 1, strong: true };
}

/** "fifty pence" behind "five pounds", also without its name: "five pounds fifty". */
function readCoins(speech: Speech, at: number): { value: number; end: number } | undefined {
  const { tokens } = speech;
  const half = means(tokens[at], "withPart") ? { value: 0.5, end: at + 1 } : undefined;
  if (half) return half;
  const start = skip(speech, isMark(tokens[at], ",") ? at + 1 : at, "and");
  const coins = readQuantity(speech, start);
  if (!coins || coins.ordinal || !Number.isInteger(coins.value) || coins.value < 0 || coins.value > 99)
    return undefined;
  if (means(tokens[coins.end], "coin")) return { value: coins.value / 100, end: coins.end + 1 };
  const named = start > at || coins.value < 10 || means(tokens[coins.end], "currency");
  return named ? undefined : { value: coins.value / 100, end: coins.end };
}

function toAmount(value: number): number | undefined {
  return value >= 0 ? tidy(value) : undefined;
}
