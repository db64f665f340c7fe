/** Endings of nouns, adjectives and verbs without their diacritics, the longest first. */
const endings: readonly string[] = [
  ...forms(["owani", "ieni", "ani", "eni"], ["ami", "ach", "em", "om", "a", "e", "u"]),
  ...forms(["owa", "ia", "a", "i", "y", "e", "u", "na", "ne"], ["lismy", "lysmy", "liscie", "lyscie"]),
  ...forms(
    ["owa", "ia", "a", "i", "y", "e", "u", "na", "ne"],
    ["lem", "lam", "les", "las", "la", "li", "lo", "ly", "l", "c"],
  ),
  ...forms(["owan", "an", "on", "ion"], ["ego", "emu", "ych", "ymi", "ym", "ej", "a", "e", "i", "y"]),
  ...forms(["uj", "aj", "iej", "ej"], ["ecie", "emy", "esz", "cie", "my", "a", "e", ""]),
  ...forms(["a", "i", "y", "ie", "e"], ["sz", "my"]),
  ...["acie", "icie", "iecie"],
  ...[
    "iego",
    "iemu",
    "iami",
    "iach",
    "iom",
    "iej",
    "ego",
    "emu",
    "ych",
    "ich",
    "ymi",
    "imi",
    "ami",
    "ach",
    "owi",
    "iem",
  ],
  ...["ien", "em", "om", "ow", "ej", "ym", "im", "am", "ie", "ia", "io", "iu", "an", "a", "e", "i", "o", "u", "y"],
].sort((left, right) => right.length - left.length);

const leastLength = 3;
/** From this length on, consonants that change before an ending are made one. */
const longEnough = 4;

/**
 * The part of a Polish word that its endings leave as it is, as far as rules without a dictionary can tell. Not a stem in the sense of
 * grammar: it serves to compare forms of a word, and to find words that begin so.
 *
 * @param word in lower case and without diacritics
 */
export function polishStem(word: string): string {
  const ending = endings.find((end) => word.endsWith(end) && isEnough(word.slice(0, -end.length)));
  const cut = ending === undefined ? word : word.slice(0, -ending.length);
  if (cut.length < longEnough) return cut;
  // paczka, paczek; fakturze, faktura; samochodzie, samochód; wizycie, wizyta; przesyłce, przesyłka.
  return cut.replace(/ek$/, "k").replace(/rz$/, "r").replace(/dz$/, "d").replace(/[tk]$/, "c");
}

function isEnough(stem: string): boolean {
  return stem.length >= leastLength && /[aeiouy]/.test(stem);
}

function forms(beginnings: readonly string[], ends: readonly string[]): readonly string[] {
  return beginnings.flatMap((beginning) => ends.map((end) => beginning + end));
}
