import { CallwrightError } from "@callwright/core/adapter-kit";
import type { DialogGraph, InstallStep } from "@callwright/core/ports";
import type { CheckedSettings } from "../check-settings.ts";
import { renewMark } from "../compile/content-mark.ts";
import { planScenarios, type ScenarioPlan } from "./plan-scenarios.ts";
import { writeScenario, type HeldScenario } from "./scenario-client.ts";

/**
 * Brings the scenarios of dialogs up to date. Every refusal comes before the first write; a failure between writes leaves
 * scenarios that are each whole, and publishing again goes on.
 *
 * Limits: VoiceBox has no conditional write, so an edit made between our reading and our writing is lost.
 *
 * @throws `VOICE_SCENARIO_CHANGED` unless `overwrite`, and what planning throws.
 */
export async function publishScenarios(
  settings: CheckedSettings,
  publicUrl: string,
  graphs: readonly DialogGraph[],
  options: { readonly overwrite?: boolean } = {},
): Promise<readonly InstallStep[]> {
  const plans = await planScenarios(settings, publicUrl, graphs);
  const edited = plans.find(({ editedByHand }) => editedByHand);
  if (edited && options.overwrite !== true) {
    throw new CallwrightError("VOICE_SCENARIO_CHANGED", { robot: edited.robot, scenario: edited.scenarioId });
  }
  for (const plan of plans) {
    if (plan.step.action !== "keep") await writeScenario(settings, plan.robot, plan.scenarioId, merge(plan));
  }
  return plans.map(({ step }) => step);
}

/** The vendor replaces the whole document, so what it keeps there beside our parts is given back. */
function merge({ held, wanted }: ScenarioPlan): HeldScenario {
  return { ...held, ...wanted, comment: renewMark(held?.["comment"], wanted.comment) };
}
