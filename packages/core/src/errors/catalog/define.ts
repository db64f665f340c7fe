import { entry } from "./entry.ts";

/** One mistake in a definition: where it is and what is wrong with it. */
export interface DefinitionMistake {
  /** Code of the mistake, e.g. `DEFINE_UNKNOWN_STEP`. */
  readonly code: string;
  /** Where, e.g. `steps.ask.answers.yes.next`. */
  readonly path: string;
  /** One sentence that says what is wrong and what to do. */
  readonly sentence: string;
}

/** Mistakes in definitions. All mistakes of one definition come together. */
export const defineCatalog = {
  DEFINE_INVALID: entry<{ readonly id: string; readonly mistakes: readonly DefinitionMistake[] }>({
    side: "caller",
    retry: "never",
    message: ({ id, mistakes }) =>
      `Definition "${id}" has ${mistakes.length} mistake${mistakes.length === 1 ? "" : "s"}:\n` +
      mistakes.map((mistake) => `- ${mistake.path}: ${mistake.sentence} (${mistake.code})`).join("\n"),
  }),
  RULES_INVALID: entry<{ readonly id: string; readonly mistakes: readonly DefinitionMistake[] }>({
    side: "caller",
    retry: "never",
    message: ({ id, mistakes }) =>
      `The outcome rules of "${id}" have ${mistakes.length} mistake${mistakes.length === 1 ? "" : "s"}:\n` +
      mistakes.map((mistake) => `- ${mistake.path}: ${mistake.sentence} (${mistake.code})`).join("\n"),
  }),
};
