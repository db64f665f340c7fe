import type { Json } from "../ports/identity.ts";
import type { NotConnectedCause } from "../calls/causes.ts";

/**
 * A value of an effect's input, an outcome's data or a sub-dialog's input.
 *
 * Shape: JSON. A string that is one variable, `"{amount}"`, stands for the variable's value with its type; a string with more
 * around it is a text with variables.
 */
export type ValueDocument = Json;

/** An end of the robot, with data where the outcome has them. */
export interface EndDocument {
  readonly end: string;
  readonly data?: Readonly<Record<string, ValueDocument>>;
}

/** The way out of a sub-dialog. Only in dialogs. */
export interface ExitDocument {
  readonly exit: string;
}

/** Where a step leads: to another step by name, to the end with an outcome, or out of a sub-dialog. */
export type NextDocument = string | EndDocument | ExitDocument;

/** Speaks a text. */
export interface SayDocument {
  readonly say: string;
  readonly next: NextDocument;
  readonly hungUp?: string;
  /** Whether the client may cut the text short. Default: no. */
  readonly bargeIn?: boolean;
}

/** One answer of a question. */
export interface AnswerDocument {
  /** Names of recognisers in the definition's table of functions. */
  readonly hear: readonly string[];
  readonly key?: string;
  readonly next: NextDocument;
  /** Text that asks back when the answer was heard with little confidence; instead of the step's own. */
  readonly confirm?: string;
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
  /** Whether the client may answer before the text has ended. Default: yes. */
  readonly bargeIn?: boolean;
  /** An answer heard with less confidence (0–1) is asked back with the text `confirm`. */
  readonly confirmBelow?: number;
  readonly confirm?: string;
  /** What the question is about, for a language model that is asked when key and phrases gave nothing. */
  readonly model?: string;
}

/** Kinds of values that a collect step can hear. `own`: by a recogniser of the user. */
export type CollectKind =
  "number" | "digits" | "money" | "date" | "time" | "phone" | "name" | "text" | "choice" | "own";

/** Asks for a value, checks it, and puts it into a slot. */
export interface CollectDocument {
  readonly collect: string;
  readonly text: string;
  readonly as: CollectKind;
  /** Name of the recogniser in the table of functions; with `as: "own"`. */
  readonly hear?: string;
  /** Value → how it is heard; with `as: "choice"`. */
  readonly choices?: Readonly<Record<string, { readonly hear: readonly string[]; readonly key?: string }>>;
  readonly noInput: readonly string[];
  readonly noMatch: readonly string[];
  readonly exhausted: NextDocument;
  readonly next: NextDocument;
  /** Text that reads the value back and asks whether it is right. */
  readonly readBack?: string;
  /** Reads back only what was heard with less confidence (0–1). Default: always, where there is `readBack`. */
  readonly confirmBelow?: number;
  readonly timeoutMs: number;
  readonly hungUp?: string;
  readonly bargeIn?: boolean;
}

/** Takes the first way whose condition holds; the last way has none. */
export interface BranchDocument {
  readonly branch: readonly { readonly if?: string; readonly next: NextDocument }[];
}

/** Performs an effect during the call and waits for its result. */
export interface ActDocument {
  /** Type of the effect, e.g. `crm.readField`. */
  readonly act: string;
  readonly with: Readonly<Record<string, ValueDocument>>;
  /** Slot → member of the result, or a slot for the whole result. */
  readonly into?: string | Readonly<Record<string, string>>;
  readonly timeoutMs: number;
  /** Text spoken while the effect is performed. */
  readonly filler?: string;
  readonly next: NextDocument;
  /** The effect failed, took too long, or gave what the slot does not take. */
  readonly failed: NextDocument;
  readonly hungUp?: string;
}

/** Whom a call is handed to; words with variables, e.g. `{ number: "{phone}" }`. */
export type TransferTarget =
  | { readonly queue: string }
  | { readonly operator: string }
  | { readonly number: string }
  | { readonly script: string };

/** Why a transfer did not come about. */
export type TransferFailure = "busy" | "noAnswer" | "declined" | "closed" | "failed";

/** Hands the call over to a person. */
export interface TransferDocument {
  readonly transfer: TransferTarget;
  /** Text that the person hears before the client is put through. */
  readonly whisper?: string;
  readonly busy: NextDocument;
  readonly noAnswer: NextDocument;
  /** Default: as `failed`. */
  readonly declined?: NextDocument;
  /** The queue does not work now. Default: as `failed`. */
  readonly closed?: NextDocument;
  readonly failed: NextDocument;
  /** Outcome when the client is put through. Default: the robot's `transferred`. */
  readonly transferred?: string;
  readonly hungUp?: string;
}

