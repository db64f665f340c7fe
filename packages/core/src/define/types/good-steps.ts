import type { Recogniser, SlotRecogniser } from "../robot-definition.ts";
import type { KnownNames } from "./known-names.ts";
import type { DtmfKey } from "./robot-shape.ts";
import type { SlotOfKind, StringKind } from "./slot-kinds.ts";
import type { TargetKey, Without } from "./step-keys.ts";

/**
 * A step whose structure is right: its keys belong together and hold what they should. Its names are compared elsewhere.
 *
 * Steps that carry values are not in it: see {@link ValueStep}.
 */
export type PlainStep<Known extends KnownNames> =
  | Say<PlainNext<Known["bare"]>>
  | PlainAsk<PlainNext<Known["bare"]>>
  | ConfirmedAsk<PlainNext<Known["bare"]>>
  | EachConfirmedAsk<PlainNext<Known["bare"]>>
  | Branch<PlainNext<Known["bare"]>>
  | PlainCollect<SlotOfKind<Known["slots"], "number">, "number" | "money", PlainNext<Known["bare"]>>
  | PlainCollect<SlotOfKind<Known["slots"], "text">, StringKind, PlainNext<Known["bare"]>>
  | PlainCollect<SlotOfKind<Known["slots"], "date">, "date", PlainNext<Known["bare"]>>
  | PlainCollect<SlotOfKind<Known["slots"], "time">, "time", PlainNext<Known["bare"]>>
  | PlainCollect<SlotOfKind<Known["slots"], "phone">, "phone", PlainNext<Known["bare"]>>
  | GoodTransfer<Known, PlainNext<Known["bare"]>>;

/** A step with the right structure whose values are still to be checked; its ends have no data and need none. */
export type ValueStep<Known extends KnownNames> =
  | Collect<PlainNext<Known["bare"]>>
  | Act<PlainNext<Known["bare"]>>
  | Use<PlainNext<Known["bare"]>>
  | Converse<PlainNext<Known["bare"]>>;

/** A step with the right structure whose values and ends are still to be checked. */
export type EndStep<Known extends KnownNames> =
  | Say<DataNext>
  | PlainAsk<DataNext>
  | ConfirmedAsk<DataNext>
  | EachConfirmedAsk<DataNext>
  | Branch<DataNext>
  | Collect<DataNext>
  | Act<DataNext>
  | GoodTransfer<Known, DataNext>
  | Use<DataNext>
  | Converse<DataNext>;

type PlainNext<Bare> = string | { readonly end: Bare; readonly data?: never } | { readonly exit: string };

type DataNext = string | { readonly end: string; readonly data?: object } | { readonly exit: string };

type Hearing = Recogniser | readonly Recogniser[];

interface Say<Next> extends Without<"say"> {
  readonly say: string;
  readonly next: Next;
  readonly hungUp?: string;
  readonly bargeIn?: boolean;
}

interface Ask<Next> extends Without<"ask"> {
  readonly ask: string;
  readonly noInput?: readonly string[];
  readonly noMatch?: readonly string[];
  readonly exhausted: Next;
  readonly timeoutMs?: number;
  readonly bargeIn?: boolean;
  readonly model?: string;
  readonly hungUp?: string;
}

interface PlainAsk<Next> extends Ask<Next> {
  readonly answers: Readonly<Record<string, Answer<Next>>>;
  readonly confirmBelow?: never;
  readonly confirm?: string;
}

interface ConfirmedAsk<Next> extends Ask<Next> {
  readonly answers: Readonly<Record<string, Answer<Next>>>;
  readonly confirmBelow: number;
  readonly confirm: string;
}

interface EachConfirmedAsk<Next> extends Ask<Next> {
  readonly answers: Readonly<Record<string, ConfirmedAnswer<Next>>>;
  readonly confirmBelow: number;
  readonly confirm?: never;
}

type Answer<Next> =
  | { readonly hear: Hearing; readonly key?: DtmfKey; readonly next: Next; readonly confirm?: string }
  | { readonly hear?: never; readonly key: DtmfKey; readonly next: Next; readonly confirm?: string };

type ConfirmedAnswer<Next> =
  | { readonly hear: Hearing; readonly key?: DtmfKey; readonly next: Next; readonly confirm: string }
  | { readonly hear?: never; readonly key: DtmfKey; readonly next: Next };

interface Branch<Next> extends Without<"branch"> {
  readonly branch: readonly [
    ...{ readonly if: string; readonly next: Next }[],
    { readonly if?: never; readonly next: Next },
  ];
}

interface CollectBase<Next> extends Without<"collect"> {
  readonly text: string;
  readonly noInput?: readonly string[];
  readonly noMatch?: readonly string[];
  readonly exhausted: Next;
  readonly next: Next;
  readonly timeoutMs?: number;
  readonly bargeIn?: boolean;
  readonly hungUp?: string;
}

interface PlainCollect<Slot, Kind, Next> extends CollectBase<Next> {
  readonly collect: Slot;
  readonly as?: Kind;
  readonly hear?: never;
  readonly choices?: never;
  readonly readBack?: true;
  readonly confirmBelow?: never;
}

interface Collect<Next> extends CollectBase<Next> {
  readonly collect: string;
  readonly as?: string;
  readonly hear?: SlotRecogniser;
  readonly choices?: Readonly<
    Record<
      string,
      { readonly hear: Hearing; readonly key?: DtmfKey } | { readonly hear?: never; readonly key: DtmfKey }
    >
  >;
  readonly readBack?: string | true;
  readonly confirmBelow?: number;
}

interface Act<Next> extends Without<"act"> {
  readonly act: string;
  readonly with?: object;
  readonly into?: string | object;
  readonly timeoutMs?: number;
  readonly filler?: string;
  readonly next: Next;
  readonly failed: Next;
  readonly hungUp?: string;
}

type GoodTransfer<Known extends KnownNames, Next> = Known["ending"] extends "{ exit: 'name' }"
  ? never
  : [Known["transferred"]] extends [never]
    ? TransferWithOutcome<Next>
    : Transfer<Next>;

interface Transfer<Next> extends Without<"transfer"> {
  readonly transfer: { readonly [Key in TargetKey]: OneTarget<Key> }[TargetKey];
  readonly whisper?: string;
  readonly busy: Next;
  readonly noAnswer: Next;
  readonly declined?: Next;
  readonly closed?: Next;
  readonly failed: Next;
  readonly transferred?: string;
  readonly hungUp?: string;
}

interface TransferWithOutcome<Next> extends Transfer<Next> {
  readonly transferred: string;
}

type OneTarget<Key extends TargetKey> = Readonly<Record<Key, string>> & Partial<Record<Exclude<TargetKey, Key>, never>>;

interface Use<Next> extends Without<"use"> {
  readonly use: { readonly kind: "dialog" };
  readonly with?: object;
  readonly into?: object;
  readonly exits: Readonly<Record<string, Next>>;
}

interface Converse<Next> extends Without<"converse"> {
  readonly converse: string;
  readonly opening?: string;
  readonly fill?: readonly string[];
  readonly effects?: readonly string[];
  readonly limits: { readonly turns: number; readonly timeMs: number; readonly cost: number };
  readonly exits: Readonly<Record<"done" | "gaveUp" | "limit" | "failed", Next>>;
  readonly hungUp?: string;
}
