import { CallwrightError } from "../errors/index.ts";
import { hostedProblems } from "../machine/index.ts";
import type { VoicePort } from "../ports/voice.ts";
import type { RobotCatalog } from "./robot-catalog.ts";

/**
 * Refuses a robot whose dialog the voice vendor cannot speak, with every reason at once: what no vendor that drives the dialog
 * itself can do, and what this one lacks.
 *
 * @throws VOICE_CANNOT_COMPILE
 */
export function refuseUnspeakable(catalog: RobotCatalog, voice: VoicePort | undefined): void {
  for (const { id, definition, graphs } of catalog.all()) {
    const problems = new Set([...hostedProblems(definition.document), ...(voice?.problemsOf(graphs) ?? [])]);
    if (problems.size > 0) throw new CallwrightError("VOICE_CANNOT_COMPILE", { robot: id, problems: [...problems] });
  }
}
