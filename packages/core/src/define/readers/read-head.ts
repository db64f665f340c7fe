import type { RobotDocument } from "../document.ts";
import { join, noteAbsentOr, readCount, readEntries, type UnknownRecord } from "./read-value.ts";
import type { Notes } from "./notes.ts";

const namePattern = /^[A-Za-z][A-Za-z0-9-]*$/;
const nameRule = "letters, digits and hyphens, beginning with a letter";

/** The members of a robot that say what it is and which languages it speaks. */
export type RobotHead = Pick<RobotDocument, "id" | "version" | "direction" | "locales">;

/** Reads id, version, direction and locales. */
export function readHead(source: UnknownRecord, notes: Notes): RobotHead {
  const direction = source["direction"];
  if (direction !== "outbound" && direction !== "inbound") {
    noteAbsentOr(direction, "direction", "say whether the robot calls or is called", '"outbound" or "inbound"', notes);
  }
  return {
    id: readId(source["id"], "robot", notes),
    version: readCount(source["version"], "version", "number the versions of a robot from 1", notes),
    direction: direction === "inbound" ? "inbound" : "outbound",
    locales: readLocales(source, notes),
  };
}

/** Names and values of a member, with a mistake noted for each name outside the rule. */
export function readNamed(
  value: unknown,
  path: string,
  meaning: string,
  notes: Notes,
  rule: { readonly pattern: RegExp; readonly words: string } = { pattern: namePattern, words: nameRule },
): readonly [string, unknown][] {
  const entries = readEntries(value, path, meaning, notes);
  for (const [name] of entries) {
    if (!rule.pattern.test(name)) notes.add("DEFINE_ID_INVALID", join(path, name), { name, rule: rule.words });
  }
  return entries;
}

/** What names of steps, texts, slots and exits must be, when a name is not; `undefined` when it is. */
export function nameProblem(name: string): string | undefined {
  return namePattern.test(name) ? undefined : nameRule;
}

/** Reads the id of a robot or dialog. */
export function readId(id: unknown, owner: string, notes: Notes): string {
  if (typeof id !== "string") {
    noteAbsentOr(id, "id", `give the ${owner} a name that never changes`, "a string", notes);
    return "";
  }
  if (!/^[a-z0-9][a-z0-9-]*$/.test(id)) {
    notes.add("DEFINE_ID_INVALID", "id", { name: id, rule: "lower-case letters, digits and hyphens" });
  }
  return id;
}

/** Reads `locale` or `locales`. */
export function readLocales(source: UnknownRecord, notes: Notes): readonly [string, ...string[]] {
  const { locale, locales } = source;
  if (locale !== undefined && locales !== undefined) {
    notes.add("DEFINE_WRONG_TYPE", "locale", { expected: "left out where locales are given" });
  }
  const path = locales === undefined ? "locale" : "locales";
  const given: unknown = locales ?? (locale === undefined ? undefined : [locale]);
  const [first, ...rest] = Array.isArray(given) ? given.filter(isLocale) : [];
  const complete = first !== undefined && rest.length + 1 === (given as readonly unknown[]).length;
  if (!complete || new Set([first, ...rest]).size <= rest.length) {
    noteAbsentOr(
      given,
      path,
      "say which language the texts are in",
      "language tags such as ru or en-GB, each once",
      notes,
    );
  }
  return [first ?? "", ...rest];
}

function isLocale(value: unknown): value is string {
  return typeof value === "string" && /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(value);
}
