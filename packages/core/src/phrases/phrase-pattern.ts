/** One place of a phrase: the words and beginnings of words that fit it, or any word at all. */
export interface PhrasePlace {
  readonly words: ReadonlySet<string>;
  readonly stems: readonly string[];
  readonly any: boolean;
}

/** One way to say a phrase, without parts that may be missing. */
export interface PhrasePattern {
  readonly places: readonly PhrasePlace[];
  readonly atStart: boolean;
  readonly atEnd: boolean;
}

/** The words that a piece of a phrase stands for, e.g. "can't" → "can", "not". */
export type Speller = (text: string) => readonly string[];

type Way = readonly PhrasePlace[];

const anyPlace: PhrasePlace = { words: new Set(), stems: [], any: true };
/** What `..` stands for. */
const gap: readonly Way[] = [[anyPlace, anyPlace, anyPlace], [anyPlace, anyPlace], [anyPlace], []];

/** All ways to say a phrase of the pattern language; each part that may be missing doubles them. */
export function toPatterns(phrase: string, spell: Speller = (text) => [text]): PhrasePattern[] {
  const atStart = phrase.startsWith("^");
  const atEnd = phrase.endsWith("$");
  const text = phrase.slice(atStart ? 1 : 0, atEnd ? -1 : undefined);
  return toWays(text, spell)
    .filter((way) => way.length > 0)
    .map((places) => ({ places, atStart, atEnd }));
}

function toWays(text: string, spell: Speller): Way[] {
  let ways: Way[] = [[]];
  for (const part of text.match(/\[[^\]]*\]|\S+/gu) ?? []) {
    const optional = part.startsWith("[");
    const said = optional ? toWays(part.slice(1, -1), spell) : part === ".." ? gap : toChoices(part, spell);
    const longer = ways.flatMap((way) => said.map((more) => [...way, ...more]));
    ways = optional ? [...longer, ...ways] : longer;
  }
  return ways;
}

/** Choices of one word share a place; one that is spelled as several words is a way of its own. */
function toChoices(part: string, spell: Speller): Way[] {
  const words = new Set<string>();
  const stems: string[] = [];
  const longer: Way[] = [];
  for (const choice of part.split("|")) {
    const isStem = choice.endsWith("*");
    const [first, ...others] = spell(isStem ? choice.slice(0, -1) : choice);
    if (first === undefined) continue;
    if (others.length > 0) longer.push(toWordPlaces([first, ...others], isStem));
    else if (isStem) stems.push(first);
    else words.add(first);
  }
  return words.size + stems.length > 0 ? [[{ words, stems, any: false }], ...longer] : longer;
}

function toWordPlaces(words: readonly string[], endsInStem: boolean): Way {
  return words.map((word, index) => {
    const isStem = endsInStem && index === words.length - 1;
    return { words: new Set(isStem ? [] : [word]), stems: isStem ? [word] : [], any: false };
  });
}
