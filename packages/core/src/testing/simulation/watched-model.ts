import { isCallwrightError } from "../../errors/index.ts";
import type { LanguageModelPort } from "../../ports/language-model.ts";

/** A model whose mistakes, in a test, must not pass for those of a vendor. */
export interface WatchedModel {
  readonly port: LanguageModelPort;
  /** Throws what the model threw that has no code of the catalogue, such as a script that ran out. */
  rethrow(): void;
}

/** Keeps what a model throws beside coded errors: those a robot handles, the rest are mistakes of the test. */
export function watchModel(model: LanguageModelPort): WatchedModel {
  const mistakes: unknown[] = [];
  return {
    port: {
      ask: async (request) => {
        try {
          return await model.ask(request);
        } catch (error) {
          if (!isCallwrightError(error)) mistakes.push(error);
          throw error;
        }
      },
    },
    rethrow: () => {
      if (mistakes.length > 0) throw mistakes.shift();
    },
  };
}
