/** From this length on, endings that a stemmer left are cut, and consonants that change are made one. */
const leastLength = 5;

/**
 * Makes one of the stems of a Russian word that differ by a vowel or a consonant: звонок and звонк(а), оплач(у) and оплат(ить). A stemmer
 * cuts endings only.
 */
export function foldRussian(stem: string): string {
  return foldConsonants(foldVowels(stem));
}

/** The same for Ukrainian, where і also changes with о: договір and договор(у), and verbs in -увати keep much of their ending. */
export function foldUkrainian(stem: string): string {
  const single = stem.replace(/(\p{L})\1$/u, "$1");
  const cut = single.length > leastLength ? single.replace(/(?<=^.{3,})(?:іт|ал|у(?:ван|йт|в|й)?)$/, "") : single;
  return foldConsonants(foldVowels(cut)).replace(/і(?=[^аеиоуюяіїє]+$)/, "о");
}

/** The same for English: deliver(ies) and deliver(ed), pay and payment. */
export function foldEnglish(stem: string): string {
  return stem.replace(/(?<=^.{3,})(?:eri|ment)$/, "").replace(/y$/, "i");
}

function foldVowels(stem: string): string {
  if (stem.length < leastLength) return stem.replace(/ец$/, "ц");
  return stem
    .replace(/[ое]к$/, "к")
    .replace(/ец$/, "ц")
    .replace(/[аи]$/, "");
}

function foldConsonants(stem: string): string {
  if (stem.length < leastLength - 1) return stem;
  // привезли, привезти; перенесли, перенести, перенесите.
  const plain = stem.length > leastLength ? stem.replace(/(?<=[зсгк])л$|(?<=[зс])т$/, "") : stem;
  return plain.replace(/ч$/, "т").replace(/ш$/, "с").replace(/ж$/, "з");
}
