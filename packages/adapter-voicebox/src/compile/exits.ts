import type { DialogExit } from "@callwright/core/calls";
import type { DialogNode, DialogTarget } from "@callwright/core/ports";

/** One way out of a node. `next: null`: the call is over. */
export interface NodeExit {
  readonly exit: DialogExit;
  readonly next: DialogTarget | null;
}

/** Every way out of a node, in the order of the definition; VoiceBox itself can take those of `say` and `ask` alone. */
export function exitsOf(node: DialogNode): readonly NodeExit[] {
  const hungUp: NodeExit = { exit: "hungUp", next: null };
  switch (node.kind) {
    case "say":
      return [{ exit: "said", next: node.next }, hungUp];
    case "ask":
      return [
        ...node.answers.map(({ name, next }): NodeExit => ({ exit: `answer:${name}`, next })),
        ...node.answers.flatMap(({ name, confirm }) => toExit(`answer:${name}`, confirm)),
        ...toExit("value", node.collect?.next),
        ...toExit("value", node.collect?.confirm),
        { exit: "noInput", next: node.noInput },
        { exit: "noMatch", next: node.noMatch },
        hungUp,
      ];
    case "branch":
      return node.ways.map(({ next }, index): NodeExit => ({ exit: `way:${index}`, next }));
    case "set":
      return [{ exit: "set", next: node.next }];
    case "act":
      return [{ exit: "done", next: node.next }, { exit: "failed", next: node.failed }, hungUp];
    case "transfer":
      return [
        { exit: "connected", next: { end: node.transferred } },
        ...(["busy", "noAnswer", "declined", "closed", "failed"] as const).map((exit) => ({
          exit,
          next: node.failures[exit],
        })),
        hungUp,
      ];
    case "converse":
      return [
        ...node.answers.map(({ name, next }): NodeExit => ({ exit: `answer:${name}`, next })),
        ...(["done", "gaveUp", "limit", "failed"] as const).map((exit) => ({ exit, next: node.exits[exit] })),
        hungUp,
      ];
  }
}

function toExit(exit: DialogExit, next: DialogTarget | undefined): readonly NodeExit[] {
  return next ? [{ exit, next }] : [];
}
