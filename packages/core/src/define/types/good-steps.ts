import type { Recogniser } from "../robot-definition.ts";
import type { DtmfKey, KnownNames } from "./robot-shape.ts";

/** A step that uses declared names only. Says nothing about keys that are too many. */
export type GoodStep<Known extends KnownNames> = GoodSay<Known> | GoodAsk<Known> | GoodBranch<Known>;

/** Keys of a step that its kind does not have, at any depth; `never` when there are none. */
export type UnknownKeyOf<Step> = Step extends { readonly say: unknown; readonly next: infer Next }
  ? Exclude<keyof Step, SayKey> | UnknownKeyOfNext<Next>
  : Step extends { readonly ask: unknown; readonly answers: infer Answers; readonly exhausted: infer Next }
    ? Exclude<keyof Step, AskKey> | UnknownKeyOfAnswer<Answers[keyof Answers]> | UnknownKeyOfNext<Next>
    : Step extends { readonly branch: readonly (infer Way)[] }
      ? Exclude<keyof Step, "branch"> | UnknownKeyOfWay<Way>
      : never;

type SayKey = "say" | "next" | "hungUp";
type AskKey = "ask" | "answers" | "noInput" | "noMatch" | "exhausted" | "timeoutMs" | "hungUp";

type UnknownKeyOfNext<Next> = Next extends string ? never : Exclude<keyof Next, "end">;

type UnknownKeyOfAnswer<Answer> = Answer extends { readonly next: infer Next }
  ? Exclude<keyof Answer, "hear" | "key" | "next"> | UnknownKeyOfNext<Next>
  : never;

type UnknownKeyOfWay<Way> = Way extends { readonly next: infer Next }
  ? Exclude<keyof Way, "if" | "next"> | UnknownKeyOfNext<Next>
  : never;

type GoodNext<Known extends KnownNames> = Known["step"] | { readonly end: Known["outcome"] };

interface GoodSay<Known extends KnownNames> {
  readonly say: Known["text"];
  readonly next: GoodNext<Known>;
  readonly hungUp?: Known["outcome"];
}

interface GoodAsk<Known extends KnownNames> {
  readonly ask: Known["text"];
  readonly answers: Readonly<Record<string, GoodAnswer<Known>>>;
  readonly noInput?: readonly Known["text"][];
  readonly noMatch?: readonly Known["text"][];
  readonly exhausted: GoodNext<Known>;
  readonly timeoutMs?: number;
  readonly hungUp?: Known["outcome"];
}

type Hearing = Recogniser | readonly Recogniser[];

type GoodAnswer<Known extends KnownNames> =
  | { readonly hear: Hearing; readonly key?: DtmfKey; readonly next: GoodNext<Known> }
  | { readonly hear?: Hearing; readonly key: DtmfKey; readonly next: GoodNext<Known> };

interface GoodBranch<Known extends KnownNames> {
  readonly branch: readonly [
    ...{ readonly if: Known["condition"]; readonly next: GoodNext<Known> }[],
    { readonly if?: never; readonly next: GoodNext<Known> },
  ];
}
