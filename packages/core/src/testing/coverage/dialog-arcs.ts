import { notConnectedCauses, type NotConnectedCause } from "../../calls/index.ts";
import type { DialogAnswer, DialogGraph, DialogNode, DialogTarget } from "../../ports/dialog-graph.ts";

/** One way out of a node: what can happen there, and where it leads. */
export interface DialogArc {
  /** A node of the unrolled graph; {@link callNode} before anybody picked up. */
  readonly node: string;
  readonly step: string;
  /** As calls report it, e.g. `answer:yes`, `noInput`, `way:0`; with `?` behind it when it was heard with little confidence. */
  readonly exit: string;
  readonly target: DialogTarget;
}

/** Stands for the time before anybody picked up; no step can have this name. */
export const callNode = "(call)";

/** What decides the ways before the dialog begins. */
interface CallShape {
  readonly direction: "outbound" | "inbound";
  readonly unreached: Readonly<{ readonly default: string } & Partial<Record<NotConnectedCause, string>>>;
}

/** Every way out of every node of a dialog, in the order of the graph; those before its start come first. */
export function arcsOf(graph: DialogGraph, call: CallShape): readonly DialogArc[] {
  const causes = call.direction === "outbound" ? notConnectedCauses : [];
  return [
    { node: callNode, step: callNode, exit: "answered", target: graph.start },
    ...causes.map((cause) => ({
      node: callNode,
      step: callNode,
      exit: `notConnected:${cause}`,
      target: { end: call.unreached[cause] ?? call.unreached.default },
    })),
    ...Object.entries(graph.nodes).flatMap(([name, node]) =>
      exitsOf(node).map(([exit, target]) => ({ node: name, step: node.step, exit, target })),
    ),
  ];
}

/** Ways out of one node with where they lead. */
export function exitsOf(node: DialogNode): readonly (readonly [exit: string, target: DialogTarget])[] {
  switch (node.kind) {
    case "say":
      return [["said", node.next], hungUp(node)];
    case "ask": {
      const { collect } = node;
      const values = collect ? [["value", collect.next] as const, ...unsure("value", collect.confirm)] : [];
      const rest = [["noInput", node.noInput] as const, ["noMatch", node.noMatch] as const, hungUp(node)];
      return [...node.answers.flatMap(exitsOfAnswer), ...values, ...rest];
    }
    case "branch":
      return node.ways.map(({ next }, index) => [`way:${index}`, next]);
    case "act":
      return [["done", node.next], ["failed", node.failed], hungUp(node)];
    case "transfer":
      return [["connected", { end: node.transferred }], ...Object.entries(node.failures), hungUp(node)];
    case "set":
      return [["set", node.next]];
    case "converse":
      return [...Object.entries(node.exits), ...node.answers.flatMap(exitsOfAnswer), hungUp(node)];
  }
}

/** A target in one word: the node, or `end:<outcome>`. */
export function nameOfTarget(target: DialogTarget): string {
  return "node" in target ? target.node : `end:${target.end}`;
}

function exitsOfAnswer(answer: DialogAnswer): readonly (readonly [string, DialogTarget])[] {
  const exit = `answer:${answer.name}`;
  return [[exit, answer.next], ...unsure(exit, answer.confirm)];
}

function unsure(exit: string, confirm: DialogTarget | undefined): readonly (readonly [string, DialogTarget])[] {
  return confirm ? [[`${exit}?`, confirm]] : [];
}

function hungUp(node: { readonly hungUp: string }): readonly [string, DialogTarget] {
  return ["hungUp", { end: node.hungUp }];
}
