import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { defineRobot, definitionMistakes, parseDefinition, type RobotDefinition } from "../../src/define/index.ts";
import { isCallwrightError, type DefinitionMistake } from "../../src/errors/index.ts";
import { survey, visitReminder } from "./good-robots.ts";
import { plainRobot } from "./plain-robot.ts";
import { documentEdits } from "./support/document-edits.ts";
import { wholeEdits } from "./support/whole-edits.ts";
import { asksPrice, askAddress, bookVisit, plate, saysNew, saysOld, wholeRobot } from "./support/whole-robot.ts";
import { withValue, type Plain } from "./support/with-value.ts";

const whole = defineRobot(wholeRobot() as never) as RobotDefinition;
const plain = defineRobot(plainRobot() as never) as RobotDefinition;

/** A document as a store gives it back. */
function stored(document: unknown): Plain {
  return JSON.parse(JSON.stringify(document)) as Plain;
}

function mistakesOf(json: unknown, code: Parameters<typeof parseDefinition>[1]): readonly DefinitionMistake[] {
  try {
    parseDefinition(json, code);
    return [];
  } catch (error) {
    if (isCallwrightError(error, "DEFINE_INVALID")) return error.details.mistakes;
    throw error;
  }
}

describe("parseDefinition", () => {
  const robots = { visitReminder, survey, plain, whole } as Readonly<Record<string, RobotDefinition>>;
  it.each(Object.keys(robots))("gives %s back with the same document and fingerprint", (name) => {
    const robot = robots[name] ?? whole;
    const parsed = parseDefinition(stored(robot.document), robot);
    expect(parsed).toMatchObject({ kind: "robot", id: robot.id, version: robot.version });
    expect(parsed.document).toEqual(robot.document);
    expect("fingerprint" in parsed && parsed.fingerprint).toBe(robot.fingerprint);
    expect(parsed.functions).toEqual(robot.functions);
    expect(parsed.input).toBe(robot.input);
  });

  it("gives a dialog back", () => {
    const parsed = parseDefinition(stored(askAddress.document), askAddress);
    expect(parsed.document).toEqual(askAddress.document);
    expect(parsed).toMatchObject({ kind: "dialog", id: "ask-address", exitNames: ["done", "gaveUp"] });
    expect(parsed.functions).toEqual(askAddress.functions);
  });

  it("takes code by name or in lists, and needs none that is built in", () => {
    const code = {
      recognisers: { asksPrice, saysNew, saysOld },
      slotRecognisers: [plate],
      conditions: { large: () => true, "ask-address.short": () => true },
      inputConditions: { vip: () => true },
      effects: [bookVisit],
    };
    const parsed = parseDefinition(stored(whole.document), code);
    expect("fingerprint" in parsed && parsed.fingerprint).toBe(whole.fingerprint);
    expect(parseDefinition(stored(visitReminder.document)).document).toEqual(visitReminder.document);
  });

  it("checks the input by the document where the code has no schema, or another", () => {
    const json = withValue(stored(visitReminder.document), ["input", "properties", "floor"], { type: "integer" });
    for (const code of [{}, visitReminder, { input: z.object({ other: z.string() }) }]) {
      const { input } = parseDefinition(json, code);
      expect(input.safeParse({ name: "Анна", time: "15:00", floor: 2 }).success).toBe(true);
      expect(input.safeParse({ name: "Анна", time: "15:00", floor: 2.5 }).success).toBe(false);
      expect(input.safeParse({ name: "Анна" }).success).toBe(false);
    }
  });

  it("takes edited words, also those of a generated text", () => {
    const edited = withValue(stored(whole.document), ["texts", "sum.readBack", "uk"], "{amount:money}, так?");
    const parsed = parseDefinition(edited, whole);
    expect(parsed.document.texts["sum.readBack"]).toEqual({
      ru: "Записываю: {amount:money}. Всё верно?",
      uk: "{amount:money}, так?",
    });
    expect("fingerprint" in parsed && parsed.fingerprint).not.toBe(whole.fingerprint);
  });

  it("refuses conditions of a robot's own name for those of its dialogs", () => {
    const code = { ...whole.functions, conditions: { large: () => true, short: () => true } };
    expect(mistakesOf(stored(whole.document), code)).toMatchObject([
      { code: "DEFINE_MISSING_CODE", path: "dialogs.ask-address.conditions[0]" },
    ]);
  });

  const cases = documentEdits.map(([path, value, ...mistakes]) => ({ path, value, mistakes }));
  it.each(cases)("refuses $path = $value", ({ path, value, mistakes }) => {
    const told = mistakesOf(withValue(stored(whole.document), path.split("/"), value), whole);
    expect(told.map((mistake) => `${mistake.code} ${mistake.path}`)).toEqual(mistakes);
  });

  it("names the function that the code lacks", () => {
    const { recognisers, ...rest } = whole.functions;
    const [mistake, ...others] = mistakesOf(stored(whole.document), {
      ...rest,
      recognisers: { ...recognisers, asksPrice: undefined as never },
    });
    expect(others).toEqual([]);
    expect(mistake).toEqual({
      code: "DEFINE_MISSING_CODE",
      path: "digressions.price.hear",
      sentence:
        'The document names the recogniser "asksPrice", which the code does not have. Pass it to parseDefinition.',
    });
  });
});

