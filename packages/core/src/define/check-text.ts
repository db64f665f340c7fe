import { CallwrightError, nearest } from "../errors/index.ts";
import type { RobotDocument, StepDocument } from "./document.ts";
import type { FlatDocument, FlatStepDocument } from "./flat-document.ts";
import { flattenDocument } from "./flatten-dialogs.ts";
import { variableTypes } from "./input-variables.ts";
import { textVariables, variablesIn, wordsOf } from "./text-variables.ts";
import { formatProblem } from "./texts/format-problem.ts";
import type { SpokenType } from "./texts/text-formats.ts";
import { parseTextSegments, type TextVariable } from "./texts/text-segments.ts";

/** The part of a robot that is about its texts. */
export type RobotTexts = Pick<RobotDocument, "id" | "locales" | "input" | "slots" | "texts"> &
  Pick<RobotDocument | FlatDocument, "steps">;

/**
 * Checks words that shall stand in place of a robot's text, e.g. those of a placement in the CRM.
 *
 * Limits: of the slots, only those that the robot's own words use there, and those with a default, of a sub-dialog only in its own
 * texts: others may be empty when the text is spoken. Words that read a value back must say it.
 *
 * @param locale The language of the words. Default: any of the robot's.
 * @throws CallwrightError `TEXT_UNKNOWN` when the robot has no such text; `TEXT_UNKNOWN_VARIABLE` when the words name
 * a variable that the robot does not always have there, or leave a brace open; `TEXT_VARIABLE_MISSING` when words that read a value
 * back do not say it; `TEXT_FORMAT_UNFIT` when a variable cannot be
 * spoken in the format that the words ask for.
 */
export function checkText(robot: RobotDocument | FlatDocument, key: string, words: string, locale?: string): void {
  const document = textsOf(robot);
  if (!Object.hasOwn(document.texts, key)) throw new CallwrightError("TEXT_UNKNOWN", { robot: document.id, text: key });
  const known = variablesOf(document, key);
  const { problems } = parseTextSegments(words);
  const unknown =
    textVariables(words).find((variable) => !known.has(variable)) ??
    problems.find(({ kind }) => kind === "brace")?.near;
  if (unknown !== undefined) {
    const suggestion = nearest(unknown, [...known.keys()]);
    throw new CallwrightError("TEXT_UNKNOWN_VARIABLE", {
      robot: document.id,
      text: key,
      variable: unknown,
      ...(suggestion === undefined ? {} : { nearest: suggestion }),
    });
  }
  const silent = readBackSlots(document, key).find((slot) => !textVariables(words).includes(slot));
  if (silent !== undefined) {
    throw new CallwrightError("TEXT_VARIABLE_MISSING", { robot: document.id, text: key, variable: silent });
  }
  const locales = locale === undefined ? document.locales : [locale];
  for (const variable of variablesIn(words)) {
    const reason = unfitIn(variable, known.get(variable.variable) ?? [], locales);
    if (reason === null) continue;
    throw new CallwrightError("TEXT_FORMAT_UNFIT", {
      robot: document.id,
      text: key,
      variable: variable.variable,
      format: variable.format?.name ?? "",
      reason,
    });
  }
}

/** The texts of a robot, those of its sub-dialogs as `<step>.<text>` among them, and what they can use. */
export function textsOf(document: RobotDocument | FlatDocument): RobotTexts {
  return "dialogs" in document ? flattenDocument(document) : document;
}

/** What words may use in place of a text: the input, and the slots that the text itself is sure of. */
function variablesOf(document: RobotTexts, key: string): ReadonlyMap<string, readonly SpokenType[]> {
  const used = new Set(Object.values(document.texts[key] ?? {}).flatMap((text) => textVariables(wordsOf(text))));
  const slots = Object.entries(document.slots ?? {}).filter(
    ([slot, schema]) => used.has(slot) || (hasDefault(schema) && isWithin(slot, key)),
  );
  return variableTypes({ input: document.input, slots: Object.fromEntries(slots) });
}

/** Whether a slot's default is there when a text is spoken: a sub-dialog has its defaults once it has begun. */
function isWithin(slot: string, key: string): boolean {
  const scope = slot.slice(0, slot.lastIndexOf(".") + 1);
  return key.startsWith(scope);
}

/** The slots whose values a text reads back. */
function readBackSlots({ steps }: RobotTexts, key: string): readonly string[] {
  const all: Readonly<Record<string, StepDocument | FlatStepDocument>> = steps;
  return Object.values(all).flatMap((step) => ("collect" in step && step.readBack === key ? [step.collect] : []));
}

function hasDefault(schema: unknown): boolean {
  return typeof schema === "object" && schema !== null && "default" in schema;
}

/** Why a variable's format fits in none of the locales; `null` when it fits in one. */
function unfitIn(variable: TextVariable, types: readonly SpokenType[], locales: readonly string[]): string | null {
  const problems = locales.map((locale) => formatProblem(variable, types, locale));
  const [first] = problems;
  if (!first || problems.includes(null)) return null;
  if (first.kind !== "unknown") return first.reason;
  const suggestion = nearest(first.name, first.known);
  return suggestion === undefined
    ? `there is no such format, only ${first.known.join(", ")}`
    : `there is no such format; did you mean "${suggestion}"`;
}
