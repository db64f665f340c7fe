import { entry } from "./entry.ts";

/** What a language model can answer. `purpose` tells what it was asked for, e.g. `converse`. */
export const modelCatalog = {
  MODEL_UNREACHABLE: entry<{ readonly purpose: string }>({
    side: "remote",
    retry: "after",
    message: ({ purpose }) => `The language model could not be reached for "${purpose}". Try again later.`,
  }),
  MODEL_ANSWER_INVALID: entry<{ readonly purpose: string; readonly problems: readonly string[] }>({
    side: "remote",
    retry: "never",
    message: ({ purpose, problems }) =>
      `The language model answered "${purpose}" in a form that cannot be read: ${problems.join("; ")}. Nothing of it was used.`,
  }),
  MODEL_TIMED_OUT: entry<{ readonly purpose: string; readonly timeoutMs: number }>({
    side: "remote",
    retry: "now",
    message: ({ purpose, timeoutMs }) =>
      `The language model did not answer "${purpose}" within ${timeoutMs} ms. What it answers later is dropped.`,
  }),
};
