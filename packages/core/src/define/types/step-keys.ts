/** Keys of each kind of step. */
export interface KeysByKind {
  readonly say: "say" | "next" | "hungUp" | "bargeIn";
  readonly ask:
    | "ask"
    | "answers"
    | "noInput"
    | "noMatch"
    | "exhausted"
    | "timeoutMs"
    | "bargeIn"
    | "confirmBelow"
    | "confirm"
    | "model"
    | "hungUp";
  readonly collect:
    | "collect"
    | "text"
    | "as"
    | "hear"
    | "choices"
    | "noInput"
    | "noMatch"
    | "readBack"
    | "confirmBelow"
    | "exhausted"
    | "next"
    | "timeoutMs"
    | "bargeIn"
    | "hungUp";
  readonly branch: "branch";
  readonly act: "act" | "with" | "into" | "timeoutMs" | "filler" | "next" | "failed" | "hungUp";
  readonly transfer:
    "transfer" | "whisper" | "busy" | "noAnswer" | "declined" | "closed" | "failed" | "transferred" | "hungUp";
  readonly use: "use" | "with" | "into" | "exits";
  readonly converse: "converse" | "opening" | "fill" | "effects" | "limits" | "exits" | "hungUp";
}

/** Keys of any kind of step. */
export type StepKey = KeysByKind[keyof KeysByKind];

/** Keys of an answer of a question. */
export type AnswerKey = "hear" | "key" | "next" | "confirm";

/** Keys of a way of a branch. */
export type WayKey = "if" | "next";

/** Keys of an end of a robot. */
export type EndKey = "end" | "data";

/** Keys of which a transfer has one. */
export type TargetKey = "queue" | "operator" | "number" | "script";

/** Keys that a step of a kind must not have, for structures that are compared with whole steps. */
export type Without<Kind extends keyof KeysByKind> = Partial<Record<Exclude<StepKey, KeysByKind[Kind]>, never>>;
