import { toSignals } from "./signals.ts";
import type { Role } from "./roles.ts";

/** An utterance that ends in a question mark, parted at its last pause. */
export interface LastQuestion {
  readonly before: string;
  readonly asked: string;
}

/** The question an utterance ends in, where the speech recogniser wrote one. */
export function toLastQuestion(utterance: string): LastQuestion | undefined {
  const text = utterance.trimEnd().slice(-longestClause);
  if (!/\?[\s.,!…;–—]*$/u.test(text)) return undefined;
  const body = text.replace(/[?\s.,!…;–—]+$/u, "");
  const pause = body.search(/[?!.,;…][^?!.,;…]*$/u);
  return {
    before: utterance.trimEnd().slice(0, -text.length) + body.slice(0, pause + 1),
    asked: body.slice(pause + 1),
  };
}

/** Enough for any real clause; bounds the work for hostile input. */
const longestClause = 300;

const idioms: ReadonlySet<Role> = new Set(["yes", "no", "open", "denial"]);
const words: ReadonlySet<Role> = new Set([
  ...(["assent", "coming", "othersCome", "reversed", "refusal"] as const),
  ...(["negatable", "toCome", "absent", "ownYes", "ownNo"] as const),
]);

/**
 * Whether the clause asks the question back ("я приду?"), so that it answers nothing. An idiom ("why not?") does not,
 * nor does a tag behind an answer ("I'll come, okay?").
 */
export function isAskedBack(roles: readonly Role[], isTag: boolean): boolean {
  if (roles.some((role) => idioms.has(role))) return false;
  return roles.some((role) => words.has(role)) || (!isTag && toSignals(roles).length > 0);
}
