import { grammarLocales, vocabularyOf } from "./language.ts";
import { confidenceOf, toValid, type Mention } from "./mentions.ts";
import type { HearingFacts, SlotRecogniser } from "./slot-recogniser.ts";
import { toSpeech, type Speech } from "./speech.ts";

/** A value together with the places of the utterance that gave it. */
export interface Reading<Value> {
  readonly value: Value;
  readonly mentions: readonly Pick<Mention<unknown>, "start" | "end">[];
}

/** What makes a grammar. */
export interface GrammarDefinition<Value> {
  readonly name: string;
  readonly find: (speech: Speech, facts: HearingFacts) => Reading<Value> | undefined;
  readonly readKeys?: (keys: string, facts: HearingFacts) => Value | undefined;
}

/** A recogniser that reads an utterance through the vocabulary of its language. */
export function defineGrammar<Value>({ name, find, readKeys }: GrammarDefinition<Value>): SlotRecogniser<Value> {
  return {
    kind: "grammar",
    name,
    locales: grammarLocales,
    read: (utterance, locale, facts) => {
      const vocabulary = vocabularyOf(locale);
      if (!vocabulary) return undefined;
      const speech = toSpeech(utterance, vocabulary);
      const reading = find(speech, facts);
      return reading && { value: reading.value, confidence: confidenceOf(speech, reading.mentions) };
    },
    ...(readKeys && { readKeys }),
  };
}

/** The one value that all valid mentions agree on. */
export function agreed<Value extends number | string>(
  speech: Speech,
  mentions: readonly Mention<Value>[],
  isPart: (place: number) => boolean,
): Reading<Value> | undefined {
  const valid = toValid(speech, mentions, isPart);
  const value = valid?.said[0]?.value;
  if (!valid || value === undefined || valid.said.some((mention) => mention.value !== value)) return undefined;
  return { value, mentions: valid.said };
}
