import type { CallFacts, NotConnectedCause, Reached } from "../calls/index.ts";
import type { RobotDefinition } from "../define/index.ts";
import type { RejectedFill, TransferResult } from "../machine/index.ts";
import type { Json } from "../ports/identity.ts";
import type { LanguageModelPort } from "../ports/language-model.ts";
import type { EffectHandler } from "./simulation/effect-desk.ts";
import type { ScriptedReply } from "./simulation/scripted-model.ts";
import { Simulation } from "./simulation/simulation.ts";

/** What a simulated call starts with. */
export interface SimulatedCallSettings<Input> {
  readonly input: Input;
  /** Texts of a placement, instead of the definition's. */
  readonly texts?: Readonly<Record<string, string>>;
  /** One of the robot's languages. Default: the first. */
  readonly locale?: string;
  /** When the call begins: an ISO date-time, the client's wall clock where it has no offset. Default: `2026-03-04T10:00`, a Wednesday. */
  readonly now?: string;
  /** Zone of the client. Default: moments are told as they are written, and the clock of the call is in UTC. */
  readonly timeZone?: string;
  /** Country of phone numbers said without one. Default: that of the locale, e.g. `PL` for `pl`. */
  readonly country?: string;
  /**
   * What performs the robot's effects, by type, e.g. `crm.readField`; what it throws is the effect's failure. An effect without one
   * waits for `returns` or `fails`.
   */
  readonly effects?: Readonly<Record<string, EffectHandler>>;
  /** The language model: a port, or its answers in order. Default: none; passages wait for `returns("model.converse", …)`. */
  readonly model?: LanguageModelPort | readonly ScriptedReply[];
}

/** One turn of a simulated conversation, as the client would tell it. */
export interface SimulatedTurn {
  readonly speaker: "robot" | "client";
  readonly text: string;
  /** The client cut these words short. */
  readonly interrupted?: true;
}

/** An effect that the robot asked for. */
export interface SimulatedEffect {
  readonly type: string;
  readonly input: Json;
}

/** How sure a meaning was heard. */
export interface MeaningOptions {
  /** 0–1; below a step's `confirmBelow` it is asked back. Default: 1. */
  readonly confidence?: number;
}

/** Slots of a robot: typed where the definition tells their types. */
export type SimulatedSlots<Slots> = unknown extends Slots ? Readonly<Record<string, Json | undefined>> : Slots;

/** Data of the outcome that a call ended with: typed where the definition tells the types. */
export type SimulatedData<Data> = unknown extends Data ? Readonly<Record<string, Json>> : Data[keyof Data];

/** A call without a telephone: the robot's dialog with a client that the test plays. */
export interface SimulatedCall<
  Outcome extends string = string,
  Slots = SimulatedSlots<unknown>,
  Data = SimulatedData<unknown>,
> {
  /** The called side picks up and hears the robot until it asks something, waits for an effect, or hangs up. Default: nobody knows who. */
  answer(by?: Reached): Promise<void>;
  /** Nobody picks up, or the call does not connect for another cause. */
  notConnected(cause?: NotConnectedCause): Promise<void>;
  /** The client says something in answer to a question. */
  says(words: string): Promise<void>;
  /**
   * The client means an answer of the question, or a value that it asks for; skips hearing.
   *
   * @throws Error when the question has no such answer, or its slot does not take the value
   */
  means(answer: string | { readonly value: Json }, options?: MeaningOptions): Promise<void>;
  /** The client says something that means nothing here; skips hearing. */
  notUnderstood(): Promise<void>;
  /** The client presses a key, or several for a value: `"15#"`. */
  presses(keys: string): Promise<void>;
  /** The client says nothing until the question gives up waiting; that time passes. */
  silence(): Promise<void>;
  /**
   * The client speaks into the words of the question that waits, or, while none waits, into the next announcement, which is cut short.
   * Without words nothing can be understood.
   *
   * @throws Error where the step does not let the client interrupt
   */
  interrupts(words?: string): Promise<void>;
  /** The client speaks into the robot's next announcement, not a question. Call it before that is reached. */
  interruptsNextMessage(words?: string): void;
  /** The client hangs up: during the question that waits, or while the robot waits for an effect. */
  hangsUp(): Promise<void>;
  /**
   * The client hangs up while the robot speaks its next announcement, not a question. Call it before that is reached.
   *
   * @param options `after`: how many announcements are heard to their end first; default 0
   */
  hangsUpDuringNextMessage(options?: { readonly after?: number }): void;
  /** The effect that waits gives a result, checked by its schema. */
  returns(type: string, result: Json): Promise<void>;
  /** The effect that waits fails for good. Default: with the code `EFFECT_FAILED`. */
  fails(type: string, code?: string): Promise<void>;
  /** What becomes of the transfer that waits. */
  transfers(result: TransferResult["kind"]): Promise<void>;
  /**
   * Time passes while the robot waits for an effect, or talks: its timers fire in order. No question gives up waiting; that is `silence`.
   *
   * Units: ms
   */
  passes(durationMs: number): Promise<void>;
  /** What the client heard, in order. */
  readonly heard: readonly string[];
  readonly transcript: readonly SimulatedTurn[];
  /** How the last utterance was understood, e.g. `yes (phrases)`. */
  readonly lastHearing: string | null;
  /** The node that waits for the client or for an effect; `null` when none does. */
  readonly waitsIn: string | null;
  /** Type of the effect that the call waits for, e.g. `voice.transfer`; `null` when it waits for none. */
  readonly waitsFor: string | null;
  /** `null` until the call is over. */
  readonly outcome: Outcome | null;
  /** Data of the outcome; `null` until the call is over, and where the outcome has none. */
  readonly data: Data | null;
  /** The robot's own slots that are filled. */
  readonly slots: Slots;
  readonly facts: CallFacts;
  /** The effects that the robot asked for, in order; what it says is not among them. */
  readonly effects: readonly SimulatedEffect[];
  /** The client asked not to be called any more. */
  readonly optedOut: boolean;
  /** Values that a language model told and that were not taken. */
  readonly rejectedFills: readonly RejectedFill[];
}

/**
 * A call of a robot without telephone, network or waiting. Its time stands still but for `passes` and `silence`.
 *
 * @throws CallwrightError `INPUT_INVALID`; `TEXT_UNKNOWN`, `TEXT_UNKNOWN_VARIABLE`, `TEXT_FORMAT_UNFIT` for the texts given
 * @example
 * ```ts
 * const call = simulateCall(visitReminder, { input: { name: "Анна", time: "15:00" } });
 * await call.answer();
 * await call.says("да, конечно");
 * call.outcome; // "yes"
 * ```
 */
export function simulateCall<Input, Outcome extends string, Given, Slots, Data>(
  robot: RobotDefinition<Input, Outcome, Given, Slots, Data>,
  settings: SimulatedCallSettings<NoInfer<Given>>,
): SimulatedCall<Outcome, SimulatedSlots<Slots>, SimulatedData<Data>> {
  return new Simulation<Outcome, SimulatedSlots<Slots>, SimulatedData<Data>>(robot, settings);
}
