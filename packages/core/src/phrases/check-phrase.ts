const mostWays = 256;

/**
 * Refuses a phrase that the pattern language cannot read.
 *
 * Errors: an `Error` that names the phrase, its place and what is wrong with it.
 */
export function checkPhrase(phrase: unknown, place: string): asserts phrase is string {
  if (typeof phrase !== "string") throw new Error(`${place} is no string. Give a phrase such as "cancel [it]".`);
  const fault = faultOf(phrase);
  if (fault !== undefined) throw new Error(`${place}: the phrase "${phrase}" ${fault}`);
}

function faultOf(phrase: string): string | undefined {
  const text = phrase.replace(/^\^/u, "").replace(/\$$/u, "");
  if (!/[\p{L}\p{N}]/u.test(text)) return "has no word.";
  if (/[\^$]/u.test(text)) return "has a ^ or $ inside. ^ stands in front of the whole phrase, $ behind it.";
  if (/\[[^\]]*\[|^[^[]*\]|\][^[]*\]|\[[^\]]*$/u.test(text))
    return "has brackets that do not pair. Write [a b] or [a].";
  if (/[^\s[]\[|\][^\s\]]/u.test(text)) return "has a bracket inside a word. Put a space before [ and after ].";
  const parts = text.match(/\[[^\]]*\]|\S+/gu) ?? [];
  if (parts.every((part) => part.startsWith("[") || part === ".."))
    return "may be missing as a whole. Leave one word outside the brackets.";
  const pieces = text.replace(/[[\]]/gu, " ").trim().split(/\s+/u);
  if (pieces[0] === ".." || pieces.at(-1) === "..") return "begins or ends with .. which stands between words only.";
  if (countWays(parts) > mostWays) return "can be said in too many ways. Write it as several phrases.";
  return pieces.map(faultOfPiece).find((fault) => fault !== undefined);
}

/** As the patterns grow: brackets double, a gap quadruples. */
function countWays(parts: readonly string[]): number {
  return parts.reduce((ways, part) => {
    const gaps = 4 ** (part.match(/(?<!\S)\.\.(?!\S)|\[\.\.|\.\.\]/gu)?.length ?? 0);
    return ways * (part.startsWith("[") ? gaps + 1 : gaps);
  }, 1);
}

function faultOfPiece(piece: string): string | undefined {
  if (piece === "..") return undefined;
  for (const choice of piece.split("|")) {
    if (choice === "") return "has an empty choice beside |.";
    if (/\*./u.test(choice)) return "has a * inside a word. * stands at its end.";
    if (choice.endsWith("*") && choice.length < 4) return "has a * behind fewer than three letters.";
    if (!/[\p{L}\p{N}]/u.test(choice)) return `has a part without letters: "${choice}".`;
    if (/[^\p{L}\p{M}\p{N}'‘’ʼ`´*-]/u.test(choice))
      return `has a sign that is none of the pattern language: "${choice}".`;
  }
  return undefined;
}