describe("a mistake in a stored document", () => {
  /** Edits of a source that are edits of its document too: nothing but JSON, at a place that both have. */
  const same = wholeEdits.filter(
    ([path, value, ...mistakes]) =>
      (value === undefined || isDeepStrictEqual(JSON.parse(JSON.stringify(value)), value)) &&
      !/^(effects|slots|outcomes|upgradeInput|locales)/.test(path) &&
      !/\/(use|hear|readBack|as|choices)$/.test(path) &&
      mistakes.length > 0,
  );

  it.each(same.map(([path, value, ...mistakes]) => ({ path, value, mistakes })))(
    "$path = $value has the code and path that a source has",
    ({ path, value, mistakes }) => {
      const told = mistakesOf(withValue(stored(whole.document), path.split("/"), value), whole);
      expect(told.map((mistake) => `${mistake.code} ${mistake.path}`)).toEqual(mistakes);
    },
  );

  it("is told for most edits", () => {
    expect(same.length).toBeGreaterThan(50);
  });
});

describe("parseDefinition of anything", () => {
  const refusedOrGood = (json: unknown): void => {
    for (const { code, sentence } of mistakesOf(json, whole)) {
      expect(Object.keys(definitionMistakes)).toContain(code);
      expect(sentence).toMatch(/[.?]$/);
    }
  };

  it("refuses JSON that is no document", () => {
    fc.assert(fc.property(fc.jsonValue(), refusedOrGood));
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...Object.keys(whole.document)), fc.jsonValue()), (members) =>
        refusedOrGood({ ...members, format: 1, kind: "robot" }),
      ),
    );
    for (const json of [undefined, null, 5, "x", [], () => 1, new Map(), 1n]) {
      expect(mistakesOf(json, whole)).toMatchObject([{ code: "DEFINE_DOCUMENT_FORMAT" }]);
    }
  });

  it("gives a definition or DEFINE_INVALID wherever a good document is broken", () => {
    const places = placesIn(stored(whole.document));
    fc.assert(
      fc.property(fc.constantFrom(...places), fc.jsonValue(), (place, value) => {
        refusedOrGood(withValue(stored(whole.document), place, value));
        refusedOrGood(withValue(stored(whole.document), place, undefined));
      }),
      { numRuns: 150 },
    );
  });
});

/** Every place in a JSON value. */
function placesIn(value: unknown): readonly (readonly string[])[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, item]) => [[name], ...placesIn(item).map((rest) => [name, ...rest])]);
}
