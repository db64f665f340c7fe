import type { z } from "zod";
import { grammar } from "../../phrases/grammar/index.ts";
import { commands, yesNo } from "../../phrases/index.ts";
import type { EffectDefinition } from "../effect-definition.ts";
import type { ConditionFunction, Recogniser, RobotFunctions, SlotRecogniser } from "../robot-definition.ts";

/** Functions by name, or as a list where they tell their names themselves. */
type Named<Known> = Readonly<Record<string, Known>> | readonly Known[];

/** The code that a stored document names. Built-in recognisers and effects need not be given. */
export interface DefinitionCode {
  readonly recognisers?: Named<Recogniser>;
  readonly slotRecognisers?: Named<SlotRecogniser>;
  /** Those of a dialog are called `<dialog id>.<name>`, or by the name alone where the document is that dialog. */
  readonly conditions?: Readonly<Record<string, ConditionFunction>>;
  readonly inputConditions?: RobotFunctions["inputConditions"];
  readonly effects?: Named<EffectDefinition>;
  readonly upgradeInput?: RobotFunctions["upgradeInput"];
  /** Schema of the input. Default, also where it is another than the document's: made from the document's JSON Schema. */
  readonly input?: z.ZodType;
}

/** A definition whose code a document shares. */
export interface DefinitionWithCode {
  readonly functions: Omit<DefinitionCode, "input">;
  readonly input?: z.ZodType;
}

/** Looks functions up by name; `undefined` for one that the code does not have. */
export interface CodeBook {
  readonly input: z.ZodType | undefined;
  readonly upgradeInput: RobotFunctions["upgradeInput"];
  readonly recogniser: (name: string) => Recogniser | undefined;
  readonly slotRecogniser: (name: string) => SlotRecogniser | undefined;
  readonly condition: (name: string) => ConditionFunction | undefined;
  readonly inputCondition: (name: string) => RobotFunctions["inputConditions"][string] | undefined;
  readonly effect: (type: string) => EffectDefinition | undefined;
}

/** A book of the code that was given, and of the built-in recognisers. */
export function toCodeBook(given: DefinitionCode | DefinitionWithCode): CodeBook {
  const code: DefinitionCode =
    "functions" in given ? { ...given.functions, ...(given.input ? { input: given.input } : {}) } : given;
  const recognisers = byName(code.recognisers, ({ name }) => name);
  const slotRecognisers = byName(code.slotRecognisers, ({ name }) => name);
  const conditions = byName(code.conditions, () => "");
  const inputConditions = byName(code.inputConditions, () => "");
  const effects = byName(code.effects, ({ type }) => type);
  return {
    input: code.input,
    upgradeInput: code.upgradeInput,
    // What is built in comes from this copy of the library: the code may have been loaded with another.
    recogniser: (name) => builtIn.get(name) ?? recognisers.get(name),
    slotRecogniser: (name) => builtInValues.get(name) ?? slotRecognisers.get(name),
    condition: (name) => conditions.get(name),
    inputCondition: (name) => inputConditions.get(name),
    effect: (type) => effects.get(type),
  };
}

const builtIn: ReadonlyMap<string, Recogniser> = new Map(
  [yesNo.yes, yesNo.no, commands.repeat, commands.operator, commands.stop].map((recogniser): [string, Recogniser] => [
    recogniser.name,
    recogniser,
  ]),
);

const builtInValues: ReadonlyMap<string, SlotRecogniser> = new Map(
  Object.values(grammar).map((recogniser): [string, SlotRecogniser] => [recogniser.name, recogniser]),
);

function byName<Known>(given: Named<Known> | undefined, nameOf: (known: Known) => string): ReadonlyMap<string, Known> {
  if (given === undefined) return new Map();
  return isList(given) ? new Map(given.map((known) => [nameOf(known), known])) : new Map(Object.entries(given));
}

function isList<Known>(given: Named<Known>): given is readonly Known[] {
  return Array.isArray(given);
}
