import type { Json } from "../ports/identity.ts";
import type { NotConnectedCause } from "../calls/causes.ts";
/** Where a step leads: to another step by name, or to the end with an outcome. */
export type NextDocument = string | {
    readonly end: string;
};
/** Speaks a text. */
export interface SayDocument {
    readonly say: string;
    readonly next: NextDocument;
    readonly hungUp?: string;
}
/** One answer of a question. */
export interface AnswerDocument {
    /** Names of recognisers in the definition's table of functions. */
    readonly hear: readonly string[];
    readonly key?: string;
    readonly next: NextDocument;
}
/** Asks and waits for an answer. */
export interface AskDocument {
    readonly ask: string;
    readonly answers: Readonly<Record<string, AnswerDocument>>;
    readonly noInput: readonly string[];
    readonly noMatch: readonly string[];
    readonly exhausted: NextDocument;
    readonly timeoutMs: number;
    readonly hungUp?: string;
}
/** Takes the first way whose condition holds; the last way has none. */
export interface BranchDocument {
    readonly branch: readonly {
        readonly if?: string;
        readonly next: NextDocument;
    }[];
}
/** One step. Kinds are told apart by their first key. */
export type StepDocument = SayDocument | AskDocument | BranchDocument;
/** A robot as data: everything but its functions. Survives JSON. */
export interface RobotDocument {
    readonly format: 1;
    readonly kind: "robot";
    readonly id: string;
    readonly version: number;
    readonly direction: "outbound" | "inbound";
    readonly locales: readonly [string, ...string[]];
    /** JSON Schema of the input. */
    readonly input: Json;
    /** Text key → locale → words with `{variables}`. */
    readonly texts: Readonly<Record<string, Readonly<Record<string, string>>>>;
    readonly outcomes: Readonly<Record<string, {
        readonly title: string;
        readonly data?: Json;
    }>>;
    readonly start: string;
    readonly steps: Readonly<Record<string, StepDocument>>;
    /** Outcome by cause when a dialed call did not connect; `default` for the rest. */
    readonly unreached: Readonly<{
        readonly default: string;
    } & Partial<Record<NotConnectedCause, string>>>;
    readonly hungUp: string;
    /** Names of conditions over input and slots. */
    readonly conditions: readonly string[];
    /** Names of conditions over the input alone. */
    readonly inputConditions: readonly string[];
}
