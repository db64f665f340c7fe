import { type EffectDeclaration } from "../../engine/index.ts";
import type { DialingParts } from "../dialing-parts.ts";
/** What dialing writes into the CRM's call history. */
export declare function callLogEffects(parts: DialingParts): readonly EffectDeclaration[];
