import fc from "fast-check";
import type { CallReport, DialogExit } from "../../../src/calls/index.ts";
import type { AskNode, DialogGraph, DialogNode, DialogTarget, SayNode } from "../../../src/ports/index.ts";

/** One way a hosted call can go: its reports in order, and the outcome that the way through the graph has. */
export interface HostedCall {
  readonly reports: readonly CallReport[];
  readonly outcome: string;
  readonly texts: readonly string[];
  readonly endCause: "caller_hangup" | "robot_hangup";
}

/** Random answered calls through a graph. Built from the graph alone, without the follower. */
export function hostedCalls(graph: DialogGraph): fc.Arbitrary<HostedCall> {
  return fc.array(fc.nat(1000), { minLength: 60, maxLength: 60 }).map((choices) => walk(graph, choices));
}

/** Reports as a bad line delivers them: shuffled, doubled, lost, but never without the last one. */
export function badLine(reports: readonly CallReport[]): fc.Arbitrary<readonly CallReport[]> {
  const last = reports[reports.length - 1] as CallReport;
  return fc
    .record({ kept: fc.subarray([...reports]), doubled: fc.subarray([...reports]) })
    .chain(({ kept, doubled }) =>
      fc.shuffledSubarray([...kept, ...doubled, last], { minLength: kept.length + doubled.length + 1 }),
    );
}

function walk(graph: DialogGraph, choices: readonly number[]): HostedCall {
  const reports: CallReport[] = [{ type: "call.answered", by: "unknown", at: 0 }];
  const texts: string[] = [];
  let target = graph.start;
  for (const choice of choices) {
    if ("end" in target) return { reports, outcome: target.end, texts, endCause: "robot_hangup" };
    const node = graph.nodes[target.node] as DialogNode;
    if (node.kind !== "say" && node.kind !== "ask") throw new Error("hosted graphs only say and ask");
    texts.push(node.text);
    const exits = exitsOf(node);
    const [exit, next] = exits[choice % exits.length] as readonly [DialogExit, DialogTarget | null];
    reports.push({ type: "dialog.left", node: target.node, exit, at: reports.length });
    if (next === null) return { reports, outcome: node.hungUp, texts, endCause: "caller_hangup" };
    target = next;
  }
  throw new Error("the graph is longer than the walk");
}

function exitsOf(node: SayNode | AskNode): readonly (readonly [DialogExit, DialogTarget | null])[] {
  if (node.kind === "say")
    return [
      ["said", node.next],
      ["said", node.next],
      ["hungUp", null],
    ];
  return [
    ...node.answers.map((answer) => [`answer:${answer.name}`, answer.next] as const),
    ["noInput", node.noInput],
    ["noMatch", node.noMatch],
    ["hungUp", null],
  ];
}
