/** An object of unknown members. */
export type Plain = Record<string, unknown>;

/** A copy of a value with the value at a path replaced; `undefined` removes it. */
export function withValue(source: Plain, path: readonly (string | number)[], value: unknown): Plain {
  const [name, ...rest] = path;
  if (name === undefined) return source;
  const copy: Plain = Array.isArray(source) ? Object.assign([], source) : { ...source };
  if (rest.length > 0) copy[name] = withValue(copy[name] as Plain, rest, value);
  else if (value === undefined) Reflect.deleteProperty(copy, name);
  else copy[name] = value;
  return copy;
}

/** One edit of something without mistakes: path, value, then code and path of each mistake that it makes. */
export type Edit = readonly [path: string, value: unknown, ...mistakes: string[]];
