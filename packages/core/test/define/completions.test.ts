import { fileURLToPath } from "node:url";
import ts from "typescript";
import { describe, expect, it } from "vitest";
import { compilerOptions } from "./compile-errors.ts";

const fileName = fileURLToPath(new URL("generated-completions.ts", import.meta.url));

const robot = `import { yesNo } from "@callwright/core/phrases";
import { z } from "zod";
import { defineRobot, outcomeRules } from "../../src/define/index.ts";
export const robot = defineRobot({
  id: "r", version: 1, direction: "outbound", locale: "ru",
  input: z.object({ vip: z.boolean() }),
  texts: { hello: "Да?", bye: "Пока" },
  outcomes: { good: { title: "Да" }, lost: { title: "Нет" } },
  conditions: { large: ({ input }) => input.vip },
  inputConditions: { vip: ({ input }) => input.vip },
  start: "first",
  steps: {
    first: { ask: "hello", answers: { yes: { hear: yesNo.yes, key: "1", next: "size" } }, exhausted: { end: "lost" } },
    size: { branch: [{ if: "vip", next: "last" }, { next: { end: "good" } }] },
    last: { say: "bye", hungUp: "good", next: { end: "good" } },
  },
  unreached: "lost",
  hungUp: "lost",
});
export const rules = outcomeRules(robot, { good: {}, lost: {} });
`;

/** What an editor offers where `|` stands, in order. */
function completionsAt(text: string): readonly string[] {
  const position = text.indexOf("|");
  const content = text.replace("|", "");
  const host: ts.LanguageServiceHost = {
    getCompilationSettings: () => compilerOptions,
    getScriptFileNames: () => [fileName],
    getScriptVersion: () => "1",
    getScriptSnapshot: (name) => {
      const words = name === fileName ? content : ts.sys.readFile(name);
      return words === undefined ? undefined : ts.ScriptSnapshot.fromString(words);
    },
    getCurrentDirectory: () => ts.sys.getCurrentDirectory(),
    getDefaultLibFileName: (options) => ts.getDefaultLibFilePath(options),
    fileExists: (name) => ts.sys.fileExists(name),
    readFile: (name) => ts.sys.readFile(name),
    directoryExists: (name) => ts.sys.directoryExists(name),
  };
  const service = ts.createLanguageService(host);
  const offered = service.getCompletionsAtPosition(fileName, position, {})?.entries ?? [];
  service.dispose();
  return offered.map((entry) => entry.name).sort();
}

describe("an editor", () => {
  const cases = [
    { where: "start", from: 'start: "first"', to: 'start: "|"', offers: ["first", "last", "size"] },
    { where: "say", from: 'say: "bye"', to: 'say: "|"', offers: ["bye", "hello"] },
    { where: "end", from: 'end: "lost"', to: 'end: "|"', offers: ["good", "lost"] },
    { where: "a step's hungUp", from: 'hungUp: "good"', to: 'hungUp: "|"', offers: ["good", "lost"] },
    { where: "if", from: 'if: "vip"', to: 'if: "|"', offers: ["large", "vip"] },
    { where: "unreached", from: 'unreached: "lost"', to: 'unreached: "|"', offers: ["good", "lost"] },
    { where: "the input", from: "input.vip }", to: "input.| }", offers: ["vip"] },
  ];

  it.each(cases)("offers the declared names at $where", { timeout: 60_000 }, ({ from, to, offers }) => {
    expect(robot).toContain(from);
    expect(completionsAt(robot.replace(from, to))).toEqual(offers);
  });
});
