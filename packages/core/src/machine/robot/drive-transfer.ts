import type { TransferFailure, TransferTarget } from "../../define/document.ts";
import type { TransferNode } from "../../ports/dialog-graph.ts";
import { nodeStateId } from "./build-machine.ts";
import type { DriveContext, DriveFacts } from "./drive-context.ts";
import { leave, onCallEnded } from "./drive-target.ts";
import { fillWords, speakKey } from "./drive-words.ts";
import type { TransferRequest, TransferResult } from "./voice-effects.ts";

/** The end of a transfer. Whoever performs it may give anything. */
interface TransferDone {
  readonly output?: TransferResult | null;
}

/** Failures that lead somewhere of their own. */
const failures: readonly Exclude<TransferFailure, "failed">[] = ["busy", "noAnswer", "declined", "closed"];

/** The state of a node that hands the call over. Put through, the robot's part is over. */
export function transferState(name: string, node: TransferNode): object {
  const came = (kind: TransferResult["kind"]) => ({
    when: ({ event }: DriveFacts<TransferDone>) => event.output?.kind === kind,
  });
  const failed = leave(name, "failed", node.failures.failed);
  return {
    id: nodeStateId(name),
    invoke: {
      id: `transfer:${name}`,
      src: "voice.transfer",
      input: ({ context }: DriveFacts) => toRequest(name, node, context),
      onDone: [
        leave(name, "connected", { end: node.transferred }, came("connected")),
        leave(name, "hungUp", { end: node.hungUp }, came("hungUp")),
        ...failures.map((failure) => leave(name, failure, node.failures[failure], came(failure))),
        failed,
      ],
      // The client is still there: the robot goes on as after any transfer that did not come about.
      onError: failed,
    },
    on: onCallEnded(node.hungUp),
  };
}

function toRequest(name: string, node: TransferNode, context: DriveContext): TransferRequest {
  const { whisper } = node;
  const filled = Object.entries(node.to).map(([kind, words]) => [kind, fillWords(context, words)] as const);
  const to = Object.fromEntries(filled) as unknown as TransferTarget;
  return { node: name, to, whisper: whisper === null ? null : speakKey(context, whisper).say };
}
