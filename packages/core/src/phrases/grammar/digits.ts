import { defineGrammar, type Reading } from "./define-grammar.ts";
import { digitRuns, type DigitRun } from "./digit-groups.ts";
import { toValid, type Mention } from "./mentions.ts";
import type { Speech } from "./speech.ts";

const longestDigits = 60;

/** Reads a string of digits said one by one or in groups, leading zeros kept: "ноль ноль семь", "double five". */
export const digitsGrammar = defineGrammar<string>({
  name: "grammar.digits",
  find: findDigits,
  readKeys: (keys) => (/^\d{1,60}$/u.test(keys) ? keys : undefined),
});

function findDigits(speech: Speech): Reading<string> | undefined {
  const valid = toValid(speech, digitRuns(speech).map(toMention), () => false);
  if (!valid?.isClear) return undefined;
  const texts = [...new Set(valid.said.map(({ value = "" }) => value))];
  const [text] = texts;
  if (text === undefined || texts.length > 1 || text.length > longestDigits) return undefined;
  const [before = "", ...more] = valid.corrected.map((mention) => mention.value ?? "");
  // "One two three, no, four" takes back the last digit only; with more corrections it is unclear which digits.
  if (more.length > 0 && [before, ...more].some(({ length }) => length > text.length)) return undefined;
  const value = text.length < before.length ? before.slice(0, -text.length) + text : text;
  return { value, mentions: [...valid.said, ...valid.corrected.slice(-1)] };
}

function toMention({ groups, start, end }: DigitRun): Mention<string> {
  return { value: groups.map(({ value }) => value?.text ?? "").join(""), start, end, strong: true };
}
