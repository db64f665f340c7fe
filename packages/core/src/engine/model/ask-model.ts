import { CallwrightError, isCallwrightError } from "../../errors/index.ts";
import type { LanguageModelPort, ModelAnswer, ModelRequest } from "../../ports/language-model.ts";
import { inRealTime } from "../in-real-time.ts";

/**
 * Asks a language model once, within the request's time.
 *
 * @throws CallwrightError `MODEL_TIMED_OUT`; `MODEL_UNREACHABLE` also for what a port throws that has no code
 */
export async function askModel(port: LanguageModelPort, request: ModelRequest): Promise<ModelAnswer> {
  const { purpose, timeoutMs } = request;
  try {
    return await inRealTime(
      port.ask(request),
      timeoutMs,
      () => new CallwrightError("MODEL_TIMED_OUT", { purpose, timeoutMs }),
    );
  } catch (error) {
    if (isCallwrightError(error)) throw error;
    throw new CallwrightError("MODEL_UNREACHABLE", { purpose }, { cause: error });
  }
}
