import { canonicalJson } from "../canonical-json.ts";
import type { Json } from "../../ports/identity.ts";

/** A place where a document is not what its definition gives. */
export interface DocumentDifference {
  readonly path: string;
  readonly given: string;
  readonly meant: string;
}

const maxDifferences = 20;
const maxWords = 60;

/** Where a document is not what its definition gives, deepest places first found; at most 20. */
export function documentDifferences(given: Json, meant: Json): readonly DocumentDifference[] {
  const differences: DocumentDifference[] = [];
  compare(given, meant, "", differences);
  return differences;
}

function compare(
  given: Json | undefined,
  meant: Json | undefined,
  path: string,
  differences: DocumentDifference[],
): void {
  if (differences.length >= maxDifferences || canonicalJson(given) === canonicalJson(meant)) return;
  if (isObject(given) && isObject(meant)) {
    for (const name of new Set([...Object.keys(given), ...Object.keys(meant)])) {
      compare(own(given, name), own(meant, name), path === "" ? name : `${path}.${name}`, differences);
    }
    return;
  }
  if (isList(given) && isList(meant) && given.length === meant.length) {
    given.forEach((item, index) => compare(item, meant[index], `${path}[${index}]`, differences));
    return;
  }
  differences.push({ path, given: inWords(given), meant: inWords(meant) });
}

function own(value: Readonly<Record<string, Json | undefined>>, name: string): Json | undefined {
  return Object.hasOwn(value, name) ? value[name] : undefined;
}

function inWords(value: Json | undefined): string {
  if (value === undefined) return "nothing";
  const words = canonicalJson(value);
  return words.length <= maxWords ? words : `${words.slice(0, maxWords)}…`;
}

function isObject(value: Json | undefined): value is Readonly<Record<string, Json | undefined>> {
  return typeof value === "object" && value !== null && !isList(value);
}

function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}
