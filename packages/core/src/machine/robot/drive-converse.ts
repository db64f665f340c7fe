import type { ConverseNode, DialogAnswer } from "../../ports/dialog-graph.ts";
import type { Json } from "../../ports/identity.ts";
import { change, nodeStateId, stateKey } from "./build-machine.ts";
import { answerWays, isDetour, isResult, listenFor, mayDetour, takeDetour, type TurnDone } from "./drive-ask.ts";
import type { DriveContext, DriveFacts } from "./drive-context.ts";
import type { DriveScope } from "./drive-scope.ts";
import { leave, onCallEnded, onLineLost } from "./drive-target.ts";
import { fillWords, speakKey } from "./drive-words.ts";
import { hearing, newPassage, withResult, type Passage, type PassageMove } from "./passage.ts";
import { takeReply } from "./take-reply.ts";
import type { ConverseRequest, VoiceTurn } from "./voice-effects.ts";

/** The end of an effect: its result, or why there is none. */
interface EffectEnd {
  readonly output?: Json;
  readonly error?: { readonly code?: string };
}

/** Requests to the model for one turn of the client, effects in between included. */
const requestsPerTurn = 4;

/**
 * The state of a passage that a language model leads.
 *
 * Shape: inside it `deciding` looks at the limits before each request, `thinking` waits for the model, `judging` goes where its answer
 * leads, `speaking` says it and takes any words, `performing <effect>` waits for an effect that it asked for.
 */
export function converseState(name: string, node: ConverseNode, scope: DriveScope): object {
  const to = (state: string) => `#${stateKey(innerId(name, state))}`;
  const states = {
    deciding: {
      always: [
        leave(name, "limit", node.exits.limit, { when: ({ context }) => isUsedUp(node, context.passage) }),
        { target: to("thinking"), actions: passageChange((passage) => ({ ...passage, asked: passage.asked + 1 })) },
      ],
    },
    thinking: thinkingState(name, node, scope, to),
    judging: judgingState(name, node, to),
    speaking: speakingState(name, node, to),
    ...Object.fromEntries(node.effects.map((effect) => [performing(effect), performingState(name, node, effect, to)])),
  };
  return {
    id: nodeStateId(name),
    initial: node.opening === null ? "deciding" : "speaking",
    entry: change<DriveContext, unknown>(({ context }) => ({
      passage: newPassage(node.opening === null ? null : speakKey(context, node.opening)),
    })),
    after: { [node.limits.timeMs]: { actions: passageChange((passage) => ({ ...passage, timeIsUp: true })) } },
    on: onCallEnded(node.hungUp),
    states: Object.fromEntries(
      Object.entries(states).map(([key, state]) => [key, { id: innerId(name, key), ...state }]),
    ),
  };
}

function thinkingState(name: string, node: ConverseNode, scope: DriveScope, to: (state: string) => string): object {
  return {
    invoke: {
      id: `converse:${name}`,
      src: "model.converse",
      input: ({ context }: DriveFacts) => toRequest(name, node, scope, context),
      onDone: {
        target: to("judging"),
        actions: change<DriveContext, { readonly output?: unknown }>(({ context, event }) =>
          takeReply(name, node, scope, context, event.output),
        ),
      },
      onError: leave(name, "failed", node.exits.failed),
    },
    always: onTimeUp(name, node),
  };
}

/** Leaves at once what does not wait for the client when the passage has lasted too long. */
function onTimeUp(name: string, { exits }: ConverseNode): object {
  return leave(name, "limit", exits.limit, { when: ({ context }) => context.passage?.timeIsUp === true });
}

function judgingState(name: string, node: ConverseNode, to: (state: string) => string): object {
  const isMove = (fits: (move: PassageMove) => boolean) => ({
    guard: ({ context: { passage } }: DriveFacts) => passage !== null && fits(passage.move),
  });
  return {
    always: [
      ...(["done", "gaveUp", "failed"] as const).map((exit) => ({
        ...leave(name, exit, node.exits[exit]),
        ...isMove((move) => move.do === "exit" && move.exit === exit),
      })),
      ...node.effects.map((effect) => ({
        target: to(performing(effect)),
        ...isMove((move) => move.do === "act" && move.effect === effect),
      })),
      { target: to("speaking"), ...isMove((move) => move.do === "say") },
      { target: to("deciding") },
    ],
  };
}

