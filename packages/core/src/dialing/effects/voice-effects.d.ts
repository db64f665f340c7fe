import { type EffectDeclaration } from "../../engine/index.ts";
import type { DialingParts } from "../dialing-parts.ts";
/** What dialing asks of the voice vendor. */
export declare function voiceEffects(parts: DialingParts): readonly EffectDeclaration[];
