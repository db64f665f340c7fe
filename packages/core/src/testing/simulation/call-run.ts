import { isCallwrightError, nearest } from "../../errors/index.ts";
import { performConverse } from "../../engine/index.ts";
import {
  advance,
  isDone,
  type ConverseRequest,
  type FlowCommand,
  type FlowEvent,
  type FlowSnapshot,
  type VoiceTurn,
} from "../../machine/index.ts";
import type { DriveContext } from "../../machine/robot/drive-context.ts";
import type { Json } from "../../ports/identity.ts";
import type { SimulatedCallSettings, SimulatedEffect } from "../simulate-call.ts";
import { CallClock } from "./call-clock.ts";
import { startOf, type CompiledRobot } from "./compiled-robot.ts";
import { Conversation } from "./conversation.ts";
import { EffectDesk, type EffectHandler, type WaitingEffect } from "./effect-desk.ts";
import { scriptedModel } from "./scripted-model.ts";
import { watchModel, type WatchedModel } from "./watched-model.ts";

/** A question that waits for the client. */
export interface Question {
  readonly effect: WaitingEffect;
  readonly turn: VoiceTurn & { readonly listen: NonNullable<VoiceTurn["listen"]> };
}

/** Steps that a robot may take without anything from outside; more is a circle. */
const maxSteps = 1_000;

/** The machine of one simulated call: applies events, lets the robot speak, and performs the effects that have a handler. */
export class CallRun {
  readonly clock: CallClock;
  readonly desk: EffectDesk;
  readonly conversation = new Conversation();
  readonly effects: SimulatedEffect[] = [];
  readonly model: WatchedModel | null;
  readonly #flow;
  readonly #handlers: Readonly<Record<string, EffectHandler>>;
  #snapshot: FlowSnapshot;

  constructor({ definition, flow }: CompiledRobot, settings: SimulatedCallSettings<unknown>) {
    const { model, effects = {} } = settings;
    refuseUnknown(Object.keys(effects), flow.effects);
    this.#flow = flow;
    this.#handlers = effects;
    this.model = model === undefined ? null : watchModel("ask" in model ? model : scriptedModel(model));
    this.clock = new CallClock(settings.now ?? "2026-03-04T10:00", settings.timeZone ?? "UTC");
    this.desk = new EffectDesk(definition);
    const start = startOf(definition, settings) as unknown as Json;
    this.#snapshot = advance(flow, undefined, { init: start }).snapshot;
  }

  get context(): DriveContext {
    return this.#snapshot.context as unknown as DriveContext;
  }

  get isOver(): boolean {
    return isDone(this.#snapshot);
  }

  /** The question that waits for the client; `null` when none does. */
  get question(): Question | null {
    const effect = this.desk.waiting.find(({ type, input }) => type === "voice.turn" && !isAnnouncement(input));
    return effect ? { effect, turn: effect.input as unknown as Question["turn"] } : null;
  }

  /** The effect that waits for a result from outside; `null` when none does. */
  get awaited(): WaitingEffect | null {
    return this.desk.waiting.find(({ type }) => type !== "voice.turn") ?? null;
  }

  /** Applies an event and all that follows from it without the client. */
  async send(event: FlowEvent): Promise<void> {
    this.#apply(event);
    await this.#settle();
  }

  async finish(effect: WaitingEffect, output: Json): Promise<void> {
    this.desk.end(effect.invoke);
    await this.send({ type: "effect.done", invoke: effect.invoke, output });
  }

  async fail(effect: WaitingEffect, code: string): Promise<void> {
    this.#fail(effect, code);
    await this.#settle();
  }

  /** Lets time pass, timer by timer, until then or until `stops` says so. */
  async pass(until: number, stops: () => boolean): Promise<void> {
    for (let timer = this.clock.next(until); timer; timer = stops() ? undefined : this.clock.next(until)) {
      await this.send({ type: "timer.fired", timer: timer.name, event: timer.event });
    }
  }

  #apply(event: FlowEvent): void {
    const { snapshot, commands } = advance(this.#flow, this.#snapshot, event);
    this.#snapshot = snapshot;
    for (const command of commands) this.#take(command);
    if (this.isOver) this.desk.endAll();
  }

  #take(command: FlowCommand): void {
    switch (command.type) {
      case "effect.start": {
        const { type, input } = this.desk.begin(command);
        if (type === "voice.turn") this.conversation.robot((input as unknown as VoiceTurn).say);
        else this.effects.push({ type, input });
        return;
      }
      case "effect.stop":
        this.desk.end(command.invoke);
        return;
      case "timer.set":
        this.clock.set({ name: command.timer, event: command.event }, command.delayMs);
        return;
      case "timer.cancel":
        this.clock.cancel(command.timer);
        return;
      default:
    }
  }

  /** Goes on until the call waits for the client or for an effect that the test settles. */
  async #settle(): Promise<void> {
    for (let steps = 0; steps < maxSteps; steps += 1) {
      const spoken = this.desk.waiting.find(({ type, input }) => type === "voice.turn" && isAnnouncement(input));
      const handled = this.desk.waiting.find(({ type }) => this.#handlerOf(type) !== undefined);
      if (spoken) {
        const kind = this.conversation.announce(spoken.input as unknown as VoiceTurn);
        this.desk.end(spoken.invoke);
        this.#apply({ type: "effect.done", invoke: spoken.invoke, output: { kind } });
      } else if (handled) await this.#perform(handled, this.#handlerOf(handled.type));
      else return;
    }
    throw new Error(`The robot took ${maxSteps} steps without waiting for the client: its steps lead in a circle.`);
  }

  #handlerOf(type: string): ((input: Json) => unknown) | undefined {
    const own = Object.hasOwn(this.#handlers, type) ? this.#handlers[type] : undefined;
    const { model } = this;
    if (own || type !== "model.converse" || !model) return own as ((input: Json) => unknown) | undefined;
    return (input) => performConverse(model.port, input as unknown as ConverseRequest);
  }

  async #perform(effect: WaitingEffect, handler: ((input: Json) => unknown) | undefined): Promise<void> {
    let given: unknown;
    try {
      given = await handler?.(effect.input);
    } catch (error) {
      this.model?.rethrow();
      this.#fail(effect, isCallwrightError(error) ? error.code : "EFFECT_FAILED");
      return;
    }
    const output = this.desk.result(effect.type, given);
    this.desk.end(effect.invoke);
    this.#apply({ type: "effect.done", invoke: effect.invoke, output });
  }

  #fail({ invoke, type }: WaitingEffect, code: string): void {
    this.desk.end(invoke);
    const message = `The effect "${type}" failed in the simulated call.`;
    this.#apply({ type: "effect.failed", invoke, error: { code, message } });
  }
}

function isAnnouncement(input: Json): boolean {
  return (input as unknown as VoiceTurn).listen === null;
}

function refuseUnknown(given: readonly string[], known: readonly string[]): void {
  const performed = known.filter((type) => type !== "voice.turn");
  const unknown = given.find((type) => !performed.includes(type));
  if (unknown === undefined) return;
  const suggestion = nearest(unknown, performed);
  const hint =
    suggestion === undefined ? `It asks for: ${performed.join(", ") || "none"}.` : `Did you mean "${suggestion}"?`;
  throw new Error(`simulateCall was given a handler for "${unknown}", which this robot does not ask for. ${hint}`);
}
