/**
 * What each kind of step has: its name and keys in sentences, the check of each key, and what follows when one is missing.
 *
 * Checks are named as in `Checks`; a missing key completes the sentence that begins with the name of the step.
 */
export interface Kinds {
  readonly say: {
    readonly owner: "A say step";
    readonly list: "say, next, bargeIn, hungUp";
    readonly keys: { readonly say: "text"; readonly next: "next"; readonly bargeIn: "flag"; readonly hungUp: "hungUp" };
    readonly needs: { readonly next: "says a text but has no 'next'. Say where it leads." };
  };
  readonly ask: {
    readonly owner: "An ask step";
    readonly list: "ask, answers, noInput, noMatch, exhausted, timeoutMs, bargeIn, confirmBelow, confirm, model, hungUp";
    readonly keys: {
      readonly ask: "text";
      readonly answers: "answers";
      readonly noInput: "texts";
      readonly noMatch: "texts";
      readonly exhausted: "next";
      readonly timeoutMs: "milliseconds";
      readonly bargeIn: "flag";
      readonly confirmBelow: "askConfidence";
      readonly confirm: "text";
      readonly model: "words";
      readonly hungUp: "hungUp";
    };
    readonly needs: {
      readonly answers: "asks but has no 'answers'.";
      readonly exhausted: "asks but has no 'exhausted'. Say where it leads when no answer came.";
    };
  };
  readonly collect: {
    readonly owner: "A collect step";
    readonly list: "collect, text, as, hear, choices, noInput, noMatch, readBack, confirmBelow, exhausted, next, timeoutMs, bargeIn, hungUp";
    readonly keys: {
      readonly collect: "collect";
      readonly text: "text";
      readonly as: "collectKind";
      readonly hear: "collectHear";
      readonly choices: "choices";
      readonly noInput: "texts";
      readonly noMatch: "texts";
      readonly readBack: "readBack";
      readonly confirmBelow: "collectConfidence";
      readonly exhausted: "next";
      readonly next: "next";
      readonly timeoutMs: "milliseconds";
      readonly bargeIn: "flag";
      readonly hungUp: "hungUp";
    };
    readonly needs: {
      readonly text: "asks for a value but has no 'text', the question that it speaks.";
      readonly exhausted: "asks for a value but has no 'exhausted'. Say where it leads when none came.";
      readonly next: "asks for a value but has no 'next'. Say where it leads.";
    };
  };
  readonly branch: {
    readonly owner: "A branch step";
    readonly list: "branch";
    readonly keys: { readonly branch: "branch" };
    readonly needs: unknown;
  };
  readonly act: {
    readonly owner: "An act step";
    readonly list: "act, with, into, timeoutMs, filler, next, failed, hungUp";
    readonly keys: {
      readonly act: "act";
      readonly with: "actWith";
      readonly into: "actInto";
      readonly timeoutMs: "milliseconds";
      readonly filler: "text";
      readonly next: "next";
      readonly failed: "next";
      readonly hungUp: "hungUp";
    };
    readonly needs: {
      readonly next: "performs an effect but has no 'next'. Say where it leads.";
      readonly failed: "performs an effect but has no 'failed'. Say where it leads when the effect fails or takes too long.";
    };
  };
  readonly transfer: {
    readonly owner: "A transfer step";
    readonly list: "transfer, whisper, busy, noAnswer, declined, closed, failed, transferred, hungUp";
    readonly keys: {
      readonly transfer: "target";
      readonly whisper: "text";
      readonly busy: "next";
      readonly noAnswer: "next";
      readonly declined: "next";
      readonly closed: "next";
      readonly failed: "next";
      readonly transferred: "outcome";
      readonly hungUp: "hungUp";
    };
    readonly needs: {
      readonly busy: "transfers the call but has no 'busy'. Say where it leads when the line is busy.";
      readonly noAnswer: "transfers the call but has no 'noAnswer'. Say where it leads when nobody answers.";
      readonly failed: "transfers the call but has no 'failed'. Say where it leads when the transfer fails.";
      readonly transferred: "transfers the call but has no 'transferred'. Say which outcome that is, here or for the whole robot.";
    };
  };
  readonly use: {
    readonly owner: "A use step";
    readonly list: "use, with, into, exits";
    readonly keys: {
      readonly use: "use";
      readonly with: "useWith";
      readonly into: "useInto";
      readonly exits: "useExits";
    };
    readonly needs: { readonly exits: "uses a dialog but has no 'exits'. Say where each exit of the dialog leads." };
  };
  readonly converse: {
    readonly owner: "A converse step";
    readonly list: "converse, opening, fill, effects, limits, exits, hungUp";
    readonly keys: {
      readonly converse: "goal";
      readonly opening: "text";
      readonly fill: "slots";
      readonly effects: "effects";
      readonly limits: "limits";
      readonly exits: "converseExits";
      readonly hungUp: "hungUp";
    };
    readonly needs: {
      readonly limits: "is led by a model but has no 'limits': { turns, timeMs, cost }.";
      readonly exits: "is led by a model but has no 'exits': { done, gaveUp, limit, failed }.";
    };
  };
}