function speakingState(name: string, node: ConverseNode, to: (state: string) => string): object {
  const hear = (words: (event: EffectEnd) => string) =>
    passageChange((passage, event) => hearing(passage, words(event)));
  return {
    invoke: {
      id: `turn:${name}`,
      src: "voice.turn",
      input: ({ context }: DriveFacts) => toTurn(name, node, context),
      onDone: [
        leave<TurnDone>(name, "hungUp", { end: node.hungUp }, { when: isResult("hungUp") }),
        ...node.answers.flatMap((answer) => (isDetour(answer) ? [sayAgain(answer, to)] : answerWays(name, {}, answer))),
        { guard: isResult("heard"), target: to("deciding"), actions: hear(wordsHeard) },
        { target: to("deciding"), actions: hear(() => "") },
      ],
      onError: onLineLost(node.hungUp),
    },
  };
}

function performingState(name: string, node: ConverseNode, effect: string, to: (state: string) => string): object {
  const told = (result: (event: EffectEnd) => Json) =>
    passageChange((passage, event) => withResult(passage, effect, result(event)));
  return {
    invoke: {
      id: `act:${name}`,
      src: effect,
      input: ({ context: { passage } }: DriveFacts) => (passage?.move.do === "act" ? passage.move.input : null),
      onDone: { target: to("deciding"), actions: told(({ output }) => output ?? null) },
      onError: { target: to("deciding"), actions: told(({ error }) => ({ failed: error?.code ?? "unknown" })) },
    },
    always: onTimeUp(name, node),
  };
}

/** The command `repeat`: the last words once more, without asking the model. */
function sayAgain({ name }: DialogAnswer, to: (state: string) => string): object {
  return {
    guard: (facts: DriveFacts<TurnDone>) => {
      const { output } = facts.event;
      return output?.kind === "answer" && output.answer === name && mayDetour(facts);
    },
    target: to("speaking"),
    reenter: true,
    actions: change<DriveContext, unknown>(takeDetour),
  };
}

function isUsedUp({ limits }: ConverseNode, passage: Passage | null): boolean {
  if (passage === null) return true;
  const { timeIsUp, taken, asked, cost } = passage;
  return timeIsUp || taken >= limits.turns || asked >= limits.turns * requestsPerTurn || cost >= limits.cost;
}

function passageChange(next: (passage: Passage, event: EffectEnd) => Passage): object {
  return change<DriveContext, EffectEnd>(({ context: { passage }, event }) => ({
    passage: passage === null ? null : next(passage, event),
  }));
}

function wordsHeard({ output }: EffectEnd): string {
  const { words } = output as { readonly words?: unknown };
  return typeof words === "string" ? words : "";
}

function toTurn(name: string, { answers, timeoutMs }: ConverseNode, { passage }: DriveContext): VoiceTurn {
  const move = passage?.move;
  const { say, file } = move?.do === "say" ? move : { say: "", file: undefined };
  const listen = { ...listenFor(answers, timeoutMs), free: true as const };
  return { node: name, say, ...(file === undefined ? {} : { file }), listen };
}

function toRequest(name: string, node: ConverseNode, scope: DriveScope, context: DriveContext): ConverseRequest {
  const slot = (of: string) => ({
    schema: scope.document.slots?.[of] ?? {},
    value: context.slots[of] ?? null,
  });
  const { turns, results } = context.passage ?? { turns: [], results: [] };
  return {
    node: name,
    locale: context.locale,
    goal: fillWords(context, node.goal),
    slots: Object.fromEntries(node.fill.map((of) => [of, slot(of)])),
    effects: Object.fromEntries(node.effects.map((effect) => [effect, scope.inputs[effect]?.schema ?? {}])),
    passage: turns,
    results,
  };
}

function performing(effect: string): string {
  return `performing ${effect}`;
}

function innerId(node: string, state: string): string {
  return `${nodeStateId(node)}/${state}`;
}
