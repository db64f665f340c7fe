import type { EffectDefinition } from "./effect-definition.ts";

/** An error that an effect declares, as flows get it. */
export interface ErrorOf<ErrorData> {
  readonly code: "EFFECT_REFUSED" | "EFFECT_NOT_NOW";
  readonly message: string;
  readonly data: ErrorData;
}

/**
 * Whether an effect failed with an error that it declares; for guards of a machine's `onError`.
 *
 * @example
 * ```ts ignore
 * onError: [{ guard: ({ event }) => isErrorOf(bookVisit, event.error) && event.error.data.reason === "taken", target: "asking" }]
 * ```
 */
export function isErrorOf<Type extends string, Input, Output, Given, ErrorData>(
  effect: EffectDefinition<Type, Input, Output, Given, ErrorData>,
  value: unknown,
): value is ErrorOf<ErrorData> {
  if (typeof value !== "object" || value === null || !("code" in value) || !("data" in value)) return false;
  const isDeclared = value.code === "EFFECT_REFUSED" || value.code === "EFFECT_NOT_NOW";
  return isDeclared && effect.error?.safeParse(value.data).success === true;
}
