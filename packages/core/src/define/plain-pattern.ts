const ranges = new Map<string, string>();

/** A pattern that means without the flag `u` what it means with it, for characters up to U+FFFF. */
export function plainPattern(pattern: string): string {
  if (!/\\p\{/i.test(pattern)) return pattern;
  let result = "";
  let inClass = false;
  for (const [token] of pattern.matchAll(/\\p\{[^}]*\}|\\[^]|[^]/giu)) {
    if (/^\\p\{/i.test(token)) {
      result += inClass ? rangesOf(token) : `[${rangesOf(token)}]`;
      continue;
    }
    if (token === "[") inClass = true;
    if (token === "]") inClass = false;
    result += token;
  }
  return result;
}

/** The characters of a property such as `\p{L}` as ranges of a character class. */
function rangesOf(property: string): string {
  const known = ranges.get(property);
  if (known !== undefined) return known;
  const fits = new RegExp(property, "u");
  let result = "";
  let from: number | undefined;
  for (let code = 0; code <= 0x1_00_00; code += 1) {
    const isIn = code < 0x1_00_00 && fits.test(String.fromCharCode(code));
    if (isIn && from === undefined) from = code;
    if (isIn || from === undefined) continue;
    result += from === code - 1 ? written(from) : `${written(from)}-${written(code - 1)}`;
    from = undefined;
  }
  ranges.set(property, result);
  return result;
}

function written(code: number): string {
  return `\\u${code.toString(16).padStart(4, "0")}`;
}
