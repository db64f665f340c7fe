import type { AskNode, DialogAnswer, DialogGraph, DialogTarget } from "@callwright/core/ports";
import type { VoiceBoxSettings } from "@callwright/adapter-voicebox";

/** Settings that fit; nothing of them is real. */
export const sampleSettings: VoiceBoxSettings = {
  user: "shop",
  password: "a-password",
  token: "a-token",
  customerId: "1001",
  secret: "sixteen characters at least",
  scenarios: { "visit-reminder": { scenarioId: "17", entryPoint: "entry-17" } },
};

const answers: readonly DialogAnswer[] = [
  { name: "yes", recognisers: ["yesNo.yes"], key: "1", next: { node: "thank" } },
  { name: "no", recognisers: ["yesNo.no"], key: "2", next: { node: "promise" } },
];

const ask = (text: string, noInput: DialogTarget, noMatch: DialogTarget): AskNode => ({
  kind: "ask",
  step: "ask",
  text,
  answers,
  noInput,
  noMatch,
  hungUp: "unclear",
  timeoutMs: 5000,
});

/** A question that is repeated once for silence and once for gibberish, and two ways on. */
export const sampleGraph: DialogGraph = {
  robot: "visit-reminder",
  version: 1,
  shape: "",
  locale: "ru",
  start: { node: "ask" },
  nodes: {
    ask: ask("question", { node: "ask~i" }, { node: "ask~m" }),
    "ask~i": ask("again", { end: "unclear" }, { node: "ask~im" }),
    "ask~m": ask("again", { node: "ask~im" }, { end: "unclear" }),
    "ask~im": ask("again", { end: "unclear" }, { end: "unclear" }),
    thank: { kind: "say", step: "thank", text: "seeYou", next: { end: "yes" }, hungUp: "yes" },
    promise: { kind: "say", step: "promise", text: "manager", next: { end: "no" }, hungUp: "no" },
  },
};
