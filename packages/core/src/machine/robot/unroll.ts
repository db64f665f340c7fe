import type { NextDocument, RobotDocument, StepDocument } from "../../define/document.ts";
import { CallwrightError } from "../../errors/index.ts";
import type { DialogGraph, DialogNode, DialogTarget } from "../../ports/dialog-graph.ts";
import { keepReachable, settleBranches } from "./node-target.ts";
import { unrollAsk, waysThrough } from "./unroll-ask.ts";

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

/**
 * A robot's dialog as a graph: repetitions unrolled into nodes of their own, only what the start reaches.
 *
 * Shape: `shape` names the input conditions that hold, joined with `+`; it is empty when none holds or branches are kept.
 * @throws CallwrightError `DEFINE_INVALID` when the repetitions make more than 20,000 nodes.
 */
export function unrollRobot(document: RobotDocument, options: UnrollOptions): DialogGraph {
  const settled = options.keepBranches ? undefined : holding(options.inputConditionValues);
  const toTarget = (next: NextDocument): DialogTarget => {
    if (settled) return settleBranches(document, next, settled);
    return typeof next === "string" ? { node: next } : { end: next.end };
  };
  refuseTooMany(document);
  const nodes: Record<string, DialogNode> = {};
  for (const [name, step] of Object.entries(document.steps))
    Object.assign(nodes, unrollStep(document, name, step, toTarget));
  return keepReachable({
    robot: document.id,
    version: document.version,
    shape: settled ? [...settled].join("+") : "",
    locale: options.locale,
    start: toTarget(document.start),
    nodes,
  });
}

function unrollStep(
  document: RobotDocument,
  name: string,
  step: StepDocument,
  toTarget: (next: NextDocument) => DialogTarget,
): Readonly<Record<string, DialogNode>> {
  if ("ask" in step) return unrollAsk(document, name, step, toTarget);
  if ("say" in step) {
    const hungUp = step.hungUp ?? document.hungUp;
    return { [name]: { kind: "say", step: name, text: step.say, next: toTarget(step.next), hungUp } };
  }
  const ways = step.branch.map(({ if: condition, next }) => ({ condition: condition ?? null, next: toTarget(next) }));
  return { [name]: { kind: "branch", step: name, ways } };
}

function holding(values: Readonly<Record<string, boolean>>): ReadonlySet<string> {
  return new Set(Object.keys(values).filter((name) => values[name] === true));
}

function refuseTooMany(document: RobotDocument): void {
  let count = 0;
  for (const [name, step] of Object.entries(document.steps)) {
    count += "ask" in step ? waysThrough(step) : 1;
    if (count <= maxUnrolledNodes) continue;
    const sentence = `The repetitions of step "${name}" make too many ways through the dialog. Use fewer noInput and noMatch texts.`;
    throw new CallwrightError("DEFINE_INVALID", {
      id: document.id,
      mistakes: [{ code: "DEFINE_TOO_MANY_REPETITIONS", path: `steps.${name}`, sentence }],
    });
  }
}
