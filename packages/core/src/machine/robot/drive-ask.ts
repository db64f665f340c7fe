import type { AskNode, DialogAnswer, DialogCollect, DialogTarget, SayNode } from "../../ports/dialog-graph.ts";
import type { Json } from "../../ports/identity.ts";
import { nodeStateId } from "./build-machine.ts";
import type { DriveContext, DriveFacts } from "./drive-context.ts";
import { fitsSlot, type DriveScope } from "./drive-scope.ts";
import { leave, onCallEnded, onLineLost } from "./drive-target.ts";
import { speakKey } from "./drive-words.ts";
import { readBackNode } from "./unroll-collect.ts";
import type { VoiceListen, VoiceTurn, VoiceTurnResult } from "./voice-effects.ts";

/** The end of a turn. Whoever performs it may give anything. */
export interface TurnDone {
  readonly output?: VoiceTurnResult | null;
}

/** Repetitions, digressions and corrections that one call may take; after that they count as a no-match. */
const maxDetours = 10;

/** The state of a node that speaks, then goes on. */
export function sayState(name: string, node: SayNode): object {
  return turnState(name, node, [leave(name, "said", node.next)]);
}

/** The state of a node that asks and takes an answer, a value, or either. */
export function askState(name: string, node: AskNode, scope: DriveScope): object {
  return turnState(name, node, [
    ...node.answers.flatMap((answer) => answerWays(name, node, answer)),
    ...(node.collect ? valueWays(name, node, node.collect, scope) : []),
    leave<TurnDone>(name, "noInput", node.noInput, { when: isResult("noInput") }),
    // Also an answer that this step does not have: it was heard, but means nothing here.
    leave(name, "noMatch", node.noMatch),
  ]);
}

/** Whether a turn came to this end. */
export function isResult(kind: VoiceTurnResult["kind"]): (facts: DriveFacts<TurnDone>) => boolean {
  return ({ event }) => event.output?.kind === kind;
}

/** The ways of an answer that was heard. An answer whose ways are closed counts as a no-match. */
export function answerWays(node: string, asked: Partial<AskNode>, answer: DialogAnswer): readonly object[] {
  const isHeard = ({ event }: DriveFacts<TurnDone>) => answerOf(event)?.answer === answer.name;
  const go = (target: DialogAnswer["next"], more: object) =>
    leave<TurnDone>(node, `answer:${answer.name}`, target, more);
  if (isDetour(answer))
    return [
      go(answer.next, { when: (facts: DriveFacts<TurnDone>) => isHeard(facts) && mayDetour(facts), take: takeDetour }),
    ];
  const { confirm } = answer;
  const sure = { when: isHeard, take: () => takeAnswer(asked, answer) };
  if (!confirm) return [go(answer.next, sure)];
  const when = (facts: DriveFacts<TurnDone>) => isHeard(facts) && isUnsure(asked.confirmBelow, answerOf(facts.event));
  return [go(confirm, { when }), go(answer.next, sure)];
}

/** What a node listens for, beside a value. */
export function listenFor(answers: readonly DialogAnswer[], timeoutMs: number): VoiceListen {
  const keys = answers.flatMap(({ key, name }) => (key === null ? [] : [[key, name] as const]));
  return { answers: answers.map(({ name }) => name), keys: Object.fromEntries(keys), timeoutMs };
}

/** Whether an answer comes back to where it was given. */
export function isDetour({ group, name }: DialogAnswer): boolean {
  return group === "digression" || (group === "command" && name === "command.repeat");
}

/** Whether the call may still take a detour. */
export function mayDetour({ context }: { readonly context: DriveContext }): boolean {
  return context.detours < maxDetours;
}

/** One detour more. */
export function takeDetour({ context }: { readonly context: DriveContext }): Partial<DriveContext> {
  return { detours: context.detours + 1 };
}

