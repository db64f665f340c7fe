import { nearest } from "../errors/index.ts";

/** A name that is not there, and those that are. */
interface UnknownName {
  readonly name: string;
  readonly known: readonly string[];
}

/** A variable whose format cannot be used; the reason is the end of a sentence. */
interface Unfit {
  readonly name: string;
  readonly format: string;
  readonly reason: string;
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
  DEFINE_UNKNOWN_SLOT: ({ name, known }: UnknownName) =>
    `Slot "${name}" does not exist.${suggest(name, known, "Slots")}`,
  DEFINE_UNKNOWN_EFFECT: ({ name, known }: UnknownName) =>
    `Effect "${name}" is neither built in nor listed in effects.${suggest(name, known, "Effects")}`,
  DEFINE_UNKNOWN_DIALOG: ({ name, known }: UnknownName) =>
    `Dialog "${name}" is not in the document.${suggest(name, known, "Dialogs")}`,
  DEFINE_UNKNOWN_EXIT: ({ name, known }: UnknownName) =>
    `Exit "${name}" does not exist.${suggest(name, known, "Exits")}`,
  DEFINE_UNKNOWN_CHOICE: ({ name, known }: UnknownName) =>
    `The slot does not take "${name}".${suggest(name, known, "Values")}`,
  DEFINE_UNKNOWN_FIELD: ({ name, known }: UnknownName) =>
    `Field "${name}" does not exist.${suggest(name, known, "Fields")}`,
  DEFINE_UNKNOWN_KEY: ({ owner, name, known }: UnknownName & { readonly owner: string }) =>
    `${owner} has no key "${name}".${suggest(name, known, "Keys")}`,
  DEFINE_UNKNOWN_VARIABLE: ({ name, known }: UnknownName) =>
    `The text uses {${name}}, which neither input nor slots have.${suggest(name, known, "Variables")}`,
  DEFINE_UNSPEAKABLE_VARIABLE: ({ name }: { readonly name: string }) =>
    `The text uses {${name}}, which cannot be spoken: it must be a string, number or boolean that is always there. Give it a default or another type.`,
  DEFINE_UNKNOWN_LOCALE: ({ name, known }: UnknownName) =>
    `Locale "${name}" is not a locale of this robot.${suggest(name, known, "Locales")}`,
  DEFINE_MISSING_LOCALE: ({ locale }: { readonly locale: string }) =>
    `There are no words for locale "${locale}". Add them, or give one string for all locales.`,
  DEFINE_UNKNOWN_FORMAT: ({ name, known }: UnknownName) =>
    `Format "${name}" does not exist.${suggest(name, known, "Formats")}`,
  DEFINE_FORMAT_UNFIT: ({ name, format, reason }: Unfit) => `{${name}:${format}} cannot be spoken: ${reason}.`,
  DEFINE_PLURAL_FORMS: ({ name, reason }: Omit<Unfit, "format">) =>
    `{${name}:plural} does not have the right forms: ${reason}. Write them in brackets, parted by |.`,
  DEFINE_RECORDED_VARIABLES: ({ name }: { readonly name: string }) =>
    `A recording always says the same, so its words cannot have {${name}}. Leave the variable or the file out.`,
  DEFINE_BRACE: () => "A brace opens or closes no variable. Write variables as {name}.",
  DEFINE_UNREACHED_OUTCOME: ({ name }: { readonly name: string }) =>
    `Nothing reaches outcome "${name}". Lead a step, hungUp or unreached to it, or remove it.`,
  DEFINE_UNREACHED_EXIT: ({ name }: { readonly name: string }) =>
    `Nothing reaches exit "${name}". Lead a step to { exit: "${name}" }, or remove it.`,
  DEFINE_UNREACHABLE_STEP: ({ name }: { readonly name: string }) =>
    `Nothing leads to step "${name}". Lead another step to it, or remove it.`,
  DEFINE_MISSING: ({ name, meaning }: { readonly name: string; readonly meaning: string }) =>
    `"${name}" is missing: ${meaning}.`,
  DEFINE_WRONG_TYPE: ({ expected }: { readonly expected: string }) => `It must be ${expected}.`,
  DEFINE_STEP_KIND: () =>
    "The step has no kind. Give it say, ask, collect, branch, act, transfer, use or converse as first key.",
  DEFINE_NOT_IN_DIALOG: ({ what, instead }: { readonly what: string; readonly instead: string }) =>
    `A dialog cannot ${what}. ${instead}`,
  DEFINE_ONLY_IN_DIALOG: () => "Only a dialog has exits. Lead to a step, or to an end: { end: … }.",
  DEFINE_BRANCH_OPEN: () => "The last way of a branch must have no condition, so that one way is always open.",
  DEFINE_BRANCH_SHADOWED: () => "This way has no condition, so the ways after it are never taken. Move it to the end.",
  DEFINE_NO_ANSWER_WAY: () => "The answer can never be given. Add hear, key or both.",
  DEFINE_DUPLICATE_KEY: ({ key, other }: { readonly key: string; readonly other: string }) =>
    `Key ${key} already gives answer "${other}" of this step. Use each key once.`,
  DEFINE_AMBIGUOUS_ANSWERS: ({ other, reason }: { readonly other: string; readonly reason: string }) =>
    `It can be heard together with "${other}", and then neither counts: ${reason}. Keep them apart.`,
  DEFINE_DUPLICATE_CONDITION: ({ name }: { readonly name: string }) =>
    `"${name}" stands in conditions and in inputConditions. Keep one of them.`,
  DEFINE_DUPLICATE_RECOGNISER: ({ name }: { readonly name: string }) =>
    `Two different recognisers are called "${name}". Documents name recognisers: give each a name of its own.`,
  DEFINE_DUPLICATE_EFFECT: ({ name }: { readonly name: string }) =>
    `Two different effects are of type "${name}". Give each a type of its own; built-in effects are not listed.`,
  DEFINE_DUPLICATE_DIALOG: ({ name }: { readonly name: string }) =>
    `Two different dialogs have the id "${name}". Give each an id of its own.`,
  DEFINE_DIALOG_RECURSION: ({ name }: { readonly name: string }) =>
    `Dialog "${name}" uses itself, so its steps would never end. Lead back to one of its steps instead.`,
  DEFINE_DIALOG_LOCALE: ({ name, locale }: { readonly name: string; readonly locale: string }) =>
    `Dialog "${name}" does not speak locale "${locale}". Add its words there.`,
  DEFINE_SLOT_IS_INPUT: ({ name }: { readonly name: string }) =>
    `The input has "${name}" too, so {${name}} would mean two things. Call the slot something else.`,
  DEFINE_SLOT_TYPE: ({ name, reason }: { readonly name: string; readonly reason: string }) =>
    `Slot "${name}" cannot take this: ${reason}.`,
  DEFINE_SLOT_NEVER_FILLED: ({ name }: { readonly name: string }) =>
    `Nothing fills slot "${name}". Fill it with collect, act, use or converse, give it a default, or remove it.`,
  DEFINE_SLOT_MAY_BE_EMPTY: ({ name, way }: { readonly name: string; readonly way: readonly string[] }) =>
    `{${name}} may be empty here: on the way ${way.join(" → ")} nothing fills it. Fill it on every way, or give the slot a default.`,
  DEFINE_VALUE_UNFIT: ({ reason }: { readonly reason: string }) => `The value does not fit: ${reason}.`,
  DEFINE_OUTCOME_NEEDS_DATA: ({ name }: { readonly name: string }) =>
    `Outcome "${name}" needs data, which nobody has here. Lead to another outcome, or make its data optional.`,
  DEFINE_OUTCOME_WITHOUT_DATA: ({ name }: { readonly name: string }) =>
    `Outcome "${name}" takes no data. Leave data out, or give the outcome a schema for it.`,
  DEFINE_READ_BACK_LOCALE: ({ locale }: { readonly locale: string }) =>
    `There is no built-in sentence that reads a value back in "${locale}". Give the name of a text: readBack: "…".`,
  DEFINE_READ_BACK_VARIABLE: ({ name }: { readonly name: string }) =>
    `The text reads back without saying the value. Use {${name}} in it.`,
  DEFINE_STOP_UNHEARD: ({ name }: { readonly name: string }) =>
    `The client may cut "${name}" short, but nothing is heard during an announcement, so the command stop would be lost. Leave bargeIn out there, or ask a question instead.`,
  DEFINE_MISSING_CODE: ({ kind, name }: { readonly kind: string; readonly name: string }) =>
    `The document names the ${kind} "${name}", which the code does not have. Pass it to parseDefinition.`,
  DEFINE_DOCUMENT_FORMAT: ({ found }: { readonly found: string }) =>
    `This is not a document of format 1: ${found}. Update the library, or write the document with this version.`,
  DEFINE_DOCUMENT_DIFFERS: ({ given, meant }: { readonly given: string; readonly meant: string }) =>
    `The document has ${given}, where a definition with this code has ${meant}.`,
  DEFINE_ID_INVALID: ({ name, rule }: { readonly name: string; readonly rule: string }) =>
    `"${name}" is not a valid name here. Use ${rule}.`,
  DEFINE_CYCLE_WITHOUT_WAIT: ({ steps }: { readonly steps: readonly string[] }) =>
    `The steps ${steps.join(" → ")} go round without waiting for an answer, so the call never ends. Put an ask or collect into the circle, or lead one of them out.`,
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
