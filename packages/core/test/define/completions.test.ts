import { fileURLToPath } from "node:url";
import ts from "typescript";
import { afterAll, describe, expect, it } from "vitest";
import { compilerOptions } from "./compile-errors.ts";

const fileName = fileURLToPath(new URL("generated-completions.ts", import.meta.url));

const definitions = `import { yesNo } from "@callwright/core/phrases";
import { z } from "zod";
import { defineDialog, defineEffect, defineRobot, outcomeRules } from "../../src/define/index.ts";
import { askAddress, bookVisit } from "./sample-parts.ts";
export const robot = defineRobot({
  id: "r", version: 1, direction: "outbound", locale: "ru",
  input: z.object({ vip: z.boolean() }),
  slots: { amount: z.number(), stage: z.string() },
  texts: { hello: "Да?", bye: "Пока" },
  outcomes: { good: { title: "Да" }, lost: { title: "Нет" } },
  effects: [bookVisit],
  conditions: { large: ({ input, slots }) => input.vip && slots.amount !== 5 },
  inputConditions: { vip: ({ input }) => input.vip },
  commands: { operator: "human", stop: { end: "lost" } },
  digressions: { price: { key: "9", say: "hello" } },
  start: "first",
  steps: {
    first: { ask: "hello", answers: { yes: { hear: yesNo.yes, key: "1", next: "size", confirm: "hello" } }, noInput: ["hello"], exhausted: { end: "lost" } },
    size: { branch: [{ if: "vip", next: "last" }, { next: { end: "good" } }] },
    last: { say: "bye", hungUp: "good", next: { end: "good" } },
    sum: { collect: "amount", text: "hello", as: "money", readBack: "bye", noMatch: ["bye"], exhausted: "look", next: "look" },
    look: { act: "crm.readField", with: { field: "X" }, into: "stage", filler: "bye", next: "place", failed: "place" },
    place: { use: askAddress, with: { city: "x" }, exits: { done: "human", gaveUp: "human" } },
    human: { transfer: { queue: "x" }, whisper: "bye", busy: "talk", noAnswer: "talk", failed: "talk", transferred: "good" },
    talk: { converse: "Ask.", opening: "hello", fill: ["amount"], effects: ["visits.book"], limits: { turns: 1, timeMs: 1, cost: 1 }, exits: { done: "last", gaveUp: "last", limit: "last", failed: "last" } },
  },
  transferred: "good",
  unreached: "lost",
  hungUp: "lost",
});
export const rules = outcomeRules(robot, { good: {}, lost: {} });
export const dialog = defineDialog({
  id: "d", locale: "ru",
  slots: { street: z.string() },
  texts: { where: "Где?" },
  exits: ["done", "gaveUp"],
  start: "ask",
  steps: {
    ask: { collect: "street", text: "where", exhausted: { exit: "gaveUp" }, next: "check" },
    check: { say: "where", next: { exit: "done" } },
  },
});
export const effect = defineEffect({
  type: "t", input: z.object({ at: z.string() }), output: z.string(), repeat: "idempotent",
  perform: async (input) => input.at,
});
`;

let content = definitions;
let version = 0;
const service = ts.createLanguageService({
  getCompilationSettings: () => compilerOptions,
  getScriptFileNames: () => [fileName],
  getScriptVersion: (name) => (name === fileName ? String(version) : "1"),
  getScriptSnapshot: (name) => {
    const words = name === fileName ? content : ts.sys.readFile(name);
    return words === undefined ? undefined : ts.ScriptSnapshot.fromString(words);
  },
  getCurrentDirectory: () => ts.sys.getCurrentDirectory(),
  getDefaultLibFileName: (options) => ts.getDefaultLibFilePath(options),
  fileExists: (name) => ts.sys.fileExists(name),
  readFile: (name) => ts.sys.readFile(name),
  directoryExists: (name) => ts.sys.directoryExists(name),
});
afterAll(() => service.dispose());

/** What an editor offers where `|` stands, in order. */
function completionsAt(text: string): readonly string[] {
  const position = text.indexOf("|");
  content = text.replace("|", "");
  version += 1;
  const offered = service.getCompletionsAtPosition(fileName, position, {})?.entries ?? [];
  return offered.map((entry) => entry.name).sort();
}

