import { isRecord } from "../../readers/read-value.ts";

/** A name as it is written in sentences. */
export function quoted(name: unknown): string {
  return typeof name === "string" ? `\`${name}\`` : JSON.stringify(name);
}

/** A value as it stands. */
export function plain(value: unknown): string {
  return JSON.stringify(value);
}

/** Names one after the other; `none` where there are none. */
export function names(value: unknown): string {
  if (!Array.isArray(value)) return plain(value);
  return value.length === 0 ? "none" : value.map(quoted).join(", ");
}

/** Where a step leads, e.g. `` `thank` ``, ``the end `no` `` or ``the exit `done` ``. */
export function nextWords(next: unknown): string {
  if (!isRecord(next)) return quoted(next);
  const { end, exit, data, ...rest } = next;
  if (Object.keys(rest).length > 0) return plain(next);
  if (typeof exit === "string" && end === undefined && data === undefined) return `the exit ${quoted(exit)}`;
  if (typeof end !== "string" || exit !== undefined) return plain(next);
  return `the end ${quoted(end)}${data === undefined ? "" : ` with ${plain(data)}`}`;
}

/** Words of a text, with the recording where there is one. */
export function textWords(text: unknown): string {
  if (!isRecord(text)) return plain(text);
  const { say, file, ...rest } = text;
  if (typeof file !== "string" || Object.keys(rest).length > 0) return plain(text);
  return `${plain(say)} in the recording ${plain(file)}`;
}

/** Whom a call is handed to, e.g. ``queue `sales` ``. */
export function targetWords(target: unknown): string {
  if (!isRecord(target)) return plain(target);
  const [member, ...others] = Object.entries(target);
  return member && others.length === 0 ? `${member[0]} ${quoted(member[1])}` : plain(target);
}

/** Where the result of an effect goes. */
export function intoWords(into: unknown): string {
  if (!isRecord(into)) return `slot ${quoted(into)}`;
  return Object.entries(into)
    .map(([slot, member]) => `slot ${quoted(slot)} from ${quoted(member)}`)
    .join(", ");
}

/** Yes or no. */
export function yesOrNo(value: unknown): string {
  return value === true ? "yes" : value === false ? "no" : plain(value);
}

/** Milliseconds. */
export function duration(value: unknown): string {
  return typeof value === "number" ? `${value} ms` : plain(value);
}
