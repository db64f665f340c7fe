import { reduceReports, type CallReport } from "../../calls/index.ts";
import { addToTrail, targetOfExit, type TrailStep } from "../../machine/robot/follow-report.ts";
import type { DialogExit } from "../../calls/index.ts";
import type { DialogGraph, DialogNode, DialogTarget } from "../../ports/dialog-graph.ts";
import type { JournalRow } from "../../ports/rows.ts";
import type { CapturedStep } from "./captured-run.ts";

/** What the reports of a hosted call tell, in the order of the dialog. */
export interface HostedTrail {
  readonly trail: readonly CapturedStep[];
  readonly incomplete?: string;
}

/**
 * The trail of a call whose dialog a vendor led.
 *
 * Shape: with the dialog's graph the order and repetition of reports do not matter, and a step that no report told of is added where only
 * one way leads past it; without the graph steps stand as they came, each node once.
 */
export function hostedTrail(rows: readonly JournalRow[], graph: DialogGraph | undefined): HostedTrail {
  const reports = rows.flatMap(reportsIn);
  const left = graph ? inOrder(graph, reports) : asTheyCame(reports);
  const told = { by: answeredBy(reports), cause: reduceReports(reports).notConnected };
  if (told.by === null && left.length === 0) {
    return { trail: told.cause === null ? [] : [{ type: "notConnected", cause: told.cause }] };
  }
  const { steps, isComplete } = graph ? withoutGaps(graph, left) : { steps: left, isComplete: true };
  const trail: readonly CapturedStep[] = [
    { type: "answered", by: told.by ?? "unknown" },
    ...steps.map((step) => ({ type: "left" as const, ...step })),
  ];
  return isComplete
    ? { trail }
    : { trail, incomplete: "reports of the dialog never came, and several ways lead past them" };
}

function answeredBy(reports: readonly CallReport[]) {
  return reduceReports(reports.filter((report) => report.type === "call.answered")).reached;
}

function inOrder(graph: DialogGraph, reports: readonly CallReport[]): readonly TrailStep[] {
  return reports.reduce<readonly TrailStep[]>((trail, report) => addToTrail(graph, trail, report), []);
}

function asTheyCame(reports: readonly CallReport[]): readonly TrailStep[] {
  const byNode = new Map<string, TrailStep>();
  for (const report of reports) {
    if (report.type !== "dialog.left" || byNode.has(report.node)) continue;
    byNode.set(report.node, { node: report.node, exit: report.exit });
  }
  return [...byNode.values()];
}

function withoutGaps(
  graph: DialogGraph,
  told: readonly TrailStep[],
): { readonly steps: readonly TrailStep[]; readonly isComplete: boolean } {
  const steps: TrailStep[] = [];
  let at: DialogTarget | undefined = graph.start;
  for (const [index, step] of told.entries()) {
    const gap: readonly TrailStep[] | undefined = at && onlyWay(graph, at, step.node);
    if (!gap) return { steps: [...steps, ...told.slice(index)], isComplete: false };
    steps.push(...gap, step);
    const node: DialogNode | undefined = graph.nodes[step.node];
    at = node && targetOfExit(node, step.exit);
  }
  return { steps, isComplete: true };
}

/** The steps from a place to a node, when there is one way only; `undefined` when there are several, or none. */
function onlyWay(graph: DialogGraph, from: DialogTarget, to: string): readonly TrailStep[] | undefined {
  const counts = new Map<string, number>();
  const count = (target: DialogTarget): number => {
    if (!("node" in target)) return 0;
    if (target.node === to) return 1;
    const known = counts.get(target.node);
    if (known !== undefined) return known;
    // A node that is met again on its own way counts nothing, so that a circle comes to an end.
    counts.set(target.node, 0);
    const ways = exitsOf(graph, target.node).reduce((sum, exit) => sum + count(exit.target), 0);
    counts.set(target.node, Math.min(ways, 2));
    return Math.min(ways, 2);
  };
  if (count(from) !== 1) return undefined;
  const steps: TrailStep[] = [];
  for (let at = from; "node" in at && at.node !== to;) {
    const { node } = at;
    const way = exitsOf(graph, node).find(({ target }) => count(target) === 1);
    if (!way) return undefined;
    steps.push({ node, exit: way.exit });
    at = way.target;
  }
  return steps;
}

function exitsOf(
  graph: DialogGraph,
  name: string,
): readonly { readonly exit: DialogExit; readonly target: DialogTarget }[] {
  const node = graph.nodes[name];
  if (!node) return [];
  const answers = node.kind === "ask" ? node.answers.map((answer): DialogExit => `answer:${answer.name}`) : [];
  return (["said", ...answers, "noInput", "noMatch"] as const).flatMap((exit) => {
    const target = targetOfExit(node, exit);
    return target ? [{ exit, target }] : [];
  });
}

const reportTypes: readonly string[] = ["call.answered", "call.not-connected", "dialog.left"];

/** The reports that an event brings: itself, or what a look-up found. */
function reportsIn({ event }: JournalRow): readonly CallReport[] {
  const given = event as {
    readonly type?: string;
    readonly output?: { readonly reports?: readonly CallReport[] } | null;
  };
  const told = given.type === "effect.done" ? (given.output?.reports ?? []) : [given as CallReport];
  return told.filter(({ type }) => reportTypes.includes(type));
}
