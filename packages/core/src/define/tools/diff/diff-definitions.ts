import { canonicalJson } from "../../canonical-json.ts";
import type { DialogDocument, RobotDocument } from "../../document.ts";
import { isRecord, join, type UnknownRecord } from "../../readers/read-value.ts";
import { definitionShape } from "./definition-shape.ts";
import { quoted } from "./document-words.ts";
import type { Compared, DefinitionChange, Shape } from "./shape.ts";

/**
 * What differs between two documents, each difference with its place and a sentence for people.
 *
 * Shape: in the order of the document, members that came after those that were there; empty exactly when both have the same canonical
 * JSON. A step whose kind changed is one difference; the parts of a sub-dialog begin with the name of the dialog.
 * @example
 * diffDefinitions(before, after).map(({ words }) => words);
 * // ["step `ask`: answer `no` now leads to `promise` (before: `thank`)"]
 */
export function diffDefinitions<Document extends RobotDocument | DialogDocument>(
  before: Document,
  after: Document,
): readonly DefinitionChange[] {
  return changesAt("", { before, after }, definitionShape());
}

/** The sentences of differences, one a line; a sentence of its own when there are none. */
export function describeChanges(changes: readonly DefinitionChange[]): string {
  if (changes.length === 0) return "Nothing has changed.";
  return changes.map(({ words }) => `- ${words}`).join("\n");
}

function changesAt(path: string, compared: Compared, shape: Shape): readonly DefinitionChange[] {
  const { before, after } = compared;
  if (isSame(before, after)) return [];
  if (shape.collection && (before === undefined || after === undefined)) {
    const given = before ?? after;
    if (isRecord(given) && Object.keys(given).length > 0) return changesAt(path, filled(compared), shape);
  }
  if (isRecord(before) && isRecord(after) && shape.member)
    return memberChanges(path, before, after, shape, shape.member);
  if (Array.isArray(before) && Array.isArray(after)) {
    if (shape.names !== undefined) return nameChanges(path, before, after, shape, shape.names);
    if (shape.element && before.length === after.length) return elementChanges(path, before, after, shape.element);
  }
  const kind = before === undefined ? "added" : after === undefined ? "removed" : "changed";
  return [{ path, words: shape.tell(compared), kind }];
}

function memberChanges(
  path: string,
  before: UnknownRecord,
  after: UnknownRecord,
  shape: Shape,
  member: NonNullable<Shape["member"]>,
): readonly DefinitionChange[] {
  const present = new Set([...Object.keys(before), ...Object.keys(after)]);
  const ordered = new Set([...(shape.order ?? []).filter((name) => present.has(name)), ...present]);
  return [...ordered].flatMap((name) => {
    const compared = { before: own(before, name), after: own(after, name) };
    return changesAt(join(path, name), compared, member(name, compared));
  });
}

function elementChanges(
  path: string,
  before: readonly unknown[],
  after: readonly unknown[],
  element: NonNullable<Shape["element"]>,
): readonly DefinitionChange[] {
  return before.flatMap((item, index) =>
    changesAt(`${path}[${index}]`, { before: item, after: after[index] }, element(index)),
  );
}

function nameChanges(
  path: string,
  before: readonly unknown[],
  after: readonly unknown[],
  shape: Shape,
  noun: string,
): readonly DefinitionChange[] {
  const gone = before.filter((name) => !after.includes(name));
  const come = after.filter((name) => !before.includes(name));
  if (gone.length + come.length === 0) return [{ path, words: shape.tell({ before, after }), kind: "changed" }];
  return [
    ...gone.map((name) => ({ path, words: `${noun} ${quoted(name)} was removed`, kind: "removed" as const })),
    ...come.map((name) => ({ path, words: `${noun} ${quoted(name)} was added`, kind: "added" as const })),
  ];
}

function filled({ before = {}, after = {} }: Compared): Compared {
  return { before, after };
}

// An absent member and `null` have one canonical spelling by themselves.
function isSame(before: unknown, after: unknown): boolean {
  if (before === undefined || after === undefined) return before === after;
  return canonicalJson(before) === canonicalJson(after);
}

function own(record: UnknownRecord, name: string): unknown {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}
