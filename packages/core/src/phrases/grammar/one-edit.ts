/** Whether one wrong, missing, extra or swapped character turns one word into the other. */
export function isOneEditAway(first: string, second: string): boolean {
  const [short, long] = first.length <= second.length ? [first, second] : [second, first];
  if (long.length - short.length > 1 || first === second) return false;
  let start = 0;
  while (start < short.length && short[start] === long[start]) start += 1;
  const restOfShort = short.slice(start);
  const restOfLong = long.slice(start);
  if (short.length < long.length) return restOfShort === restOfLong.slice(1);
  if (restOfShort.slice(1) === restOfLong.slice(1)) return true;
  const swapped = `${restOfLong[1] ?? ""}${restOfLong[0] ?? ""}${restOfLong.slice(2)}`;
  return restOfShort === swapped;
}
