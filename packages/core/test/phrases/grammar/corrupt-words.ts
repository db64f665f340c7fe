/** The text with one wrong, missing or extra character in some of its words; the same seed gives the same text. */
export function corruptWords(text: string, alphabet: string, share: number, seed: number): string {
  const random = generator(seed);
  return text
    .split(" ")
    .map((word) => (random() < share ? corruptWord(word, alphabet, random) : word))
    .join(" ");
}

function corruptWord(word: string, alphabet: string, random: () => number): string {
  const at = Math.floor(random() * word.length);
  const letter = alphabet[Math.floor(random() * alphabet.length)] ?? "";
  const edit = Math.floor(random() * 3);
  if (edit === 0) return word.slice(0, at) + letter + word.slice(at + 1);
  if (edit === 1) return word.slice(0, at) + word.slice(at + 1);
  return word.slice(0, at) + letter + word.slice(at);
}

/** Numbers in [0, 1) from a seed (mulberry32). */
function generator(seed: number): () => number {
  let state = (seed + 1) * 0x9e3779b1;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