function turnState(name: string, node: SayNode | AskNode, exits: readonly object[]): object {
  const hungUp = leave<TurnDone>(name, "hungUp", { end: node.hungUp }, { when: isResult("hungUp") });
  return {
    id: nodeStateId(name),
    invoke: {
      id: `turn:${name}`,
      src: "voice.turn",
      input: ({ context }: DriveFacts) => toTurn(name, node, context),
      onDone: [hungUp, ...exits],
      onError: onLineLost(node.hungUp),
    },
    on: onCallEnded(node.hungUp),
  };
}

function takeAnswer(asked: Partial<AskNode>, { group, name }: DialogAnswer): Partial<DriveContext> {
  if (name === "command.stop" && group === "command") return { optedOut: true };
  // The yes of a node that also takes a value confirms that value.
  return asked.collect && group === undefined && name === "yes" ? { unproven: null } : {};
}

function valueWays(name: string, node: AskNode, collect: DialogCollect, scope: DriveScope): readonly object[] {
  const heard = (event: TurnDone) => valueOf(event, collect);
  const isValue = ({ event }: DriveFacts<TurnDone>) => fitsSlot(scope, collect.slot, heard(event)?.value);
  const go = (target: DialogTarget, when: (facts: DriveFacts<TurnDone>) => boolean) =>
    leave<TurnDone>(name, "value", target, {
      when: (facts) => isValue(facts) && when(facts),
      take: ({ context, event }) => takeValue(name, target, collect, context, heard(event)?.value),
    });
  const { next, confirm } = collect;
  if (leadsTo(next, name)) {
    const correction = { when: (facts: DriveFacts<TurnDone>) => isValue(facts) && mayDetour(facts) };
    const take = (facts: DriveFacts<TurnDone>) => ({
      ...takeDetour(facts),
      slots: { ...facts.context.slots, [collect.slot]: heard(facts.event)?.value ?? null },
    });
    return [leave(name, "value", next, { ...correction, take })];
  }
  if (!confirm) return [go(next, () => true)];
  return [go(confirm, ({ event }) => isUnsure(node.confirmBelow, heard(event))), go(next, () => true)];
}

function leadsTo(target: DialogTarget, node: string): boolean {
  return "node" in target && target.node === node;
}

/** The slot takes the value; where it is read back, only until the client says that it is wrong. */
function takeValue(
  name: string,
  target: DialogTarget,
  { slot }: DialogCollect,
  { slots }: DriveContext,
  value: Json | undefined,
): Partial<DriveContext> {
  if (value === undefined) return {};
  const taken = { ...slots, [slot]: value };
  const readBack = readBackNode(name);
  if (!leadsTo(target, readBack)) return { slots: taken };
  const held = slots[slot];
  return { slots: taken, unproven: { node: readBack, slot, before: held === undefined ? null : { value: held } } };
}

function answerOf({ output }: TurnDone): Extract<VoiceTurnResult, { kind: "answer" }> | undefined {
  return output?.kind === "answer" ? output : undefined;
}

/** The value that was heard; a choice that was pressed comes as an answer. */
function valueOf({ output }: TurnDone, { choices }: DialogCollect): { value: Json; confidence?: number } | undefined {
  if (output?.kind === "value") return output;
  return output?.kind === "answer" && Object.hasOwn(choices, output.answer) ? { value: output.answer } : undefined;
}

function isUnsure(below: number | undefined, heard: { readonly confidence?: number } | undefined): boolean {
  return below !== undefined && (heard?.confidence ?? 1) < below;
}

function toTurn(name: string, node: SayNode | AskNode, context: DriveContext): VoiceTurn {
  const spoken = speakKey(context, node.text);
  const turn = { node: name, ...spoken, ...(node.bargeIn === undefined ? {} : { bargeIn: node.bargeIn }) };
  if (node.kind === "say") return { ...turn, listen: null };
  const listen = listenFor(node.answers, node.timeoutMs);
  return { ...turn, listen: node.collect ? withValue(listen, node.collect) : listen };
}

function withValue(listen: VoiceListen, { as, choices }: DialogCollect): VoiceListen {
  const keys = Object.entries(choices).flatMap(([value, { key }]) => (key === null ? [] : [[key, value] as const]));
  return { ...listen, keys: { ...listen.keys, ...Object.fromEntries(keys) }, value: as };
}
