import { CallwrightError } from "@callwright/core/adapter-kit";
import type { CheckedSettings } from "./check-settings.ts";
import type { ScenarioTarget } from "./voicebox-settings.ts";

/**
 * Where the scenario of a robot's shape lives.
 *
 * @throws `VOICE_NOT_CONFIGURED`.
 */
export function targetOf({ scenarios }: CheckedSettings, robot: string, shape: string): ScenarioTarget {
  const target = scenarios.get(robot)?.get(shape);
  if (!target) throw new CallwrightError("VOICE_NOT_CONFIGURED", { robot, shape });
  return target;
}
