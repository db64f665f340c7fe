import { z } from "zod";
import { CallwrightError } from "../../errors/index.ts";
import type { ConverseReply, ConverseRequest } from "../../machine/index.ts";
import type { LanguageModelPort } from "../../ports/language-model.ts";
import type { Json } from "../../ports/identity.ts";
import { askModel } from "./ask-model.ts";
import { converseMessages } from "./converse-messages.ts";
import { converseSchema } from "./converse-schema.ts";

const purpose = "converse";
const defaultTimeoutMs = 8_000;

/**
 * One turn of a passage that a language model leads: performs the effect `model.converse`.
 *
 * Shape: the reply says something, asks for an effect, or leaves the passage; words beside an effect or an exit are left out.
 * Default: the model has 8 seconds (`timeoutMs`).
 * Limits: whether a slot may be filled with a value, its quote is the client's, and an effect is allowed is judged by the machine.
 *
 * @throws CallwrightError `MODEL_UNREACHABLE`, `MODEL_TIMED_OUT`, `MODEL_ANSWER_INVALID`
 */
export async function performConverse(
  port: LanguageModelPort,
  request: ConverseRequest,
  { timeoutMs = defaultTimeoutMs }: { readonly timeoutMs?: number } = {},
): Promise<ConverseReply> {
  const { value, cost } = await askModel(port, {
    purpose,
    messages: converseMessages(request),
    schema: converseSchema(request),
    timeoutMs,
  });
  const reply = readAnswer(value);
  return { ...reply, cost };
}

const answerSchema = z.strictObject({
  say: z.string().nullable(),
  fills: z.array(z.strictObject({ slot: z.string(), value: z.json(), quote: z.string() })),
  act: z.strictObject({ effect: z.string(), input: z.json() }).nullable(),
  exit: z.enum(["done", "gaveUp"]).nullable(),
});

function readAnswer(value: Json): Omit<ConverseReply, "cost"> {
  const parsed = answerSchema.safeParse(value);
  if (!parsed.success) {
    // The messages of zod would name what came; the path and the kind of problem tell enough.
    throw invalid(parsed.error.issues.map(({ path, code }) => `${path.join(".") || "the answer"}: ${code}`));
  }
  const { say, fills, act, exit } = parsed.data;
  const problems = [
    ...(act && exit ? ["act and exit: both are given"] : []),
    ...(!act && !exit && !say?.trim() ? ["say, act and exit: none is given"] : []),
  ];
  if (problems.length > 0) throw invalid(problems);
  return {
    say: act || exit ? null : say,
    fills: fills,
    act: act,
    exit,
  };
}

function invalid(problems: readonly string[]): CallwrightError {
  return new CallwrightError("MODEL_ANSWER_INVALID", { purpose, problems: [...new Set(problems)] });
}
