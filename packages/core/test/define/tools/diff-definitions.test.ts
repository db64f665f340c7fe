import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canonicalJson } from "../../../src/define/canonical-json.ts";
import {
  describeChanges,
  diffDefinitions,
  type DialogDocument,
  type RobotDocument,
} from "../../../src/define/index.ts";
import { visitReminder } from "../../fixtures/visit-reminder.ts";
import { askAddress, everything as everyStep } from "./robots.ts";

type Definition = RobotDocument | DialogDocument;

type Tree = Record<string, unknown> | unknown[];

const everything = everyStep.document;
const documents: readonly Definition[] = [visitReminder.document, everything, askAddress.document];

/** Every place of a document as the keys that lead there. */
function placesIn(value: unknown, path: readonly (string | number)[] = []): readonly (readonly (string | number)[])[] {
  if (typeof value !== "object" || value === null) return [path];
  const inner = Array.isArray(value)
    ? value.flatMap((item, index) => placesIn(item, [...path, index]))
    : Object.entries(value).flatMap(([name, item]) => placesIn(item, [...path, name]));
  return path.length === 0 ? inner : [path, ...inner];
}

type Edit =
  | { readonly kind: "replace"; readonly by: unknown }
  | { readonly kind: "remove" }
  | { readonly kind: "add"; readonly name: string; readonly value: unknown };

const edit: fc.Arbitrary<Edit> = fc.oneof(
  fc.record({ kind: fc.constant("replace" as const), by: fc.jsonValue() }),
  fc.record({ kind: fc.constant("remove" as const) }),
  fc.record({ kind: fc.constant("add" as const), name: fc.string(), value: fc.jsonValue() }),
);

/** A copy with one edit, and the path of the edited place as changes spell it. */
function edited(document: Definition, path: readonly (string | number)[], what: Edit) {
  const copy = structuredClone(document) as unknown as Tree;
  let parent: Tree = copy;
  for (const key of path.slice(0, -1)) parent = (parent as Record<string | number, Tree>)[key] as Tree;
  const key = path.at(-1) as string;
  const place = (parent as Record<string, unknown>)[key];
  let spelled = spell(path);
  if (what.kind === "replace") (parent as Record<string, unknown>)[key] = what.by;
  else if (what.kind === "remove" && Array.isArray(parent)) {
    parent.splice(Number(key), 1);
    spelled = spell(path.slice(0, -1));
  } else if (what.kind === "remove") Reflect.deleteProperty(parent, key);
  else if (Array.isArray(place)) place.push(what.value);
  else if (typeof place === "object" && place !== null) {
    Object.defineProperty(place, what.name, {
      value: what.value,
      enumerable: true,
      configurable: true,
      writable: true,
    });
    spelled = spell([...path, what.name]);
  }
  return { after: copy as unknown as Definition, path: spelled };
}

function spell(path: readonly (string | number)[]): string {
  return path.reduce<string>(
    (text, key) => (typeof key === "number" ? `${text}[${key}]` : text === "" ? key : `${text}.${key}`),
    "",
  );
}

function leadsTo(change: string, place: string): boolean {
  const isPrefix = (short: string, long: string) =>
    short === long || long.startsWith(`${short}.`) || long.startsWith(`${short}[`);
  return isPrefix(change, place) || isPrefix(place, change);
}

describe("diffDefinitions", () => {
  it("is empty exactly when both documents have the same canonical JSON, and finds every single edit", () => {
    const counts = { same: 0, edited: 0 };
    const anyEdit = fc
      .constantFrom(...documents)
      .chain((document) =>
        fc.record({ document: fc.constant(document), path: fc.constantFrom(...placesIn(document)), what: edit }),
      );
    fc.assert(
      fc.property(anyEdit, ({ document, path, what }) => {
        const { after, path: place } = edited(document, path, what);
        const changes = diffDefinitions(document, after);
        const same = canonicalJson(document) === canonicalJson(after);
        counts[same ? "same" : "edited"] += 1;
        expect(changes.length === 0).toBe(same);
        if (!same) expect(changes.map((change) => change.path).some((found) => leadsTo(found, place))).toBe(true);
        for (const change of changes) expect(change.words.length).toBeGreaterThan(10);
        expect(diffDefinitions(document, after)).toEqual(changes);
        expect(diffDefinitions(after, document)).toHaveLength(changes.length);
      }),
      { numRuns: 600 },
    );
    expect(counts.edited).toBeGreaterThan(400);
  });

  it("does not mind the order of members", () => {
    const reversed = (value: unknown): unknown => {
      if (Array.isArray(value)) return value.map(reversed);
      if (typeof value !== "object" || value === null) return value;
      return Object.fromEntries(
        Object.entries(value)
          .reverse()
          .map(([name, item]) => [name, reversed(item)]),
      );
    };
    for (const document of documents) expect(diffDefinitions(document, reversed(document) as Definition)).toEqual([]);
  });

  it("describes changes one a line, and says when there are none", () => {
    const after = { ...everything, version: 3, start: "sum" };
    expect(describeChanges(diffDefinitions(everything, after))).toBe(
      "- the version is now 3 (before: 2)\n- the first step is now `sum` (before: `ask`)",
    );
    expect(describeChanges([])).toBe("Nothing has changed.");
  });
});
