import type { DialogDocument, RobotDocument } from "../document.ts";
import type { Recogniser } from "../robot-definition.ts";
import type { Notes } from "./notes.ts";
import { isRecord, join } from "./read-value.ts";

/** One answer among those that are heard together. */
interface Heard {
  readonly name: string;
  readonly path: string;
  readonly hear: readonly string[];
}

/**
 * Notes answers of one step, choices of one step and digressions that the same words can mean.
 *
 * Limits: recognisers are code, so this finds the same recogniser in two answers, and phrases that a recogniser gives as its own
 * `examples` (a list, or lists by locale) and another answer's recogniser hears too. Other overlaps show only in a call.
 */
export function checkAnswers(
  document: RobotDocument | DialogDocument,
  recognisers: Readonly<Record<string, Recogniser>>,
  notes: Notes,
): void {
  for (const [name, step] of Object.entries(document.steps)) {
    const path = join("steps", name);
    if ("ask" in step) noteOverlaps(toHeard(step.answers, join(path, "answers")), document, recognisers, notes);
    if ("collect" in step && step.choices) {
      noteOverlaps(toHeard(step.choices, join(path, "choices")), document, recognisers, notes);
    }
  }
  const digressions = document.kind === "robot" ? (document.digressions ?? {}) : {};
  noteOverlaps(toHeard(digressions, "digressions"), document, recognisers, notes);
}

/** The phrases that a recogniser gives as its own examples in a locale; none where it gives none. */
function examplesOf(recogniser: Recogniser | undefined, locale: string): readonly string[] {
  const given = (recogniser as { readonly examples?: unknown } | undefined)?.examples;
  const list = isRecord(given) ? (given[locale] ?? given[locale.split("-")[0] ?? ""]) : given;
  return Array.isArray(list) ? list.filter((phrase) => typeof phrase === "string") : [];
}

function toHeard(
  answers: Readonly<Record<string, { readonly hear: readonly string[] }>>,
  path: string,
): readonly Heard[] {
  return Object.entries(answers).map(([name, { hear }]) => ({ name, path: join(path, name), hear }));
}

function noteOverlaps(
  answers: readonly Heard[],
  { locales }: Pick<RobotDocument, "locales">,
  recognisers: Readonly<Record<string, Recogniser>>,
  notes: Notes,
): void {
  answers.forEach((answer, index) => {
    for (const other of answers.slice(0, index)) {
      const reason = overlap(answer, other, locales, recognisers) ?? overlap(other, answer, locales, recognisers);
      if (reason !== undefined) notes.add("DEFINE_AMBIGUOUS_ANSWERS", answer.path, { other: other.name, reason });
    }
  });
}

/** What both answers are heard by; `undefined` when nothing is found. */
function overlap(
  answer: Heard,
  other: Heard,
  locales: readonly string[],
  recognisers: Readonly<Record<string, Recogniser>>,
): string | undefined {
  const same = answer.hear.find((name) => other.hear.includes(name));
  if (same !== undefined) return `both are heard by ${same}`;
  for (const locale of locales) {
    for (const phrase of answer.hear.flatMap((name) => examplesOf(recognisers[name], locale))) {
      if (other.hear.some((name) => hears(recognisers[name], phrase, locale))) return `"${phrase}" means both`;
    }
  }
  return undefined;
}

function hears(recogniser: Recogniser | undefined, phrase: string, locale: string): boolean {
  try {
    return recogniser?.match(phrase, locale) !== undefined;
  } catch {
    return false;
  }
}
