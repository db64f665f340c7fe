import type { EffectRow } from "../ports/rows.ts";
import type { EffectDeclaration } from "./effect-declaration.ts";
/**
 * The result, unless it takes longer than the declaration allows.
 *
 * Measured on the real clock on purpose: a request that hangs must fail although a virtual clock stands still.
 */
export declare function inTime<Result>(declaration: EffectDeclaration, effect: EffectRow, performing: Promise<Result>): Promise<Result>;
