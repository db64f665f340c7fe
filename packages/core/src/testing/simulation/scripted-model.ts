import { CallwrightError, isCallwrightError } from "../../errors/index.ts";
import type { ConverseReply } from "../../machine/index.ts";
import type { LanguageModelPort, ModelAnswer, ModelRequest } from "../../ports/language-model.ts";

/** What a scripted model answers in a passage; parts left out are `null`, `fills` empty, `cost` 0. */
export type ScriptedTurn = Partial<ConverseReply>;

/**
 * One answer of a scripted model: words, which are said in a passage and name the answer where hearing asks; a whole turn of a passage;
 * an error, which is a model that cannot be reached.
 */
export type ScriptedReply = string | ScriptedTurn | Error;

/** A language model that answers from a list. */
export interface ScriptedModel extends LanguageModelPort {
  /** What it was asked, in order. */
  readonly requests: readonly ModelRequest[];
}

/**
 * A language model that gives these answers, in this order, and fails when it is asked for more.
 *
 * @example
 * ```ts
 * const model = scriptedModel(["Что вас интересует?", { exit: "done", fills: [{ slot: "kind", value: "new", quote: "новый" }] }]);
 * ```
 */
export function scriptedModel(replies: readonly ScriptedReply[]): ScriptedModel {
  const requests: ModelRequest[] = [];
  return {
    requests,
    ask: async (request) => {
      const reply = replies[requests.length];
      requests.push(request);
      if (reply === undefined) throw new Error(ranOut(request, replies.length));
      if (reply instanceof Error) throw isCallwrightError(reply) ? reply : unreachable(request, reply);
      return toAnswer(reply, request);
    },
  };
}

function unreachable({ purpose }: ModelRequest, cause: Error): CallwrightError {
  return new CallwrightError("MODEL_UNREACHABLE", { purpose }, { cause });
}

function toAnswer(reply: string | ScriptedTurn, { purpose }: ModelRequest): ModelAnswer {
  if (typeof reply === "string") {
    return { value: purpose === "hear" ? { answer: reply } : { ...emptyTurn, say: reply }, cost: 0 };
  }
  const { cost = 0, ...turn } = reply;
  return { value: { ...emptyTurn, ...turn }, cost };
}

const emptyTurn = { say: null, fills: [], act: null, exit: null };

function ranOut({ purpose }: ModelRequest, count: number): string {
  const given = count === 1 ? "1 answer" : `${count} answers`;
  return `The scripted model was asked once more ("${purpose}"), but it was given ${given} only. Add one, or end the passage sooner.`;
}
