import { canonicalJson, type RobotDefinition } from "../../define/index.ts";
import { isCallwrightError } from "../../errors/index.ts";
import type { CapturedRun } from "./captured-run.ts";
import type { Parting } from "./give-step.ts";
import { playRun, type Played } from "./play-run.ts";
import { toReplayReport, type ReplayedRun, type ReplayReport } from "./replay-report.ts";
import { stageOf, type Stage } from "./stage.ts";

/** How captured runs are replayed. */
export interface ReplayOptions {
  /** The version that the runs are of: with it, the words spoken are compared too. Default: they are not. */
  readonly textsOf?: RobotDefinition;
}

/**
 * Replays captured runs with a new version of their robot, purely: what each step of a trail tells is given to the node of the same name.
 *
 * Shape: a run parts where the new version waits in another node, does not take the answer, or ends otherwise. After that only messages
 * are heard out, to tell the new outcome where it is decided. Runs that are incomplete, without an outcome, of another robot, or whose
 * input does not fit even after `upgradeInput` cannot be replayed.
 * @example
 * const report = await replay(runs, visitReminder2);
 * console.log(String(report)); // visit-reminder@2: 200 runs replayed, 158 the same, 42 differ, …
 */
export async function replay(
  runs: Iterable<CapturedRun> | AsyncIterable<CapturedRun>,
  newVersion: RobotDefinition,
  { textsOf }: ReplayOptions = {},
): Promise<ReplayReport> {
  const stage = stageOf(newVersion);
  const before = textsOf && stageOf(textsOf);
  const replayed: ReplayedRun[] = [];
  for await (const run of runs) replayed.push(replayOne(run, stage, before));
  return toReplayReport(newVersion.id, newVersion.version, replayed);
}

function replayOne(captured: CapturedRun, stage: Stage, before: Stage | undefined): ReplayedRun {
  const obstacle = obstacleOf(captured, stage);
  if (obstacle !== undefined) return cannot(captured, obstacle);
  try {
    const played = playRun(stage, captured);
    if ("problems" in played) return cannot(captured, `the input does not fit: ${played.problems.join("; ")}`);
    const parted = played.parted ?? endsOtherwise(captured, played) ?? otherText(captured, played, before);
    if (!parted) return { ...resultOf(captured, "same", "goes the same way"), outcomeAfter: captured.outcome };
    const { at, kind, expected, actual, words } = parted;
    const outcomeAfter = played.end?.outcome ?? null;
    return { ...resultOf(captured, "differs", placed(captured, at, words)), at, kind, expected, actual, outcomeAfter };
  } catch (error) {
    if (!isCallwrightError(error)) throw error;
    return cannot(captured, error.message);
  }
}

function obstacleOf(captured: CapturedRun, { definition }: Stage): string | undefined {
  if (captured.robot !== definition.id) return `it is a run of \`${captured.robot}\``;
  if (captured.outcome === null) return "it has no outcome";
  return captured.incomplete;
}

type Parted = Parting & { readonly at: number };

function endsOtherwise(captured: CapturedRun, { end }: Played): Parted | undefined {
  const { outcome, data, mode, trail } = captured;
  if (!end) return undefined;
  const at = Math.max(0, trail.length - 1);
  const parting = {
    at,
    kind: "endsOtherwise" as const,
    expected: `end ${outcome ?? ""}`,
    actual: `end ${end.outcome}`,
  };
  if (end.outcome !== outcome) {
    return { ...parting, words: `ends with \`${end.outcome}\` (before: \`${outcome ?? ""}\`)` };
  }
  // What a hosted run ends with is known only where its job was captured with it.
  const isKnown = mode === "driven" || data !== null;
  if (!isKnown || canonicalJson(end.data) === canonicalJson(data)) return undefined;
  return { ...parting, words: `ends with other data of \`${end.outcome}\`` };
}

function otherText(captured: CapturedRun, { said }: Played, before: Stage | undefined): Parted | undefined {
  const old = before && playRun(before, captured);
  if (!old || "problems" in old) return undefined;
  for (const [at, turns] of said.entries()) {
    for (const [index, { node, say }] of turns.entries()) {
      const was = old.said[at]?.[index];
      if (was?.node !== node || was.say === say) continue;
      const words = `says "${say}" in \`${node}\` (before: "${was.say}")`;
      return { at, kind: "otherText", expected: was.say, actual: say, words };
    }
  }
  return undefined;
}

/** The sentence with the step after which it holds. */
function placed({ trail }: CapturedRun, at: number, words: string): string {
  const previous = trail[at - 1];
  if (!previous) return words;
  if (previous.type === "left") return `after \`${previous.node}\` (${previous.exit}) ${words}`;
  return previous.type === "effect" ? `after \`${previous.node}\` (${previous.effect}) ${words}` : words;
}

function cannot(captured: CapturedRun, words: string): ReplayedRun {
  return resultOf(captured, "cannot", words);
}

function resultOf({ run, outcome }: CapturedRun, verdict: ReplayedRun["verdict"], words: string): ReplayedRun {
  return {
    run,
    verdict,
    at: null,
    kind: null,
    expected: null,
    actual: null,
    words,
    outcomeBefore: outcome,
    outcomeAfter: null,
  };
}