const steps = ["first", "human", "last", "look", "place", "size", "sum", "talk"];
const texts = ["bye", "hello"];
const outcomes = ["good", "lost"];
const slots = ["amount", "stage"];
const effects = ["crm.readField", "visits.book"];

/** Place in the definitions with the cursor in it, and what is offered there. */
const cases: readonly (readonly [where: string, from: string, to: string, offers: readonly string[]])[] = [
  ["start", 'start: "first"', 'start: "|"', steps],
  ["say", 'say: "bye"', 'say: "|"', texts],
  ["ask", 'ask: "hello"', 'ask: "|"', texts],
  ["a prompt", 'noInput: ["hello"]', 'noInput: ["|"]', texts],
  ["the text of an answer", 'confirm: "hello"', 'confirm: "|"', texts],
  ["end", 'exhausted: { end: "lost" }', 'exhausted: { end: "|" }', outcomes],
  ["a step's hungUp", 'hungUp: "good"', 'hungUp: "|"', outcomes],
  ["if", 'if: "vip"', 'if: "|"', ["large", "vip"]],
  ["unreached", 'unreached: "lost"', 'unreached: "|"', outcomes],
  ["hungUp", 'hungUp: "lost"', 'hungUp: "|"', outcomes],
  ["transferred", '  transferred: "good",', '  transferred: "|",', outcomes],
  ["a command", 'operator: "human"', 'operator: "|"', steps],
  ["the end of a command", 'stop: { end: "lost" }', 'stop: { end: "|" }', outcomes],
  ["a digression", 'say: "hello"', 'say: "|"', texts],
  ["collect", 'collect: "amount"', 'collect: "|"', slots],
  ["the question of collect", 'text: "hello"', 'text: "|"', texts],
  [
    "as",
    'as: "money"',
    'as: "|"',
    ["choice", "date", "digits", "money", "name", "number", "own", "phone", "text", "time"],
  ],
  ["readBack", 'readBack: "bye"', 'readBack: "|"', texts],
  ["act", 'act: "crm.readField"', 'act: "|"', effects],
  ["into", 'into: "stage"', 'into: "|"', slots],
  ["the keys of into", 'into: "stage"', "into: { | }", slots],
  ["filler", 'filler: "bye"', 'filler: "|"', texts],
  ["transfer", '{ queue: "x" }', "{ | }", ["number", "operator", "queue", "script"]],
  ["whisper", 'whisper: "bye"', 'whisper: "|"', texts],
  ["a transfer's outcome", ', transferred: "good"', ', transferred: "|"', outcomes],
  ["opening", 'opening: "hello"', 'opening: "|"', texts],
  ["fill", 'fill: ["amount"]', 'fill: ["|"]', slots],
  ["the effects of a passage", 'effects: ["visits.book"]', 'effects: ["|"]', effects],
  ["limits", "limits: { turns: 1, timeMs: 1, cost: 1 }", "limits: { | }", ["cost", "timeMs", "turns"]],
  ["the input", "input.vip }", "input.| }", ["vip"]],
  ["the slots", "slots.amount", "slots.|", slots],
  ["a dialog's start", 'start: "ask"', 'start: "|"', ["ask", "check"]],
  ["a dialog's collect", 'collect: "street"', 'collect: "|"', ["street"]],
  ["a dialog's exit", 'exit: "gaveUp"', 'exit: "|"', ["done", "gaveUp"]],
  ["a dialog's text", 'say: "where"', 'say: "|"', ["where"]],
  ["repeat", 'repeat: "idempotent"', 'repeat: "|"', ["at-most-once", "idempotent", "marked", "may-repeat"]],
  ["the input of an effect", "=> input.at", "=> input.|", ["at"]],
];

describe("an editor", () => {
  it.each(cases)("offers what fits at %s", { timeout: 60_000 }, (_where, from, to, offers) => {
    expect(definitions.split(from)).toHaveLength(2);
    expect(completionsAt(definitions.replace(from, () => to))).toEqual(offers);
  });
});
