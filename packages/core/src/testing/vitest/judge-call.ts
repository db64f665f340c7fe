import type { SimulatedCall } from "../simulate-call.ts";
import type { Equals, Verdict } from "./verdict.ts";

/** Words as a test expects them: a part of a sentence, or a pattern. */
type Words = string | RegExp;

/** Whether the client heard words, or exactly these sentences. */
export function judgeHeard(call: SimulatedCall, expected: Words | readonly Words[], equals: Equals): Verdict {
  if (typeof expected === "string" || expected instanceof RegExp) {
    const pass = call.heard.some((sentence) => holds(sentence, expected));
    return verdict(call, pass, `the client to ${negated(pass)}have heard ${shown(expected)}`);
  }
  const pass =
    call.heard.length === expected.length &&
    call.heard.every((sentence, index) => {
      const wanted = expected[index];
      return wanted instanceof RegExp ? wanted.test(sentence) : equals(sentence, wanted);
    });
  return verdict(
    call,
    pass,
    `the client to ${negated(pass)}have heard exactly ${expected.map(shown).join(", ") || "nothing"}`,
  );
}

/** Whether the client said words. */
export function judgeSaid(call: SimulatedCall, expected: Words): Verdict {
  const pass = call.transcript.some(({ speaker, text }) => speaker === "client" && holds(text, expected));
  return verdict(call, pass, `the client to ${negated(pass)}have said ${shown(expected)}`);
}

/** Whether a call ended with an outcome, and with data where they are given. */
export function judgeOutcome(
  call: SimulatedCall,
  [outcome, data]: readonly [outcome: string, data?: unknown],
  equals: Equals,
): Verdict {
  const isIt = call.outcome === outcome;
  const pass = isIt && (data === undefined || equals(call.data, data));
  const withData = data === undefined ? "" : ` and the data ${shown(data)}`;
  const was = call.outcome === null ? "it is not over" : `it ended with "${call.outcome}"`;
  const had = isIt && data !== undefined ? ` and the data ${shown(call.data)}` : "";
  return verdict(call, pass, `the call to ${negated(pass)}end with "${outcome}"${withData}, but ${was}${had}`);
}

/** Whether a call waits in a step, or in one node of it. */
export function judgeWaitsIn(call: SimulatedCall, step: string): Verdict {
  const node = call.waitsIn;
  const pass = node !== null && (node === step || stepOf(node) === step);
  const was = node === null ? "it waits nowhere" : `it waits in "${node}"`;
  return verdict(call, pass, `the call to ${negated(pass)}wait in "${step}", but ${was}`);
}

/** Whether a call waits for an effect. */
export function judgeWaitsFor(call: SimulatedCall, effect: string): Verdict {
  const pass = call.waitsFor === effect;
  const was = call.waitsFor === null ? "it waits for none" : `it waits for "${call.waitsFor}"`;
  return verdict(call, pass, `the call to ${negated(pass)}wait for "${effect}", but ${was}`);
}

/** Whether a robot asked for an effect, and with an input where one is given. */
export function judgeAskedFor(
  call: SimulatedCall,
  [effect, input]: readonly [effect: string, input?: unknown],
  equals: Equals,
): Verdict {
  const asked = call.effects.filter(({ type }) => type === effect);
  const pass = asked.some((one) => input === undefined || equals(one.input, input));
  const withInput = input === undefined ? "" : ` with ${shown(input)}`;
  const inputs = asked.map((one) => shown(one.input)).join(", ");
  const others = call.effects.map(({ type }) => `"${type}"`).join(", ");
  const was =
    asked.length > 0 ? `it asked with ${inputs}` : others === "" ? "it asked for nothing" : `it asked for ${others}`;
  return verdict(call, pass, `the robot to ${negated(pass)}ask for "${effect}"${withInput}, but ${was}`);
}

function verdict(call: SimulatedCall, pass: boolean, sentence: string): Verdict {
  return { pass, message: () => `Expected ${sentence}.\n\nThe call:\n${transcriptOf(call)}` };
}

function transcriptOf({ transcript }: SimulatedCall): string {
  if (transcript.length === 0) return "  (nothing was said)";
  return transcript.map(({ speaker, text }) => `  ${speaker}: ${text}`).join("\n");
}

function holds(sentence: string, expected: Words): boolean {
  return typeof expected === "string" ? sentence.includes(expected) : expected.test(sentence);
}

/** The step of a node: repetitions, confirmations and digressions stand behind its name. */
function stepOf(node: string): string {
  return node.replace(/[~?+].*$/, "");
}

function negated(pass: boolean): string {
  return pass ? "not " : "";
}

function shown(value: unknown): string {
  return value instanceof RegExp ? String(value) : JSON.stringify(value);
}
