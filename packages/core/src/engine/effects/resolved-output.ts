import type { z } from "zod";
import { issueMessage } from "../../define/index.ts";
import { CallwrightError, isCallwrightError, safePath } from "../../errors/index.ts";
import type { AccountId, Json } from "../../ports/identity.ts";
import type { EffectDeclaration } from "./effect-declaration.ts";
import { givesBlobs, keepResult, type KeptResult, type ResultBlobs } from "./keep-result.ts";

/**
 * A result that a person found out, as the run gets it.
 *
 * Shape: `undefined` where nothing of it is kept as a blob: the run gets it as it is.
 *
 * @throws INPUT_INVALID when it does not fit what the effect declares
 */
export async function resolvedOutput(
  declaration: EffectDeclaration | undefined,
  output: Json,
  account: AccountId,
  blobs: ResultBlobs,
): Promise<KeptResult | undefined> {
  if (!declaration) return undefined;
  try {
    if (givesBlobs(declaration)) return await keepResult(declaration.output, output, account, blobs);
    declaration.output.parse(output);
    return undefined;
  } catch (error) {
    if (isCallwrightError(error) || !isZodError(error)) throw error;
    const problems = error.issues.map((issue) => `${safePath(issue.path) || "result"}: ${issueMessage(issue)}`);
    throw new CallwrightError("INPUT_INVALID", { flow: declaration.type, problems });
  }
}

interface ProblemList {
  readonly issues: readonly z.core.$ZodIssue[];
}

function isZodError(error: unknown): error is ProblemList {
  return typeof error === "object" && error !== null && "issues" in error && Array.isArray(error.issues);
}
