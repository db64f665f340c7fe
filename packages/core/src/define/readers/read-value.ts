import type { Notes } from "./notes.ts";

/** An object of unknown content. */
export type UnknownRecord = Readonly<Record<string, unknown>>;

/** Whether a value is an object with named members. */
export function isRecord(value: unknown): value is UnknownRecord {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Own members of a value as names and values; notes a mistake and gives none when it is no object. */
export function readEntries(value: unknown, path: string, meaning: string, notes: Notes): readonly [string, unknown][] {
  if (isRecord(value)) return Object.entries(value);
  noteAbsentOr(value, path, meaning, "an object", notes);
  return [];
}

/** A non-empty string, or `""` with a mistake noted. */
export function readString(value: unknown, path: string, meaning: string, notes: Notes): string {
  if (typeof value === "string" && value !== "") return value;
  noteAbsentOr(value, path, meaning, "a string that is not empty", notes);
  return "";
}

/** A whole number from 1, or 1 with a mistake noted. */
export function readCount(value: unknown, path: string, meaning: string, notes: Notes): number {
  if (typeof value === "number" && Number.isSafeInteger(value) && value >= 1) return value;
  noteAbsentOr(value, path, meaning, "a whole number from 1", notes);
  return 1;
}

/** Notes every member that nobody knows. */
export function noteUnknownKeys(
  record: UnknownRecord,
  known: readonly string[],
  path: string,
  owner: string,
  notes: Notes,
): void {
  for (const name of Object.keys(record)) {
    if (!known.includes(name)) notes.add("DEFINE_UNKNOWN_KEY", join(path, name), { owner, name, known });
  }
}

/** Notes that something is missing, or is of another type than expected. */
export function noteAbsentOr(value: unknown, path: string, meaning: string, expected: string, notes: Notes): void {
  if (value === undefined) notes.add("DEFINE_MISSING", path, { name: path.slice(path.lastIndexOf(".") + 1), meaning });
  else notes.add("DEFINE_WRONG_TYPE", path, { expected });
}

/** A path and the next name in it. */
export function join(path: string, name: string): string {
  return path === "" ? name : `${path}.${name}`;
}

/** A member that is left out when it has nothing in it. */
export function whenAny<Key extends string, Value>(
  key: Key,
  members: Readonly<Record<string, Value>>,
): Readonly<Partial<Record<Key, Readonly<Record<string, Value>>>>> {
  const given = Object.keys(members).length === 0 ? {} : { [key]: members };
  return given as Readonly<Partial<Record<Key, Readonly<Record<string, Value>>>>>;
}
