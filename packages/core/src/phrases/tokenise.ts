import type { PhraseLexicon } from "./lexicon.ts";

/** The words of an utterance as a lexicon writes them: composed, lower case, without stress marks or punctuation. */
export function tokenise(utterance: string, lexicon: Pick<PhraseLexicon, "letters" | "spellings">): string[] {
  const plain = utterance
    .normalize("NFC")
    .toLowerCase()
    .replace(/[\u0300\u0301\p{Cf}]/gu, "")
    .replace(/[‘’‛ʼʹ′＇`´]/gu, "'")
    .replace(/(\p{L})\1{2,}/gu, "$1");
  const words = plain.match(/[\p{L}\p{M}\p{N}]+(?:'[\p{L}\p{M}\p{N}]+)*/gu) ?? [];
  return respell(
    words.map((word) => foldLetters(word, lexicon.letters)),
    lexicon.spellings,
  );
}

const longestRepeat = 3;

/** The same words, each repeated stretch of up to three words said once ("да-да-да", "не надо, не надо"). */
export function withoutRepeats(words: readonly string[]): string[] {
  const once: string[] = [];
  for (const word of words) {
    once.push(word);
    for (let length = 1; length <= longestRepeat; length++) {
      const said = once.slice(-length).join(" ");
      if (once.length >= 2 * length && once.slice(-2 * length, -length).join(" ") === said) once.splice(-length);
    }
  }
  return once;
}

function foldLetters(word: string, letters: Readonly<Record<string, string>>): string {
  return Array.from(word, (letter) => (Object.hasOwn(letters, letter) ? letters[letter] : letter)).join("");
}

function respell(words: readonly string[], spellings: Readonly<Record<string, string>>): string[] {
  const spelled: string[] = [];
  for (let index = 0; index < words.length; index++) {
    const word = words[index] ?? "";
    const pair = `${word} ${words[index + 1] ?? ""}`;
    if (Object.hasOwn(spellings, pair)) {
      spelled.push(...(spellings[pair] ?? "").split(" "));
      index++;
    } else {
      spelled.push(...(Object.hasOwn(spellings, word) ? (spellings[word] ?? "") : word).split(" "));
    }
  }
  return spelled;
}
