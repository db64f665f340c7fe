import { checkText } from "../../define/check-text.ts";
import type { RobotDefinition } from "../../define/robot-definition.ts";
import { fillText, type SpokenValue } from "../../define/text-variables.ts";

/** What decides the words of one call. */
export interface SpokenTextsOptions {
  /** Default: also the definition's first locale, where it does not have this one. */
  readonly locale: string;
  /** Words in place of the definition's own, by text key, e.g. those of a placement. */
  readonly texts?: Readonly<Record<string, string>> | null;
  /** The call's input, checked by the definition's schema. */
  readonly input: unknown;
}

/**
 * The words of every text of a robot, variables filled in: computed once, at the launch, and kept with the run.
 *
 * @throws CallwrightError `TEXT_UNKNOWN`, `TEXT_UNKNOWN_VARIABLE` for words given in place of the definition's own.
 */
export function toSpokenTexts(
  definition: RobotDefinition,
  options: SpokenTextsOptions,
): Readonly<Record<string, string>> {
  const { document } = definition;
  const given = options.texts ?? {};
  for (const [key, words] of Object.entries(given)) checkText(document, key, words);
  const values = spokenValues(options.input);
  return Object.fromEntries(
    Object.entries(document.texts).map(([key, byLocale]) => {
      const own = byLocale[options.locale] ?? byLocale[document.locales[0]] ?? "";
      return [key, fillText(Object.hasOwn(given, key) ? (given[key] ?? own) : own, values)];
    }),
  );
}

function spokenValues(input: unknown): Readonly<Record<string, SpokenValue>> {
  if (typeof input !== "object" || input === null) return {};
  return Object.fromEntries(
    Object.entries(input).filter((entry): entry is [string, SpokenValue] => isSpoken(entry[1])),
  );
}

function isSpoken(value: unknown): value is SpokenValue {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean";
}
