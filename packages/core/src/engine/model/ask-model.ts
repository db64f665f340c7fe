import { CallwrightError, isCallwrightError } from "../../errors/index.ts";
import type { LanguageModelPort, ModelAnswer, ModelRequest } from "../../ports/language-model.ts";

/**
 * Asks a language model once, within the request's time.
 *
 * Measured on the real clock on purpose: a model that hangs must fail although a virtual clock stands still.
 *
 * @throws CallwrightError `MODEL_TIMED_OUT`; `MODEL_UNREACHABLE` also for what a port throws that has no code
 */
export async function askModel(port: LanguageModelPort, request: ModelRequest): Promise<ModelAnswer> {
  const { purpose, timeoutMs } = request;
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new CallwrightError("MODEL_TIMED_OUT", { purpose, timeoutMs }));
    }, timeoutMs);
  });
  try {
    return await Promise.race([port.ask(request), late]);
  } catch (error) {
    if (isCallwrightError(error)) throw error;
    throw new CallwrightError("MODEL_UNREACHABLE", { purpose }, { cause: error });
  } finally {
    clearTimeout(timer);
  }
}
