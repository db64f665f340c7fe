import { nearest } from "../errors/index.ts";

/** A name that is not there, and those that are. */
interface UnknownName {
  readonly name: string;
  readonly known: readonly string[];
}

/** What can be wrong with a definition: code → the sentence about it. */
export const definitionMistakes = {
  DEFINE_UNKNOWN_STEP: ({ name, known }: UnknownName) =>
    `Step "${name}" does not exist.${suggest(name, known, "Steps")}`,
  DEFINE_UNKNOWN_TEXT: ({ name, known }: UnknownName) =>
    `Text "${name}" does not exist.${suggest(name, known, "Texts")}`,
  DEFINE_UNKNOWN_OUTCOME: ({ name, known }: UnknownName) =>
    `Outcome "${name}" does not exist.${suggest(name, known, "Outcomes")}`,
  DEFINE_UNKNOWN_CONDITION: ({ name, known }: UnknownName) =>
    `Condition "${name}" does not exist.${suggest(name, known, "Conditions")}`,
  DEFINE_UNKNOWN_KEY: ({ owner, name, known }: UnknownName & { readonly owner: string }) =>
    `${owner} has no key "${name}".${suggest(name, known, "Keys")}`,
  DEFINE_UNKNOWN_VARIABLE: ({ name, known }: UnknownName) =>
    `The text uses {${name}}, which the input does not have.${suggest(name, known, "Input")}`,
  DEFINE_UNSPEAKABLE_VARIABLE: ({ name }: { readonly name: string }) =>
    `The text uses {${name}}, which cannot be spoken: it must be a string, number or boolean that is always there. Give it a default or another type.`,
  DEFINE_UNKNOWN_LOCALE: ({ name, known }: UnknownName) =>
    `Locale "${name}" is not a locale of this robot.${suggest(name, known, "Locales")}`,
  DEFINE_MISSING_LOCALE: ({ locale }: { readonly locale: string }) =>
    `There are no words for locale "${locale}". Add them, or give one string for all locales.`,
  DEFINE_BRACE: () => "A brace opens or closes no variable. Write variables as {name}.",
  DEFINE_UNREACHED_OUTCOME: ({ name }: { readonly name: string }) =>
    `Nothing reaches outcome "${name}". Lead a step, hungUp or unreached to it, or remove it.`,
  DEFINE_UNREACHABLE_STEP: ({ name }: { readonly name: string }) =>
    `Nothing leads to step "${name}". Lead another step to it, or remove it.`,
  DEFINE_MISSING: ({ name, meaning }: { readonly name: string; readonly meaning: string }) =>
    `"${name}" is missing: ${meaning}.`,
  DEFINE_WRONG_TYPE: ({ expected }: { readonly expected: string }) => `It must be ${expected}.`,
  DEFINE_STEP_KIND: () => "The step has no kind. Give it say, ask or branch as first key.",
  DEFINE_BRANCH_OPEN: () => "The last way of a branch must have no condition, so that one way is always open.",
  DEFINE_BRANCH_SHADOWED: () => "This way has no condition, so the ways after it are never taken. Move it to the end.",
  DEFINE_NO_ANSWER_WAY: () => "The answer can never be given. Add hear, key or both.",
  DEFINE_DUPLICATE_KEY: ({ key, other }: { readonly key: string; readonly other: string }) =>
    `Key ${key} already gives answer "${other}" of this step. Use each key once.`,
  DEFINE_DUPLICATE_CONDITION: ({ name }: { readonly name: string }) =>
    `"${name}" stands in conditions and in inputConditions. Keep one of them.`,
  DEFINE_DUPLICATE_RECOGNISER: ({ name }: { readonly name: string }) =>
    `Two different recognisers are called "${name}". Documents name recognisers: give each a name of its own.`,
  DEFINE_ID_INVALID: ({ name, rule }: { readonly name: string; readonly rule: string }) =>
    `"${name}" is not a valid name here. Use ${rule}.`,
  DEFINE_CYCLE_WITHOUT_WAIT: ({ steps }: { readonly steps: readonly string[] }) =>
    `The steps ${steps.join(" → ")} go round without waiting for an answer, so the call never ends. Put an ask into the circle, or lead one of them out.`,
  DEFINE_SCHEMA_NOT_JSON: ({ reason }: { readonly reason: string }) => `The schema does not survive JSON. ${reason}`,
  RULES_UNKNOWN_OUTCOME: ({ name, known }: UnknownName) =>
    `Outcome "${name}" does not exist.${suggest(name, known, "Outcomes")}`,
  RULES_MISSING_OUTCOME: ({ name }: { readonly name: string }) =>
    `Outcome "${name}" has no rule. Write {} if only its trigger shall fire.`,
  RULES_TRIGGER_AND_MOVE: () => "moveTo needs trigger: false: a trigger and a move together would move the item twice.",
  RULES_UNKNOWN_KEY: ({ name, known }: UnknownName) => `A rule has no key "${name}".${suggest(name, known, "Keys")}`,
  RULES_WRONG_TYPE: ({ expected }: { readonly expected: string }) => `It must be ${expected}.`,
} satisfies Readonly<Record<string, (...details: never[]) => string>>;

/** Code of a mistake in a definition. */
export type MistakeCode = keyof typeof definitionMistakes;

/** What the sentence of a code needs to know. */
export type MistakeDetails<Code extends MistakeCode> = Parameters<(typeof definitionMistakes)[Code]>;

function suggest(name: string, known: readonly string[], title: string): string {
  const suggestion = nearest(name, known);
  if (suggestion !== undefined) return ` Did you mean "${suggestion}"?`;
  return known.length === 0 ? ` There are no ${title.toLowerCase()}.` : ` ${title}: ${listOf(known)}.`;
}

function listOf(names: readonly string[]): string {
  return names.length > 12 ? `${names.slice(0, 12).join(", ")}, …` : names.join(", ");
}
