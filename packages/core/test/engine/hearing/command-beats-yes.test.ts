import { expect, it } from "vitest";
import type { Recogniser } from "../../../src/define/index.ts";
import { hear } from "../../../src/engine/index.ts";
import type { AskNode, DialogAnswer } from "../../../src/ports/dialog-graph.ts";
import { options, toy } from "./support/toy-hearing.ts";

const hears = (name: string, word: string): Recogniser => ({
  kind: "own",
  name,
  locales: ["en"],
  match: (utterance) => (utterance.includes(word) ? 0.9 : undefined),
});
const recognisers = Object.fromEntries(
  [hears("yesNo.yes", "yes"), hears("price", "price"), hears("commands.operator", "person")].map((each) => [
    each.name,
    each,
  ]),
);
const definition = { ...toy, functions: { ...toy.functions, recognisers } };
const next = { end: "over" };
const answers: readonly DialogAnswer[] = [
  { name: "yes", recognisers: ["yesNo.yes"], key: null, next },
  { name: "price", recognisers: ["price"], key: null, next },
  { name: "command.operator", recognisers: ["commands.operator"], key: null, next, group: "command" },
];
const node: AskNode = {
  kind: "ask",
  step: "ask",
  text: "ask",
  answers,
  noInput: next,
  noMatch: next,
  hungUp: "over",
  timeoutMs: 5_000,
};

it.each([
  ["yes", "yes"],
  ["yes, give me a person", "command.operator"],
  ["the price that a person told me", "price"],
  ["give me a person", "command.operator"],
])("a command beats a mere yes, not what the step itself asks for: %s", (words, answer) => {
  expect(hear(definition, node, { says: words }, options)).toMatchObject({ kind: "answer", answer });
});
