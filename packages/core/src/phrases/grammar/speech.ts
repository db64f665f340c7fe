import type { SenseKind } from "./grammar-words.ts";
import { lex, type RawToken } from "./lex.ts";
import { findWord, foldWord, isSuspect, type Sense, type Vocabulary } from "./vocabulary.ts";

/** One word, number or mark of an utterance, with what it can mean. */
export interface Token {
  readonly text: string;
  readonly kind: "word" | "digits" | "mark";
  /** No space stands before it. */
  readonly glued: boolean;
  readonly senses: readonly Sense[];
  readonly known: boolean;
  /** Read in spite of one wrong character. */
  readonly fuzzy: boolean;
  /** Unknown, and close to a word that would be part of a value. */
  readonly suspect: boolean;
}

/** An utterance as the grammars read it. */
export interface Speech {
  readonly tokens: readonly Token[];
  readonly vocabulary: Vocabulary;
}

/** The words of an utterance with their meanings; hesitation is left out. */
export function toSpeech(utterance: string, vocabulary: Vocabulary): Speech {
  const heard = withoutHesitation(lex(utterance), vocabulary);
  return {
    tokens: joinPhrases(
      heard.flatMap((token) => toTokens(token, vocabulary)),
      vocabulary,
    ),
    vocabulary,
  };
}

/** The number that goes with a meaning of the token; `undefined` when it has no such meaning. */
export function senseOf(token: Token | undefined, ...kinds: readonly SenseKind[]): number | undefined {
  return token?.senses.find((sense) => kinds.includes(sense.kind))?.value;
}

/** Whether the token can mean one of these. */
export function means(token: Token | undefined, ...kinds: readonly SenseKind[]): boolean {
  return senseOf(token, ...kinds) !== undefined;
}

/** Whether a place of the speech holds a word that means one of these. */
export function partsOf(speech: Speech, ...kinds: readonly SenseKind[]): (place: number) => boolean {
  return (place) => means(speech.tokens[place], ...kinds);
}

/** Whether the token is this mark. */
export function isMark(token: Token | undefined, text: string): boolean {
  return token?.kind === "mark" && token.text === text;
}

/** The first place from `at` on whose token means none of these. */
export function skip(speech: Speech, at: number, ...kinds: readonly SenseKind[]): number {
  let place = at;
  while (means(speech.tokens[place], ...kinds)) place += 1;
  return place;
}

function withoutHesitation(tokens: readonly RawToken[], vocabulary: Vocabulary): RawToken[] {
  const heard: RawToken[] = [];
  for (let index = 0; index < tokens.length; index += 1) {
    const token = tokens[index];
    if (!token) continue;
    const sound = token.text.toLowerCase().replace(/(.)\1+/gu, "$1");
    if (
      token.kind === "word" &&
      vocabulary.hesitation.has(sound) &&
      !/^\d/u.test(token.glued ? (tokens[index - 1]?.text ?? "") : "")
    ) {
      if (heard.at(-1)?.text === ",") heard.pop();
      if (tokens[index + 1]?.text === ",") index += 1;
    } else heard.push(token);
  }
  return heard;
}

function toTokens(token: RawToken, vocabulary: Vocabulary): Token[] {
  const { kind, glued } = token;
  if (kind !== "word") return [{ ...plain, text: token.text, kind, glued, known: true, suspect: token.mixed }];
  const word = foldWord(token.text, vocabulary.words);
  const known = findWord(word, vocabulary);
  if (known && !known.fuzzy) return [toWord(known.text, glued, false, vocabulary)];
  const rest = halved(word, vocabulary);
  if (rest && (!rest.fuzzy || !known)) {
    const { halfPrefix } = vocabulary.words;
    return [toWord(halfPrefix, glued, false, vocabulary), toWord(rest.text, true, rest.fuzzy, vocabulary)];
  }
  if (known) return [toWord(known.text, glued, true, vocabulary)];
  const isEnding = vocabulary.ordinalEndings.has(word);
  return [{ ...plain, text: word, kind, glued, suspect: !isEnding && (token.mixed || isSuspect(word, vocabulary)) }];
}

const plain = { senses: [], known: false, fuzzy: false, suspect: false } as const;

function toWord(text: string, glued: boolean, fuzzy: boolean, vocabulary: Vocabulary): Token {
  return { ...plain, text, kind: "word", glued, known: true, fuzzy, senses: vocabulary.senses.get(text) ?? [] };
}

/** The number behind a half that is written together with it. */
function halved(word: string, vocabulary: Vocabulary): { text: string; fuzzy: boolean } | undefined {
  const { halfPrefix } = vocabulary.words;
  if (!halfPrefix || !word.startsWith(halfPrefix)) return undefined;
  const rest = findWord(word.slice(halfPrefix.length), vocabulary);
  const senses = (rest && vocabulary.senses.get(rest.text)) ?? [];
  return senses.some(({ kind }) => /^ord|^scale$|^times$/u.test(kind)) ? rest : undefined;
}

function joinPhrases(tokens: readonly Token[], vocabulary: Vocabulary): Token[] {
  const joined: Token[] = [];
  let at = 0;
  while (at < tokens.length) {
    const phrase = longestPhrase(tokens, at, vocabulary);
    joined.push(...phrase);
    at += phrase.length === 1 ? (phrase[0]?.text.split("_").length ?? 1) : 1;
  }
  return joined;
}

function longestPhrase(tokens: readonly Token[], at: number, vocabulary: Vocabulary): Token[] {
  for (let length = vocabulary.longestPhrase; length > 1; length -= 1) {
    const part = tokens.slice(at, at + length);
    if (part.length < length || part.some(({ kind }) => kind !== "word")) continue;
    const text = part.map((token) => token.text).join("_");
    const senses = vocabulary.senses.get(text);
    if (!senses) continue;
    return [
      {
        ...plain,
        text,
        kind: "word",
        glued: part[0]?.glued ?? false,
        known: true,
        senses,
        fuzzy: part.some(({ fuzzy }) => fuzzy),
      },
    ];
  }
  return tokens.slice(at, at + 1);
}
