import { flattenDocument, type FlatDocument, type FlatNext, type FlatStepDocument } from "../../define/index.ts";
import type { RobotDocument } from "../../define/document.ts";
import { CallwrightError } from "../../errors/index.ts";
import type { DialogGraph, DialogNode, DialogTarget } from "../../ports/dialog-graph.ts";
import { keepReachable, settleBranches, toDialogTarget } from "./node-target.ts";
import { unrollAsk } from "./unroll-ask.ts";
import { listenAside } from "./unroll-asides.ts";
import { unrollCollect } from "./unroll-collect.ts";
import type { StepUnrolling } from "./unroll-question.ts";
import { nodesOfStep } from "./unroll-size.ts";

/** Which graph of a robot is wanted. */
export type UnrollOptions = { readonly locale: string } & (
  | {
      /** Branches stay nodes: for dialogs that we drive ourselves. */
      readonly keepBranches: true;
    }
  | {
      /** Branches are taken as these input conditions settle them: for dialogs that a vendor drives. */
      readonly keepBranches: false;
      /** Which input conditions hold, by name; absent ones do not. */
      readonly inputConditionValues: Readonly<Record<string, boolean>>;
    }
);

/** Nodes of one robot that we unroll at most; repetitions multiply. */
const maxUnrolledNodes = 20_000;

/** How long a passage that a language model leads waits for the client's words. */
const passageTimeoutMs = 5_000;

/**
 * A robot's dialog as a graph: sub-dialogs taken in, repetitions unrolled into nodes of their own, only what the start reaches.
 *
 * Shape: `shape` names the input conditions that hold, joined with `+`; it is empty when none holds or branches are kept. A branch
 * that the input does not settle stays a node in every graph.
 * @throws CallwrightError `DEFINE_INVALID` when the repetitions make more than 20,000 nodes.
 */
export function unrollRobot(robot: RobotDocument, options: UnrollOptions): DialogGraph {
  const document = flattenDocument(robot);
  const settled = options.keepBranches ? undefined : holding(options.inputConditionValues);
  const toTarget = (next: FlatNext): DialogTarget =>
    settled ? settleBranches(document, next, settled) : toDialogTarget(next);
  refuseTooMany(document);
  const nodes: Record<string, DialogNode> = {};
  for (const [name, step] of Object.entries(document.steps)) {
    Object.assign(nodes, withScope(step.scope, unrollStep(step, { document, name, toTarget })));
  }
  return keepReachable({
    robot: document.id,
    version: document.version,
    shape: settled ? [...settled].join("+") : "",
    locale: options.locale,
    start: toTarget(document.start),
    nodes,
  });
}

function unrollStep(step: FlatStepDocument, unrolling: StepUnrolling): Readonly<Record<string, DialogNode>> {
  if ("ask" in step) return unrollAsk(step, unrolling);
  if ("collect" in step) return unrollCollect(step, unrolling);
  return { [unrolling.name]: toNode(step, unrolling) };
}

type SingleStep = Exclude<FlatStepDocument, { readonly ask: string } | { readonly collect: string }>;

function toNode(step: SingleStep, { document, name, toTarget }: StepUnrolling): DialogNode {
  if ("branch" in step) {
    const ways = step.branch.map(({ if: condition, next }) => ({ condition: condition ?? null, next: toTarget(next) }));
    return { kind: "branch", step: name, ways };
  }
  if ("set" in step) {
    return { kind: "set", step: name, values: step.set, clear: step.clear, next: toTarget(step.next) };
  }
  const hungUp = step.hungUp ?? document.hungUp;
  if ("say" in step) {
    const bargeIn = step.bargeIn === undefined ? {} : { bargeIn: step.bargeIn };
    return { kind: "say", step: name, text: step.say, next: toTarget(step.next), hungUp, ...bargeIn };
  }
  if ("act" in step) {
    return {
      kind: "act",
      step: name,
      effect: step.act,
      with: step.with,
      into: typeof step.into === "string" ? { [step.into]: null } : (step.into ?? {}),
      timeoutMs: step.timeoutMs,
      filler: step.filler ?? null,
      next: toTarget(step.next),
      failed: toTarget(step.failed),
      hungUp,
    };
  }
  if ("transfer" in step) {
    const { busy, noAnswer, failed, declined = failed, closed = failed } = step;
    return {
      kind: "transfer",
      step: name,
      to: step.transfer,
      whisper: step.whisper ?? null,
      transferred: step.transferred ?? document.transferred ?? document.hungUp,
      failures: {
        busy: toTarget(busy),
        noAnswer: toTarget(noAnswer),
        declined: toTarget(declined),
        closed: toTarget(closed),
        failed: toTarget(failed),
      },
      hungUp,
    };
  }
  const { done, gaveUp, limit, failed } = step.exits;
  return {
    kind: "converse",
    step: name,
    goal: step.converse,
    opening: step.opening ?? null,
    fill: step.fill,
    effects: step.effects,
    answers: listenAside(document, name, toTarget).filter(({ group }) => group === "command"),
    limits: step.limits,
    exits: { done: toTarget(done), gaveUp: toTarget(gaveUp), limit: toTarget(limit), failed: toTarget(failed) },
    hungUp,
    timeoutMs: passageTimeoutMs,
  };
}

function withScope(
  scope: string | undefined,
  nodes: Readonly<Record<string, DialogNode>>,
): Readonly<Record<string, DialogNode>> {
  if (scope === undefined) return nodes;
  return Object.fromEntries(Object.entries(nodes).map(([name, node]) => [name, { ...node, scope }]));
}

function holding(values: Readonly<Record<string, boolean>>): ReadonlySet<string> {
  return new Set(Object.keys(values).filter((name) => values[name] === true));
}

function refuseTooMany(document: FlatDocument): void {
  let count = 0;
  for (const [name, step] of Object.entries(document.steps)) {
    count += nodesOfStep(document, step);
    if (count <= maxUnrolledNodes) continue;
    const sentence = `The repetitions of step "${name}" make too many ways through the dialog. Use fewer noInput and noMatch texts.`;
    throw new CallwrightError("DEFINE_INVALID", {
      id: document.id,
      mistakes: [{ code: "DEFINE_TOO_MANY_REPETITIONS", path: `steps.${name}`, sentence }],
    });
  }
}
