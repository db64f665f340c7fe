import type { FlatDocument, FlatNext } from "../../define/index.ts";
import type { AskNode, DialogAnswer, DialogNode, DialogTarget } from "../../ports/dialog-graph.ts";

/**
 * The answers that are valid at a listening node beside its own: global commands, then digressions.
 *
 * Shape: `repeat` leads to the node itself, a digression to the node that answers it.
 */
export function listenAside(
  { commands = {}, digressions = {} }: FlatDocument,
  node: string,
  toTarget: (next: FlatNext) => DialogTarget,
): readonly DialogAnswer[] {
  const command = (name: "repeat" | "operator" | "stop", next: DialogTarget | undefined): readonly DialogAnswer[] =>
    next ? [{ name: `command.${name}`, recognisers: [`commands.${name}`], key: null, next, group: "command" }] : [];
  return [
    ...command("repeat", commands.repeat && { node }),
    ...command("operator", commands.operator === undefined ? undefined : toTarget(commands.operator as FlatNext)),
    ...command("stop", commands.stop === undefined ? undefined : toTarget(commands.stop as FlatNext)),
    ...Object.entries(digressions).map(([name, { hear, key }]): DialogAnswer => ({
      name: `digression.${name}`,
      recognisers: hear,
      key: key ?? null,
      next: { node: digressionNode(node, name) },
      group: "digression",
    })),
  ];
}

/** A listening node with what is valid everywhere, and the nodes that answer digressions there. */
export function withAsides(
  document: FlatDocument,
  name: string,
  node: AskNode,
  toTarget: (next: FlatNext) => DialogTarget,
): Readonly<Record<string, DialogNode>> {
  const answering = Object.entries(document.digressions ?? {}).map(([digression, { say }]): [string, DialogNode] => [
    digressionNode(name, digression),
    { kind: "say", step: node.step, text: say, next: { node: name }, hungUp: node.hungUp },
  ]);
  const answers = [...node.answers, ...listenAside(document, name, toTarget)];
  return { [name]: { ...node, answers }, ...Object.fromEntries(answering) };
}

function digressionNode(node: string, digression: string): string {
  return `${node}+${digression}`;
}
