import type { AnswerDocument, RobotDocument } from "../document.ts";
import type { RobotDefinition } from "../robot-definition.ts";
import type { AddWarning } from "./definition-warnings.ts";

type Heard = Pick<AnswerDocument, "hear" | "key">;

/** Warns of recognisers that do not know a locale of the robot, and of digressions that an answer hides. */
export function hearingWarnings(
  { document, functions }: Pick<RobotDefinition, "document" | "functions">,
  add: AddWarning,
): void {
  for (const [path, { hear }] of heardIn(document)) {
    for (const name of hear) {
      for (const locale of deafTo(functions.recognisers[name]?.locales, document.locales)) {
        add("DEFINE_LOCALE_NOT_HEARD", `${path}.hear`, { name, locale });
      }
    }
  }
  for (const [name, step] of Object.entries(document.steps)) {
    if (!("collect" in step) || step.hear === undefined) continue;
    for (const locale of deafTo(functions.slotRecognisers[step.hear]?.locales, document.locales)) {
      add("DEFINE_LOCALE_NOT_HEARD", `steps.${name}.hear`, { name: step.hear, locale });
    }
  }
  const answers = heardIn(document).filter(([path]) => path.startsWith("steps."));
  for (const [name, digression] of Object.entries(document.digressions ?? {})) {
    const hiding = answers.find(([, answer]) => isSame(answer, digression));
    if (hiding) add("DEFINE_DIGRESSION_HIDDEN", `digressions.${name}`, { answer: hiding[0] });
  }
}

function heardIn(document: RobotDocument): readonly (readonly [path: string, heard: Heard])[] {
  const steps = Object.entries(document.steps).flatMap(([name, step]): readonly (readonly [string, Heard])[] => {
    if ("ask" in step) return named(`steps.${name}.answers`, step.answers);
    return "collect" in step ? named(`steps.${name}.choices`, step.choices ?? {}) : [];
  });
  return [...steps, ...named("digressions", document.digressions ?? {})];
}

function named(path: string, heard: Readonly<Record<string, Heard>>): readonly (readonly [string, Heard])[] {
  return Object.entries(heard).map(([name, each]) => [`${path}.${name}`, each]);
}

/** Locales that a recogniser lists neither with their region nor without. */
function deafTo(known: readonly string[] | undefined, locales: readonly string[]): readonly string[] {
  if (!Array.isArray(known)) return [];
  return locales.filter((locale) => !known.includes(locale) && !known.includes(locale.split("-")[0] ?? ""));
}

function isSame(answer: Heard, other: Heard): boolean {
  return (
    (answer.key !== undefined && answer.key === other.key) || answer.hear.some((name) => other.hear.includes(name))
  );
}
