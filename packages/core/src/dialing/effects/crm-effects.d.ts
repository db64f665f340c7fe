import { type EffectDeclaration } from "../../engine/index.ts";
import type { DialingParts } from "../dialing-parts.ts";
/** What dialing does in the CRM. */
export declare function crmEffects(parts: DialingParts): readonly EffectDeclaration[];
