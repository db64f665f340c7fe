import type { Recogniser, RobotDocument, SlotRecogniser } from "../../../../src/define/index.ts";
import type { HearingDefinition, HearingOptions } from "../../../../src/engine/index.ts";
import type { AskNode, ConverseNode, DialogAnswer, DialogCollect } from "../../../../src/ports/dialog-graph.ts";
import type { Json } from "../../../../src/ports/identity.ts";

const end = { end: "over" };

/** A recogniser that hears a word wherever it stands; the confidence is lower in longer utterances. */
export function word(name: string, heard: string, kind = "phrases"): Recogniser {
  return {
    kind,
    name,
    locales: ["ru"],
    match: (utterance) => (utterance.split(/[ ,]+/).includes(heard) ? 1 / utterance.split(" ").length : undefined),
  };
}

/** Hears the last number. */
export const numbers: SlotRecogniser = {
  kind: "grammar",
  name: "grammar.number",
  locales: ["ru"],
  read: (utterance) => {
    const said = /(\d+)\D*$/.exec(utterance)?.[1];
    return said === undefined ? undefined : { value: Number(said), confidence: 0.9 };
  },
  readKeys: (keys) => (/^\d+$/.test(keys) ? Number(keys) : undefined),
};

/** Takes any words as they are. */
const anything: SlotRecogniser = {
  kind: "own",
  name: "anything",
  locales: ["ru"],
  read: (utterance, _, { now, country }) => ({ value: `${utterance} (${now}, ${country})`, confidence: 0.5 }),
};

const document: RobotDocument = {
  format: 1,
  kind: "robot",
  id: "toy",
  version: 1,
  direction: "outbound",
  locales: ["ru"],
  input: { type: "object", properties: {} },
  slots: { n: { type: "integer", maximum: 100 }, kind: { enum: ["new", "old"] }, words: { type: "string" } },
  texts: {},
  outcomes: { over: { title: "Over" } },
  start: "ask",
  steps: {},
  unreached: { default: "over" },
  hungUp: "over",
  conditions: [],
  inputConditions: [],
};

/** A definition whose recognisers hear the word that they are called after. */
export const toy: HearingDefinition = {
  document,
  functions: {
    recognisers: Object.fromEntries(
      ["yes", "no", "new", "old", "stop", "operator", "repeat", "price", "address"].map((name) => [
        name,
        word(name, name),
      ]),
    ),
    slotRecognisers: { number: numbers, anything },
    conditions: {},
    inputConditions: {},
    effects: {},
  },
};

export const options: HearingOptions = { locale: "ru", facts: { now: "2026-11-27T14:05", country: "RU" } };

/** An answer that is heard by the recogniser of its last name. */
export function answer(name: string, more: Partial<DialogAnswer> = {}): DialogAnswer {
  const group = /^(command|digression)\./.exec(name)?.[1] as DialogAnswer["group"];
  return { name, recognisers: [name.replace(/^.*\./, "")], key: null, next: end, ...(group && { group }), ...more };
}

export const commands = ["command.stop", "command.operator", "command.repeat"].map((name) => answer(name));
export const digressions = [answer("digression.price", { key: "9" }), answer("digression.address")];

export function collect(slot: string, recogniser: string | null, more: Partial<DialogCollect> = {}): DialogCollect {
  return { slot, as: "number", recogniser, choices: {}, next: end, ...more };
}

export function question(answers: readonly DialogAnswer[], more: Partial<AskNode> = {}): AskNode {
  const places = { noInput: end, noMatch: end, hungUp: "over", timeoutMs: 5_000 };
  return { kind: "ask", step: "ask", text: "question", answers, ...places, ...more };
}

export function passage(answers: readonly DialogAnswer[]): ConverseNode {
  return {
    kind: "converse",
    step: "talk",
    goal: "",
    opening: null,
    fill: [],
    effects: [],
    answers,
    limits: { turns: 3, timeMs: 60_000, cost: 1 },
    exits: { done: end, gaveUp: end, limit: end, failed: end },
    hungUp: "over",
    timeoutMs: 5_000,
  };
}

/** What was heard, in one word or value. */
export function brief(hearing: {
  readonly kind: string;
  readonly answer?: string;
  readonly value?: Json;
  readonly why?: string;
}): Json {
  return hearing.answer ?? hearing.value ?? hearing.why ?? hearing.kind;
}
