import { stopChild } from "xstate";
import { isAlwaysInResult } from "../../define/index.ts";
import type { ActNode } from "../../ports/dialog-graph.ts";
import type { Json } from "../../ports/identity.ts";
import { change, nodeStateId } from "./build-machine.ts";
import { isResult, type TurnDone } from "./drive-ask.ts";
import type { ActProgress, DriveContext, DriveFacts } from "./drive-context.ts";
import { fitsSlot, withoutSlots, type DriveScope } from "./drive-scope.ts";
import { leave, onCallEnded, onLineLost } from "./drive-target.ts";
import { resolveValues, speakKey } from "./drive-words.ts";
import type { VoiceTurn } from "./voice-effects.ts";

/** The end of an effect. */
interface EffectDone {
  readonly output?: Json;
}

/**
 * The state of a node that performs an effect. A filler is spoken beside it; the dialog goes on when both are over. An effect that
 * takes too long is stopped, and whatever it gives later is dropped.
 */
export function actState(name: string, node: ActNode, scope: DriveScope): object {
  const invoke = `act:${name}`;
  const settled = (result: ActProgress["result"]) => [stopChild(invoke), progress(() => ({ result }))];
  const isOver = ({ context: { act } }: DriveFacts) => act !== null && act.spoken && act.result !== null;
  const slots = ({ context }: DriveFacts) => slotsAfter(node, scope, context);
  return {
    id: nodeStateId(name),
    entry: change<DriveContext, unknown>(() => ({ act: { spoken: node.filler === null, result: null } })),
    invoke: [
      {
        id: invoke,
        src: node.effect,
        input: ({ context }: DriveFacts) => resolveValues(context, node.with),
        onDone: { actions: progress<EffectDone>(({ event }) => ({ result: { output: event.output ?? null } })) },
        onError: { actions: progress(() => ({ result: "failed" })) },
      },
      ...(node.filler === null ? [] : [fillerOf(name, node, node.filler)]),
    ],
    after: {
      [node.timeoutMs]: {
        guard: ({ context }: DriveFacts) => context.act?.result === null,
        actions: settled("failed"),
      },
    },
    always: [
      leave(name, "done", node.next, {
        when: (facts: DriveFacts) => isOver(facts) && slots(facts) !== undefined,
        take: (facts: DriveFacts) => ({ slots: slots(facts) ?? facts.context.slots }),
      }),
      leave(name, "failed", node.failed, { when: isOver }),
    ],
    on: onCallEnded(node.hungUp),
  };
}

function fillerOf(name: string, node: ActNode, text: string): object {
  return {
    id: `turn:${name}`,
    src: "voice.turn",
    input: ({ context }: DriveFacts): VoiceTurn => ({ node: name, ...speakKey(context, text), listen: null }),
    onDone: [
      leave<TurnDone>(name, "hungUp", { end: node.hungUp }, { when: isResult("hungUp") }),
      { actions: progress(() => ({ spoken: true })) },
    ],
    onError: onLineLost(node.hungUp),
  };
}

function progress<Event>(next: (facts: DriveFacts<Event>) => Partial<ActProgress>): object {
  return change<DriveContext, Event>((facts) => ({
    act: { spoken: false, result: null, ...facts.context.act, ...next(facts) },
  }));
}

/**
 * The slots with what the result puts into them; `undefined` when the effect failed, or gave what a slot does not take, or not what
 * it always gives. A member that the result may leave out and does leaves its slot empty.
 */
function slotsAfter(
  { effect, into }: ActNode,
  scope: DriveScope,
  { act, slots }: DriveContext,
): Readonly<Record<string, Json>> | undefined {
  const result = act?.result ?? "failed";
  if (result === "failed") return undefined;
  const schema = scope.document.effects?.[effect]?.output ?? {};
  const taken: Record<string, Json> = {};
  for (const [slot, member] of Object.entries(into)) {
    const value = memberOf(result.output, member);
    if (value === undefined ? member === null || isAlwaysInResult(schema, member) : !fitsSlot(scope, slot, value)) {
      return undefined;
    }
    if (value !== undefined) taken[slot] = value;
  }
  return { ...withoutSlots(scope, slots, Object.keys(into)), ...taken };
}

function memberOf(output: Json, member: string | null): Json | undefined {
  if (member === null) return output;
  if (typeof output !== "object" || output === null || !Object.hasOwn(output, member)) return undefined;
  return (output as Readonly<Record<string, Json | undefined>>)[member];
}
