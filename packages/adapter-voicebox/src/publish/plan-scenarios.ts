import { CallwrightError } from "@callwright/core/adapter-kit";
import type { DialogGraph, InstallStep } from "@callwright/core/ports";
import type { CheckedSettings } from "../check-settings.ts";
import { compileScenario } from "../compile/compile-scenario.ts";
import { contentHash, readMark } from "../compile/content-mark.ts";
import { problemsOf } from "../compile/problems-of.ts";
import type { ScenarioDocument } from "../compile/scenario-document.ts";
import { targetOf } from "../target-of.ts";
import { readScenario, type HeldScenario } from "./scenario-client.ts";

/** What is to become of one scenario. */
export interface ScenarioPlan {
  readonly robot: string;
  readonly scenarioId: string;
  readonly wanted: ScenarioDocument;
  readonly held: HeldScenario | undefined;
  /** Whether writing would destroy what a person made in the cabinet. */
  readonly editedByHand: boolean;
  readonly step: InstallStep;
}

/**
 * Compares the scenarios of dialogs with what stands at VoiceBox. Reads only.
 *
 * @throws `VOICE_CANNOT_COMPILE`, `VOICE_NOT_CONFIGURED`, `VOICE_PUBLISH_FAILED`; the first two before anything is asked.
 */
export async function planScenarios(
  settings: CheckedSettings,
  publicUrl: string,
  graphs: readonly DialogGraph[],
): Promise<readonly ScenarioPlan[]> {
  refuseProblems(settings, graphs);
  const wanted = graphs.map((graph) => {
    const { scenarioId } = targetOf(settings, graph.robot, graph.shape);
    const { recordingPush } = settings.capabilities;
    const { voice, dictionaries } = settings;
    return { graph, scenario: compileScenario(graph, { scenarioId, publicUrl, recordingPush, voice, dictionaries }) };
  });
  return Promise.all(
    wanted.map(async ({ graph, scenario }) =>
      toPlan(graph, scenario, await readScenario(settings, graph.robot, scenario.id)),
    ),
  );
}

function refuseProblems({ dictionaries }: CheckedSettings, graphs: readonly DialogGraph[]): void {
  const byRobot = new Map<string, Set<string>>();
  for (const graph of graphs) {
    const problems = byRobot.get(graph.robot) ?? new Set();
    for (const problem of problemsOf(graph, dictionaries)) problems.add(problem);
    byRobot.set(graph.robot, problems);
  }
  for (const [robot, problems] of byRobot) {
    if (problems.size > 0) throw new CallwrightError("VOICE_CANNOT_COMPILE", { robot, problems: [...problems] });
  }
}

function toPlan({ robot, shape }: DialogGraph, wanted: ScenarioDocument, held: HeldScenario | undefined): ScenarioPlan {
  const scenarioId = wanted.id;
  const code = shape === "" ? robot : `${robot}:${shape}`;
  const plan = (action: "create" | "change" | "keep", reason: string, editedByHand = false): ScenarioPlan => ({
    robot,
    scenarioId,
    wanted,
    held,
    editedByHand,
    step: { action, kind: "scenario", code, reason },
  });
  if (!held) return plan("create", `scenario ${scenarioId} does not exist yet`);
  const heldHash = contentHash(held);
  const mark = readMark(held["comment"]);
  if (heldHash === contentHash(wanted)) {
    if (mark === heldHash) return plan("keep", `scenario ${scenarioId} is as it should be`);
    return plan("change", `the comment of scenario ${scenarioId} lost the mark that tells edits`);
  }
  if (mark === heldHash) return plan("change", `the dialog differs from scenario ${scenarioId}`);
  if (mark === undefined && isBlank(held)) return plan("create", `scenario ${scenarioId} is still blank`);
  return plan(
    "change",
    `scenario ${scenarioId} was changed in the vendor's cabinet; only overwrite: true replaces it`,
    true,
  );
}

/** Whether a scenario that we never wrote holds no dialog: nothing is lost with it. */
function isBlank({ states }: HeldScenario): boolean {
  if (!Array.isArray(states)) return states === undefined || states === null;
  return states.every((state: unknown) =>
    ["Initial", "ReleaseCall"].includes(String((state as { type?: unknown } | null)?.type)),
  );
}
