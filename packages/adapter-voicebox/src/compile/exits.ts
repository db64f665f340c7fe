import type { DialogExit } from "@callwright/core/calls";
import type { DialogNode, DialogTarget } from "@callwright/core/ports";

/** One way out of a node. `next: null`: the call is over. */
export interface NodeExit {
  readonly exit: DialogExit;
  readonly next: DialogTarget | null;
}

/** Every way out of a node that VoiceBox can take, in the order of the definition. */
export function exitsOf(node: DialogNode): readonly NodeExit[] {
  const hungUp: NodeExit = { exit: "hungUp", next: null };
  switch (node.kind) {
    case "say":
      return [{ exit: "said", next: node.next }, hungUp];
    case "ask":
      return [
        ...node.answers.map(({ name, next }): NodeExit => ({ exit: `answer:${name}`, next })),
        { exit: "noInput", next: node.noInput },
        { exit: "noMatch", next: node.noMatch },
        hungUp,
      ];
    case "branch":
      return [];
  }
}
