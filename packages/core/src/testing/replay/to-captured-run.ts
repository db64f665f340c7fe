import { createHash } from "node:crypto";
import type { RobotDefinition } from "../../define/index.ts";
import { shapesOf, type DriveInput } from "../../machine/index.ts";
import type { DialogGraph } from "../../ports/dialog-graph.ts";
import type { Json } from "../../ports/identity.ts";
import type { JobRow, JournalRow, RunRow } from "../../ports/rows.ts";
import type { CapturedRun, CapturedStep } from "./captured-run.ts";
import { drivenTrail } from "./driven-trail.ts";
import { hostedTrail } from "./hosted-trail.ts";
import { placeBefore } from "./play-run.ts";
import { listensTo, stageOf } from "./stage.ts";

/**
 * The dialog of a run, from its journal. Nothing is masked: see `maskRun`.
 *
 * Shape: with `definition`, the version that the run is of, shuffled, repeated and lost reports of a hosted dialog are put right. With
 * `job` a hosted run has the input of its call and the data of its outcome, which its journal does not hold.
 * @throws Error when the run is none of a robot
 */
export function toCapturedRun(
  rows: readonly JournalRow[],
  run: RunRow,
  definition?: RobotDefinition,
  job?: Pick<JobRow, "input" | "outcomeData">,
): CapturedRun {
  const { robot, led, shape } = readFlowId(run.flow);
  const decided = rows.some(({ event }) => (event as { readonly type?: string }).type === "run.decided");
  const head = {
    format: 1,
    robot,
    version: run.version,
    fingerprint: run.fingerprint,
    run: hashOf(run.id),
  } as const;
  const tail = {
    outcome: run.outcome,
    data: dataOf(run.output) ?? job?.outcomeData ?? null,
    endCause: run.facts?.endCause ?? null,
    ...(decided ? { incomplete: "a person decided the outcome" } : {}),
  };
  if (led === "live") {
    const { input, locale } = (rows[0]?.event as unknown as { readonly input: DriveInput }).input;
    return withMoments({ ...head, mode: "driven", locale, input, trail: drivenTrail(rows), ...tail }, definition);
  }
  const { trail, ...gaps } = hostedTrail(rows, definition && graphOf(definition, shape));
  const captured: CapturedRun = {
    ...head,
    mode: "hosted",
    locale: definition?.document.locales[0] ?? null,
    input: job?.input ?? null,
    trail: withLostLine(trail, run),
    ...gaps,
    ...tail,
  };
  return withMoments(captured, definition);
}

// Nobody reported that the line was lost: the vendor's list of the call said so by ending.
function withLostLine(trail: readonly CapturedStep[], { output, facts }: RunRow): readonly CapturedStep[] {
  const isLost = (output as { readonly by?: string } | null)?.by === "hungUp";
  const last = trail.at(-1);
  if (!isLost || (last?.type === "left" && last.exit === "hungUp")) return trail;
  return [...trail, { type: "ended", cause: facts?.endCause ?? "error" }];
}

/** The run with what the definition tells about hanging up: whether anything was asked there. */
function withMoments(captured: CapturedRun, definition: RobotDefinition | undefined): CapturedRun {
  const last = captured.trail.at(-1);
  const isLost = last?.type === "ended" || (last?.type === "left" && last.exit === "hungUp");
  if (!definition || !last || !isLost) return captured;
  const before = placeBefore(stageOf(definition), captured, captured.trail.length - 1);
  if (!before || listensTo(before)) return captured;
  return { ...captured, trail: [...captured.trail.slice(0, -1), { ...last, during: "message" }] };
}

function readFlowId(flow: string): { readonly robot: string; readonly led: string; readonly shape: string } {
  const [robot = "", led = "", shape = ""] = flow.split("/");
  if (led !== "live" && led !== "hosted") {
    throw new Error(
      `"${flow}" is no dialog of a robot. Capture runs of calls: their flows are called <robot>/hosted or <robot>/live.`,
    );
  }
  return { robot, led, shape };
}

function graphOf({ document }: RobotDefinition, shape: string): DialogGraph | undefined {
  return shapesOf(document).graphs.find((graph) => graph.shape === shape);
}

function dataOf(output: Json): Json | undefined {
  return (output as { readonly data?: Json } | null)?.data;
}

function hashOf(id: string): string {
  return createHash("sha256").update(id).digest("hex").slice(0, 16);
}
