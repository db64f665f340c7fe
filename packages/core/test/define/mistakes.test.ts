import { readFileSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { compileFunction } from "node:vm";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { defineRobot, type RobotDefinition } from "../../src/define/index.ts";
import { compileErrors, compileErrorsOf } from "./compile-errors.ts";
import { good } from "./good-definition.ts";
import { askAddress, bookVisit, no, plate, yes } from "./sample-parts.ts";
import { singleMistakes } from "./single-mistakes.ts";

const pathOf = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

/** The text of the object that the good definition is made from. */
const robot = readFileSync(pathOf("good-definition.ts"), "utf8").split("defineRobot(")[1]?.split(");\n")[0] ?? "";

const header = [
  'import { z } from "zod";',
  'import { defineRobot } from "../../src/define/index.ts";',
  'import { askAddress, bookVisit, no, plate, yes } from "./sample-parts.ts";',
  "export const parts = [askAddress, bookVisit, no, plate, yes];",
];

describe("a compile error for each mistake", () => {
  it("has file, line, column and sentence", { timeout: 180_000 }, () => {
    const expected = readFileSync(pathOf("mistakes/expected.txt"), "utf8").trimEnd().split("\n");
    const names = readdirSync(pathOf("mistakes")).filter((name) => name.endsWith("-mistakes.ts"));
    const errors = compileErrorsOf(names.map((name) => pathOf(`mistakes/${name}`)));
    const told = names.flatMap((name, index) => (errors[index] ?? []).map((error) => `${name}:${error}`));
    expect(told.sort()).toEqual(expected.sort());
  });

  it("comes alone when the mistake is alone", { timeout: 180_000 }, () => {
    const robots = singleMistakes.map(([from, to], index) => {
      expect(robot.split(from), `places of ${from}`).toHaveLength(2);
      expect(to).not.toContain("\n");
      return `export const robot${index} = defineRobot(${robot.replace(from, () => to)});`;
    });
    const size = robot.split("\n").length;
    const errors = compileErrors(pathOf("generated-mistakes.ts"), [...header, ...robots].join("\n"));
    const told = singleMistakes.map((_, index) =>
      errors
        .filter((error) => Math.floor((Number.parseInt(error, 10) - header.length - 1) / size) === index)
        .map((error) => error.slice(error.indexOf(" ") + 1)),
    );
    expect(told).toEqual(singleMistakes.map(([, , sentence]) => [sentence]));
  });

  it("is absent from good robots", { timeout: 120_000 }, () => {
    expect(compileErrors(pathOf("good-robots.ts"))).toEqual([]);
    expect(compileErrors(pathOf("good-definition.ts"))).toEqual([]);
  });
});

describe("the check at run time", () => {
  const names = { z, defineRobot, askAddress, bookVisit, no, plate, yes };

  function define(definition: string): RobotDefinition {
    const run: unknown = compileFunction(`return defineRobot(${definition});`, Object.keys(names));
    return (run as (...values: readonly unknown[]) => RobotDefinition)(...Object.values(names));
  }

  it("takes what compiles", () => {
    expect(define(robot).fingerprint).toBe(good.fingerprint);
  });

  // What a recogniser hears is a type alone: no value tells it.
  const told = singleMistakes.filter(([, , sentence]) => !sentence.includes("this recogniser hears"));

  it.each(told)("refuses what does not compile: %s → %s", (from, to) => {
    expect(() => define(robot.replace(from, () => to))).toThrow(expect.objectContaining({ code: "DEFINE_INVALID" }));
  });
});
