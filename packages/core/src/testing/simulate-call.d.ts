import { type CallFacts, type NotConnectedCause } from "../calls/index.ts";
import type { RobotDefinition } from "../define/index.ts";
/** What a simulated call starts with. */
export interface SimulatedCallSettings<Input> {
    readonly input: Input;
    /** Texts of a placement, instead of the definition's. */
    readonly texts?: Readonly<Record<string, string>>;
}
/** One turn of a simulated conversation, as the client would tell it. */
export interface SimulatedTurn {
    readonly speaker: "robot" | "client";
    readonly text: string;
}
/** A call without a telephone: the robot's dialog with a client that the test plays. */
export interface SimulatedCall<Outcome extends string = string> {
    /** The client picks up and hears the robot until it asks something or hangs up. */
    answer(): Promise<void>;
    /** Nobody picks up, or the call does not connect for another cause. */
    notConnected(cause?: NotConnectedCause): Promise<void>;
    /** The client says something in answer to a question. */
    says(words: string): Promise<void>;
    /** The client means an answer of the question; skips hearing. @throws Error when the question has no such answer */
    means(answer: string): Promise<void>;
    /** The client presses a key. */
    presses(key: string): Promise<void>;
    /** The client says nothing until the question gives up waiting. */
    silence(): Promise<void>;
    /** The client hangs up: during the question that waits, or while the robot says the given text. */
    hangsUp(): Promise<void>;
    /** The client hangs up while the robot speaks its next announcement, not a question. Call it before that is reached. */
    hangsUpDuringNextMessage(): void;
    /** What the client heard, in order. */
    readonly heard: readonly string[];
    readonly transcript: readonly SimulatedTurn[];
    /** How the last utterance was understood. */
    readonly lastHearing: string | null;
    /** The step that waits for the client; `null` when none does. */
    readonly waitsIn: string | null;
    /** `null` until the call is over. */
    readonly outcome: Outcome | null;
    readonly facts: CallFacts;
}
/**
 * A call of a robot without telephone, network or waiting.
 *
 * @throws CallwrightError `INPUT_INVALID`
 * @example
 * ```ts
 * const call = simulateCall(visitReminder, { input: { name: "Анна", time: "15:00" } });
 * await call.answer();
 * await call.says("да, конечно");
 * call.outcome; // "yes"
 * ```
 */
export declare function simulateCall<Input, Outcome extends string>(robot: RobotDefinition<Input, Outcome>, settings: SimulatedCallSettings<NoInfer<Input>>): SimulatedCall<Outcome>;
