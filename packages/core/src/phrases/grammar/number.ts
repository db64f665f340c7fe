import { agreed, defineGrammar } from "./define-grammar.ts";
import type { Mention } from "./mentions.ts";
import { fractionKinds, readQuantity } from "./number-phrase.ts";
import { isMark, partsOf, type Speech } from "./speech.ts";

/** Reads a number: "двадцать один", "two and a half", "1 500", "-3". Keys: digits, "*" before decimals. */
export const numberGrammar = defineGrammar<number>({
  name: "grammar.number",
  find: (speech) => agreed(speech, numberMentions(speech), partsOf(speech, ...fractionKinds)),
  readKeys: keysToNumber,
});

/** The number of keys pressed, where "*" stands before decimals. */
export function keysToNumber(keys: string): number | undefined {
  return /^\d{1,12}(?:\*\d{1,3})?$/u.test(keys) ? Number(keys.replace("*", ".")) : undefined;
}

function numberMentions(speech: Speech): Mention<number>[] {
  const mentions: Mention<number>[] = [];
  let at = 0;
  while (at < speech.tokens.length) {
    const phrase = readQuantity(speech, at);
    if (!phrase) {
      at += speech.tokens[at]?.kind === "digits" ? pushUnreadable(mentions, at) : 1;
      continue;
    }
    const unwritten = isMark(speech.tokens[phrase.end], ":") || isMark(speech.tokens[phrase.end], "/");
    mentions.push({
      value: unwritten ? undefined : phrase.value,
      start: at,
      end: phrase.end,
      strong: !phrase.ordinal,
    });
    at = phrase.end;
  }
  return mentions;
}

function pushUnreadable(mentions: Mention<number>[], at: number): number {
  mentions.push({ value: undefined, start: at, end: at + 1, strong: true });
  return 1;
}
