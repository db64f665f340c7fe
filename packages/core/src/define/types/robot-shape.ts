import type { NotConnectedCause } from "../../calls/causes.ts";
import type { Recogniser } from "../robot-definition.ts";

/** A name that editors complete but that may be any string, so that a wrong one gets a sentence of its own. */
export type Hint<Name extends string> = Name | (string & Record<never, never>);

/** The names that a robot declares, by kind. */
export interface KnownNames {
  readonly text: string;
  readonly step: string;
  readonly outcome: string;
  readonly condition: string;
}

/** {@link KnownNames} from four unions. */
export interface Names<Text extends string, Step extends string, Outcome extends string, Condition extends string> {
  readonly text: Text;
  readonly step: Step;
  readonly outcome: Outcome;
  readonly condition: Condition;
}

/** Where a step leads: to a step by name, or to the end with an outcome. */
type NextShape<Known extends KnownNames> =
  Hint<Known["step"]> | { readonly end: Hint<Known["outcome"]>; readonly [unknownKey: string]: unknown };

/** Keys of a telephone. */
export type DtmfKey = "0" | "1" | "2" | "3" | "4" | "5" | "6" | "7" | "8" | "9" | "*" | "#";

/** One answer of a question: what is heard, or the key that is pressed, and where it leads. */
interface AnswerShape<Known extends KnownNames> {
  readonly hear?: Recogniser | readonly Recogniser[];
  readonly key?: Hint<DtmfKey>;
  readonly next?: NextShape<Known>;
  readonly [unknownKey: string]: unknown;
}

/** One way of a branch. */
interface WayShape<Known extends KnownNames> {
  readonly if?: Hint<Known["condition"]>;
  readonly next?: NextShape<Known>;
  readonly [unknownKey: string]: unknown;
}

/** A step of any kind. Loose on purpose: what a kind needs and forbids is checked with sentences. */
export interface StepShape<Known extends KnownNames> {
  readonly say?: Hint<Known["text"]>;
  readonly ask?: Hint<Known["text"]>;
  readonly branch?: readonly WayShape<Known>[];
  readonly answers?: Readonly<Record<string, AnswerShape<Known>>>;
  readonly noInput?: readonly Hint<Known["text"]>[];
  readonly noMatch?: readonly Hint<Known["text"]>[];
  readonly exhausted?: NextShape<Known>;
  readonly timeoutMs?: number;
  readonly next?: NextShape<Known>;
  readonly hungUp?: Hint<Known["outcome"]>;
  readonly [unknownKey: string]: unknown;
}

/** Outcome by cause, with one for all the other causes. */
export type UnreachedShape<Outcome extends string> =
  | Hint<Outcome>
  | (Readonly<Partial<Record<NotConnectedCause | "default", Hint<Outcome>>>> & Readonly<Record<string, unknown>>);

/** What follows from an outcome, before it is checked. */
export interface OutcomeRuleShape {
  readonly trigger?: boolean;
  readonly moveTo?: string;
  readonly todo?: string;
  readonly retry?: readonly { readonly afterMs: number }[];
  readonly [unknownKey: string]: unknown;
}
