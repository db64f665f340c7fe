import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { compileErrors } from "./compile-errors.ts";

const pathOf = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

const robot = `{
  id: "r", version: 1, direction: "outbound", locale: "ru",
  input: z.object({ name: z.string(), vip: z.boolean() }),
  texts: { hello: "Да, {name}?", bye: "Пока" },
  outcomes: { yes: { title: "Да" }, lost: { title: "Нет" } },
  conditions: { vip: ({ input }) => input.vip },
  start: "ask",
  steps: {
    ask: { ask: "hello", answers: { yes: { hear: yesNo.yes, key: "1", next: "size" } }, noInput: ["bye"], exhausted: { end: "lost" }, timeoutMs: 3000 },
    size: { branch: [{ if: "vip", next: "bye" }, { next: { end: "yes" } }] },
    bye: { say: "bye", hungUp: "yes", next: { end: "yes" } },
  },
  unreached: "lost", hungUp: "lost",
}`;

/** One edit of a robot without mistakes, and the sentence of its only compile error. */
const edits: readonly (readonly [from: string, to: string, sentence: string])[] = [
  ['start: "ask"', 'start: "asc"', "Step 'asc' does not exist. Steps: ask, bye, size."],
  ['next: "size"', 'next: "sise"', "Step 'sise' does not exist. Steps: ask, bye, size."],
  ['next: "bye"', 'next: "by"', "Step 'by' does not exist. Steps: ask, bye, size."],
  ['next: "bye"', "next: 5", "Write the name of a step, or { end: 'outcome' }."],
  ['say: "bye"', 'say: "bey"', "Text 'bey' does not exist. Texts: bye, hello."],
  ['say: "bye"', "say: 5", "Write the name of a text."],
  ['ask: "hello"', 'ask: "helo"', "Text 'helo' does not exist. Texts: bye, hello."],
  ['noInput: ["bye"]', 'noInput: ["bey"]', "Text 'bey' does not exist. Texts: bye, hello."],
  ['noInput: ["bye"]', 'noInput: "bye"', "Write a list of names of texts, one per repetition."],
  ['noInput: ["bye"]', 'noMatch: ["bye", "bey"]', "Text 'bey' does not exist. Texts: bye, hello."],
  ['if: "vip"', 'if: "wip"', "Condition 'wip' does not exist. Conditions: vip."],
  ['next: { end: "yes" } }]', 'next: { end: "yse" } }]', "Outcome 'yse' does not exist. Outcomes: lost, yes."],
  ['hungUp: "yes"', 'hungUp: "yse"', "Outcome 'yse' does not exist. Outcomes: lost, yes."],
  ['hungUp: "lost"', 'hungUp: "lots"', "Outcome 'lots' does not exist. Outcomes: lost, yes."],
  ['unreached: "lost"', 'unreached: "lots"', "Outcome 'lots' does not exist. Outcomes: lost, yes."],
  ['key: "1"', 'key: "A"', "'A' is not a key of a telephone. Keys: '0' to '9', '*', '#'."],
  ["hear: yesNo.yes", "hear: 'yes'", "Write a recogniser such as yesNo.yes, or a list of them."],
  ["timeoutMs: 3000", "timeoutMs: '3s'", "Write a number of milliseconds."],
  ['key: "1"', "extra: 1", "An answer has no key 'extra'. Keys: hear, key, next."],
  ['say: "bye"', 'say: "bye", extra: 1', "A say step has no key 'extra'. Keys: hungUp, next, say."],
  [
    "timeoutMs",
    "extra",
    "An ask step has no key 'extra'. Keys: answers, ask, exhausted, hungUp, noInput, noMatch, timeoutMs.",
  ],
  ['if: "vip"', 'if: "vip", extra: 1', "A way of a branch has no key 'extra'. Keys: if, next."],
  ["size: {", "size: { extra: 1,", "A branch step has no key 'extra'. Keys: branch."],
  ['exhausted: { end: "lost" }', 'exhausted: { end: "lost", extra: 1 }', "An end has no key 'extra'. Keys: end."],
  ['next: { end: "yes" } }]', 'next: { end: "yes", extra: 1 } }]', "An end has no key 'extra'. Keys: end."],
  ['yes: { title: "Да" }', 'yes: { title: "Да", extra: 1 }', "An outcome has no key 'extra'. Keys: data, title."],
  ['hear: yesNo.yes, key: "1", ', "", "Answer 'yes' can never be given. Add 'hear', 'key' or both."],
  ["{name}", "{nmae}", "Text 'hello' uses {nmae}, which the input does not have. Input: name, vip."],
  [
    'lost: { title: "Нет" }',
    'lost: { title: "Нет" }, never: { title: "Никогда" }',
    "Nothing reaches outcome 'never'. Lead a step, 'hungUp' or 'unreached' to it, or remove it.",
  ],
  [', hungUp: "lost"', "", "The robot has no 'hungUp'. Say which outcome a call has when the client hangs up."],
  ['locale: "ru",', "", "The robot has no locale. Add 'locale' or 'locales'."],
  [
    'hello: "Да, {name}?"',
    'hello: { uk: "Так, {name}?" }',
    "Text 'hello' has no words for locale 'ru'. Add them, or give one string for all locales.",
  ],
];

const header = [
  'import { yesNo } from "@callwright/core/phrases";',
  'import { z } from "zod";',
  'import { defineRobot } from "../../src/define/index.ts";',
];

describe("a compile error for each mistake", () => {
  it("has line, column and sentence", { timeout: 120_000 }, () => {
    const expected = readFileSync(pathOf("mistakes/expected.txt"), "utf8").trimEnd().split("\n");
    expect(compileErrors(pathOf("mistakes/robot-mistakes.ts"))).toEqual(expected);
  });

  it("comes alone when the mistake is alone", { timeout: 120_000 }, () => {
    const robots = edits.map(([from, to], index) => {
      expect(robot).toContain(from);
      return `export const robot${index} = defineRobot(${robot.replace(from, to)});`;
    });
    const size = robot.split("\n").length;
    const errors = compileErrors(pathOf("generated-mistakes.ts"), [...header, ...robots].join("\n"));
    const told = edits.map((_, index) =>
      errors
        .filter((error) => Math.floor((Number.parseInt(error, 10) - header.length - 1) / size) === index)
        .map((error) => error.slice(error.indexOf(" ") + 1)),
    );
    expect(told).toEqual(edits.map(([, , sentence]) => [sentence]));
  });

  it("is absent from good robots", { timeout: 120_000 }, () => {
    expect(compileErrors(pathOf("good-robots.ts"))).toEqual([]);
  });
});
