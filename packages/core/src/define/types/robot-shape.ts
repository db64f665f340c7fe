import type { NotConnectedCause } from "../../calls/causes.ts";
import type { CollectKind } from "../document.ts";
import type { Recogniser, SlotRecogniser } from "../robot-definition.ts";
import type { KnownNames } from "./known-names.ts";

/** A name that editors complete but that may be any string, so that a wrong one gets a sentence of its own. */
export type Hint<Name extends string> = Name | (string & Record<never, never>);

/** What editors complete, until a check has found a mistake: then the mistake alone, so that its sentence is shown. */
export type Named<Name extends string, Check> = [Check] extends [never]
  ? Hint<Name>
  : unknown extends Check
    ? Hint<Name>
    : Check;

/** Names that editors complete without inferring them. `NoInfer` of whole shapes would hide the names in unions with objects. */
export type Uninferred<Known extends KnownNames> = { readonly [Kind in keyof Known]: NoInfer<Known[Kind]> };

/** Where a step leads: to a step by name, to the end with an outcome, or in dialogs to an exit. */
export type NextShape<Known extends KnownNames> =
  | Known["step"]
  | {
      readonly end?: Known["outcome"];
      readonly exit?: Known["exit"];
      readonly data?: Readonly<Record<string, unknown>>;
      readonly [unknownKey: string]: unknown;
    };

/** Keys of a telephone. */
export type DtmfKey = "0" | "1" | "2" | "3" | "4" | "5" | "6" | "7" | "8" | "9" | "*" | "#";

/** What is heard, or the key that is pressed. */
interface HearingShape {
  readonly hear?: Recogniser | readonly Recogniser[];
  readonly key?: DtmfKey;
  readonly [unknownKey: string]: unknown;
}

/** One answer of a question, and where it leads. */
interface AnswerShape<Known extends KnownNames> extends HearingShape {
  readonly next?: NextShape<Known>;
  readonly confirm?: Known["text"];
}

/** A question that the client may ask at any time. */
export interface DigressionShape<Known extends KnownNames> extends HearingShape {
  readonly say?: Known["text"];
}

/** The commands that are valid anywhere in a call. */
export interface CommandsShape<Known extends KnownNames> {
  readonly repeat?: unknown;
  readonly operator?: NextShape<Known>;
  readonly stop?: NextShape<Known>;
  readonly [unknownKey: string]: unknown;
}

/** One way of a branch. */
interface WayShape<Known extends KnownNames> {
  readonly if?: Known["condition"];
  readonly next?: NextShape<Known>;
  readonly [unknownKey: string]: unknown;
}

/**
 * A step of any kind, for editors: what may be written while it is being written. What a kind needs and forbids is checked
 * with sentences.
 *
 * Limits: names of steps are not offered inside `steps`: the compiler infers nothing from the object that is being completed.
 */
export interface StepShape<Known extends KnownNames> {
  readonly say?: Known["text"];
  readonly ask?: Known["text"];
  readonly collect?: Known["slot"];
  readonly branch?: readonly WayShape<Known>[];
  readonly act?: Known["effect"];
  readonly transfer?: {
    readonly queue?: string;
    readonly operator?: string;
    readonly number?: string;
    readonly script?: string;
    readonly [unknownKey: string]: unknown;
  };
  readonly converse?: string;
  readonly text?: Known["text"];
  readonly answers?: Readonly<Record<string, AnswerShape<Known>>>;
  readonly as?: CollectKind;
  readonly hear?: SlotRecogniser;
  readonly choices?: Readonly<Record<string, HearingShape>>;
  readonly noInput?: readonly Known["text"][];
  readonly noMatch?: readonly Known["text"][];
  readonly readBack?: true | Known["text"];
  readonly confirmBelow?: number;
  readonly confirm?: Known["text"];
  readonly model?: string;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly into?: Known["slot"] | Readonly<Partial<Record<Known["slot"], unknown>> & Record<string, unknown>>;
  readonly filler?: Known["text"];
  readonly whisper?: Known["text"];
  readonly opening?: Known["text"];
  readonly fill?: readonly Known["slot"][];
  readonly effects?: readonly Known["effect"][];
  readonly limits?: {
    readonly turns?: number;
    readonly timeMs?: number;
    readonly cost?: number;
    readonly [unknownKey: string]: unknown;
  };
  readonly exits?: Readonly<Record<string, NextShape<Known>>>;
  readonly exhausted?: NextShape<Known>;
  readonly failed?: NextShape<Known>;
  readonly busy?: NextShape<Known>;
  readonly noAnswer?: NextShape<Known>;
  readonly declined?: NextShape<Known>;
  readonly closed?: NextShape<Known>;
  readonly next?: NextShape<Known>;
  readonly transferred?: Known["outcome"];
  readonly hungUp?: Known["outcome"];
  readonly timeoutMs?: number;
  readonly bargeIn?: boolean;
  readonly [unknownKey: string]: unknown;
}

/** Outcome by cause, with one for all the other causes. */
export type UnreachedShape<Outcome extends string> =
  Outcome | Readonly<Partial<Record<NotConnectedCause | "default", Outcome>>>;

/** What follows from an outcome, before it is checked. */
export interface OutcomeRuleShape {
  readonly trigger?: boolean;
  readonly moveTo?: string;
  readonly todo?: string;
  readonly retry?: readonly { readonly afterMs: number }[];
  readonly [unknownKey: string]: unknown;
}
