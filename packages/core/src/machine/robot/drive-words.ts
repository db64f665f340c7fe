import { fillText, resolveValue, speakText, type SpeakOptions, type ValueDocument } from "../../define/index.ts";
import { SayableError } from "../../errors/index.ts";
import type { Json } from "../../ports/identity.ts";
import type { DriveContext } from "./drive-context.ts";

/** Words as a turn says them. */
interface SpokenWords {
  readonly say: string;
  readonly file?: string;
}

/** The words of a text at the moment when a node speaks it. Throws when the run was started without the text. */
export function speakKey(context: DriveContext, text: string): SpokenWords {
  const found = Object.hasOwn(context.texts, text) ? context.texts[text] : undefined;
  if (found === undefined) throw new SayableError(`the run was started without the text "${text}"`);
  const say = speakText(found, variablesOf(context), speakOptions(context));
  return found.file === null ? { say } : { say, file: found.file };
}

/** Values of a document with the variables of this moment; what has no value is left out. */
export function resolveValues(
  context: DriveContext,
  values: Readonly<Record<string, ValueDocument>>,
): Readonly<Record<string, Json>> {
  const variables = variablesOf(context);
  const options = speakOptions(context);
  const resolved = Object.entries(values).map(([name, value]) => [
    name,
    resolveValue(value, variables, (words, known) => fillText(words, known, options)),
  ]);
  return Object.fromEntries(resolved.filter(([, value]) => value !== undefined)) as Readonly<Record<string, Json>>;
}

/** Words with variables that are no text of their own, filled in. */
export function fillWords(context: DriveContext, words: string): string {
  return fillText(words, variablesOf(context), speakOptions(context));
}

function variablesOf({ input, slots }: DriveContext): Readonly<Record<string, unknown>> {
  return typeof input === "object" ? Object.assign({}, input, slots) : slots;
}

function speakOptions({ locale, timeZone, currency }: DriveContext): SpeakOptions {
  return { locale, timeZone, currency };
}