/** Runs a sub-dialog, then goes on by its exit. */
export interface UseDocument {
  /** Id of a dialog in the document's `dialogs`. */
  readonly use: string;
  readonly with: Readonly<Record<string, ValueDocument>>;
  /** Slot of the robot → slot of the dialog; copied at every exit, where the dialog's slot is filled. */
  readonly into: Readonly<Record<string, string>>;
  readonly exits: Readonly<Record<string, NextDocument>>;
}

/** A passage led by a language model, inside fixed limits. */
export interface ConverseDocument {
  /** What the model is to reach; an instruction with variables, never spoken. */
  readonly converse: string;
  /** First words of the passage. Default: the model begins. */
  readonly opening?: string;
  /** Slots that it may fill; each value needs a quote of the client's words. */
  readonly fill: readonly string[];
  /** Types of effects that it may ask for. */
  readonly effects: readonly string[];
  readonly limits: { readonly turns: number; readonly timeMs: number; readonly cost: number };
  readonly exits: {
    readonly done: NextDocument;
    readonly gaveUp: NextDocument;
    /** Turns, time or cost are used up. */
    readonly limit: NextDocument;
    /** The model cannot be reached, or answers what cannot be read. */
    readonly failed: NextDocument;
  };
  readonly hungUp?: string;
}

/** One step. Kinds are told apart by their first key. */
export type StepDocument =
  | SayDocument
  | AskDocument
  | CollectDocument
  | BranchDocument
  | ActDocument
  | TransferDocument
  | UseDocument
  | ConverseDocument;

/** Words with `{variables}`; with a file, a recording is played where the voice can, and the words are what it says. */
export type TextDocument = string | { readonly say: string; readonly file: string };

/** Text key → locale → words. */
export type TextsDocument = Readonly<Record<string, Readonly<Record<string, TextDocument>>>>;

/** A question that the client may ask at any time: it is answered, and the step's own question is asked again. */
export interface DigressionDocument {
  readonly hear: readonly string[];
  readonly key?: string;
  readonly say: string;
}

/** Global commands that are valid wherever the robot listens. An absent one is not taken. */
export interface CommandsDocument {
  readonly repeat?: true;
  readonly operator?: NextDocument;
  readonly stop?: NextDocument;
}

/** A sub-dialog as data. Its texts and conditions see its own input and slots alone. */
export interface DialogDocument {
  readonly format: 1;
  readonly kind: "dialog";
  readonly id: string;
  readonly locales: readonly [string, ...string[]];
  /** JSON Schema of what it is given. */
  readonly input: Json;
  /** Slot → JSON Schema. */
  readonly slots: Readonly<Record<string, Json>>;
  readonly texts: TextsDocument;
  readonly conditions: readonly string[];
  readonly exits: readonly string[];
  readonly start: string;
  readonly steps: Readonly<Record<string, StepDocument>>;
  /** Sub-dialogs that it uses itself, by id. */
  readonly dialogs?: Readonly<Record<string, DialogDocument>>;
}

/** A robot as data: everything but its functions. Survives JSON. Members that are not used are left out. */
export interface RobotDocument {
  readonly format: 1;
  readonly kind: "robot";
  readonly id: string;
  readonly version: number;
  readonly direction: "outbound" | "inbound";
  readonly locales: readonly [string, ...string[]];
  /** JSON Schema of the input. */
  readonly input: Json;
  /** Slot → JSON Schema. A slot with a default is filled from the start. */
  readonly slots?: Readonly<Record<string, Json>>;
  readonly texts: TextsDocument;
  readonly outcomes: Readonly<Record<string, { readonly title: string; readonly data?: Json }>>;
  /** Effects that steps may ask for, beside the built-in ones: type → JSON Schema of input and result. */
  readonly effects?: Readonly<Record<string, { readonly input: Json; readonly output: Json }>>;
  readonly dialogs?: Readonly<Record<string, DialogDocument>>;
  readonly commands?: CommandsDocument;
  readonly digressions?: Readonly<Record<string, DigressionDocument>>;
  readonly start: string;
  readonly steps: Readonly<Record<string, StepDocument>>;
  /** Outcome by cause when a dialed call did not connect; `default` for the rest. */
  readonly unreached: Readonly<{ readonly default: string } & Partial<Record<NotConnectedCause, string>>>;
  readonly hungUp: string;
  /** Outcome when the client is put through to a person; a step overrides it. */
  readonly transferred?: string;
  /** Names of conditions over input and slots. */
  readonly conditions: readonly string[];
  /** Names of conditions over the input alone. */
  readonly inputConditions: readonly string[];
}
