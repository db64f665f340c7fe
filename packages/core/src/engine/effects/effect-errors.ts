import type { FailOptions } from "../../define/index.ts";
import { CallwrightError, isCallwrightError, type ErrorCode } from "../../errors/index.ts";
import type { Json } from "../../ports/identity.ts";
import type { EffectRow } from "../../ports/rows.ts";
import type { EffectDeclaration } from "./effect-declaration.ts";

/** Any error as one of the catalogue. */
export function toKnownError(error: unknown, { run, type }: EffectRow): CallwrightError {
  if (isCallwrightError(error)) return error;
  const reason = error instanceof Error ? error.name : typeof error;
  return new CallwrightError("EFFECT_FAILED", { run, effect: type, reason }, { cause: error });
}

/** Nobody knows whether the effect was carried out. */
export function unknownError(declaration: EffectDeclaration, effect: EffectRow): CallwrightError {
  const code: ErrorCode = declaration.unknownCode ?? "EFFECT_RESULT_UNKNOWN";
  const details = { run: effect.run, effect: effect.type, trigger: triggerOf(effect.input) };
  return new CallwrightError(code as "EFFECT_RESULT_UNKNOWN", details);
}

/** What makes the errors that an effect declares. */
export function failureOf({ error: schema }: EffectDeclaration, { run, type }: EffectRow) {
  return (data: unknown, { retry = "never", retryAfterMs }: FailOptions = {}): CallwrightError => {
    if (!schema) throw new Error(`Effect "${type}" declares no errors: give defineEffect a schema under "error".`);
    const code = retry === "never" ? "EFFECT_REFUSED" : "EFFECT_NOT_NOW";
    const more = { cause: schema.parse(data), ...(retryAfterMs === undefined ? {} : { retryAfterMs }) };
    return new CallwrightError(code, { run, effect: type }, more);
  };
}

/** An error as it is written down. */
export function briefOf({ code, message }: CallwrightError): { readonly code: string; readonly message: string } {
  return { code, message };
}

/** An error as a run gets it: with the data that the effect declares about it. */
export function toldOf(error: CallwrightError): {
  readonly code: string;
  readonly message: string;
  readonly data?: Json;
} {
  const isDeclared = error.code === "EFFECT_REFUSED" || error.code === "EFFECT_NOT_NOW";
  return isDeclared ? { ...briefOf(error), data: (error.cause ?? null) as Json } : briefOf(error);
}

function triggerOf(input: Json): string {
  const code = typeof input === "object" && input !== null && "code" in input ? input.code : undefined;
  return typeof code === "string" ? code : "";
}
