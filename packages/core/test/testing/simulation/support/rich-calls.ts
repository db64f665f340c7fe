import { z } from "zod";
import type { RobotDocument, RobotDefinition } from "../../../../src/define/index.ts";
import { simulateCall, type SimulatedCall, type SimulatedCallSettings } from "../../../../src/testing/index.ts";
import { numbers, word } from "../../../engine/hearing/support/toy-hearing.ts";
import { richFunctions, startingAt } from "../../../machine/support/rich-robots.ts";
import { definitionOf } from "../../../machine/support/robots.ts";

const words: Readonly<Record<string, string>> = {
  "yesNo.yes": "да",
  "yesNo.no": "нет",
  "own.new": "новый",
  "own.old": "старый",
  "own.price": "цена",
  "commands.repeat": "повторите",
  "commands.operator": "оператор",
  "commands.stop": "хватит",
};

/** The robot with every kind of step, beginning at one of them, with recognisers that hear one word each, or the last number. */
export function richDefinition(start: string, change?: Partial<RobotDocument>): RobotDefinition {
  const recognisers = Object.entries(words).map(([name, heard]) => [name, word(name, heard)] as const);
  const text = {
    kind: "grammar",
    name: "grammar.text",
    locales: ["ru"],
    read: (said: string) => ({ value: said, confidence: 0.5 }),
  };
  const functions = {
    ...richFunctions,
    recognisers: Object.fromEntries(recognisers),
    slotRecognisers: { "grammar.money": numbers, "grammar.text": text },
  };
  return { ...definitionOf(startingAt(start, change), functions), input: z.object({ name: z.string() }) };
}

/** A call of that robot, answered. */
export async function richCall(
  start: string,
  settings: Partial<SimulatedCallSettings<unknown>> & { readonly change?: Partial<RobotDocument> } = {},
): Promise<SimulatedCall> {
  const { change, ...rest } = settings;
  const call = simulateCall(richDefinition(start, change), { input: { name: "Анна" }, ...rest });
  await call.answer();
  return call;
}
