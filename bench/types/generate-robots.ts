/** Whether robots are given to `defineRobot`, or annotated by hand. */
export type Manner = "defined" | "annotated";

/** Which steps robots have: `first` as in the first version of the library, `all` every kind in turn. */
export type StepKinds = "first" | "all";

/** Source text of robots with `steps` steps each. */
export function generateRobots(robots: number, steps: number, manner: Manner, kinds: StepKinds): string {
  const header =
    manner === "defined"
      ? 'import { defineRobot } from "../../packages/core/src/define/index.ts";'
      : 'import type { HandWritten } from "./hand-written.ts";';
  const imports = [
    'import { yesNo } from "../../packages/core/src/phrases/index.ts";',
    'import { askAddress, bookVisit, plate } from "./sample-parts.ts";',
    'import { z } from "zod";',
    "export const parts = [askAddress, bookVisit, plate];",
  ];
  const bodies = Array.from({ length: robots }, (_, index) => generateRobot(index, steps, manner, kinds));
  return [header, ...imports, ...bodies].join("\n");
}

function generateRobot(index: number, steps: number, manner: Manner, kinds: StepKinds): string {
  const list = (count: number, item: (number: number) => string) => Array.from({ length: count }, (_, i) => item(i));
  const texts = list(steps, (step) => `t${step}: "Text ${step} of ${index} for {name} at {time}."`);
  const outcomes = list(10, (outcome) => `o${outcome}: { title: "Outcome ${outcome}" }`);
  const all = kinds === "all";
  const step = all ? anyStep : firstStep;
  const body = `{
    id: "robot-${index}", version: 1, direction: "outbound", locale: "en",
    input: z.object({ name: z.string(), time: z.string(), vip: z.boolean()${all ? ", city: z.string()" : ""} }),
    ${all ? slots : ""}
    texts: { ${texts.join(", ")}${all ? ', back: "It is {amount:money}, is it?"' : ""} },
    outcomes: { ${outcomes.join(", ")}${all ? ', later: { title: "Later", data: z.object({ at: z.string() }) }' : ""} },
    ${all ? 'effects: [bookVisit], commands: { repeat: true, operator: "s0", stop: { end: "o0" } }, transferred: "o4",' : ""}
    conditions: { early: ({ input }) => input.time < "12:00" },
    inputConditions: { vip: ({ input }) => input.vip },
    start: "s0",
    steps: {
      ${list(steps, (number) => `s${number}: ${step(number, steps)}`).join(",\n      ")},
    },
    unreached: { default: "o0", busy: "o1" },
    hungUp: "o2",
  }`;
  return manner === "defined"
    ? `export const robot${index} = defineRobot(${body});`
    : `export const robot${index}: HandWritten = ${body};`;
}

const slots = `slots: { amount: z.number(), stage: z.string(), when: z.iso.date(), street: z.string(),
      kind: z.enum(["new", "old"]), plate: z.string(), tries: z.number().default(0) },`;

function firstStep(step: number, steps: number): string {
  return step % 4 === 1 ? askStep(step, steps) : step % 4 === 3 ? branchStep(step, steps) : sayStep(step, steps);
}

/** Twelve steps in turn, so that every kind comes once at least. */
function anyStep(step: number, steps: number): string {
  const next = nextOf(step, steps);
  const exhausted = `noInput: ["t${step}"], exhausted: { end: "o${step % 10}" }`;
  const ways = [
    () => sayStep(step, steps),
    () => askStep(step, steps),
    () => `{ collect: "amount", text: "t${step}", as: "money", readBack: "back", ${exhausted}, next: ${next} }`,
    () => branchStep(step, steps),
    () =>
      `{ act: "crm.readField", with: { field: "STAGE_ID" }, into: "stage", filler: "t${step}", next: ${next}, failed: ${next} }`,
    () => `{ transfer: { queue: "sales" }, whisper: "t${step}", busy: ${next}, noAnswer: ${next}, failed: ${next} }`,
    () =>
      `{ use: askAddress, with: { city: "{city}" }, into: { street: "street" }, exits: { done: ${next}, gaveUp: { end: "o3" } } }`,
    () =>
      `{ converse: "Find out what {name} wants.", fill: ["amount", "kind"], limits: { turns: 8, timeMs: 60000, cost: 0.2 }, exits: { done: ${next}, gaveUp: ${next}, limit: ${next}, failed: ${next} } }`,
    () =>
      `{ collect: "kind", text: "t${step}", choices: { new: { hear: yesNo.yes, key: "1" }, old: { hear: yesNo.no } }, ${exhausted}, next: ${next} }`,
    () => `{ act: "visits.book", with: { at: "{when}" }, into: { tries: "free" }, next: ${next}, failed: ${next} }`,
    () => `{ collect: "plate", text: "t${step}", hear: plate, ${exhausted}, next: ${next} }`,
    () => `{ say: "t${step}", next: { end: "later", data: { at: "{when}" } } }`,
  ];
  return ways[step % ways.length]?.() ?? sayStep(step, steps);
}

function sayStep(step: number, steps: number): string {
  return `{ say: "t${step}", hungUp: "o${step % 10}", next: ${nextOf(step, steps)} }`;
}

function askStep(step: number, steps: number): string {
  const end = `{ end: "o${step % 10}" }`;
  return `{ ask: "t${step}", answers: { yes: { hear: yesNo.yes, key: "1", next: ${nextOf(step, steps)} }, no: { hear: yesNo.no, key: "2", next: ${end} } }, noInput: ["t${step}"], noMatch: ["t${step}"], exhausted: ${end} }`;
}

function branchStep(step: number, steps: number): string {
  const next = nextOf(step, steps);
  return `{ branch: [{ if: "vip", next: { end: "o${step % 10}" } }, { if: "early", next: ${next} }, { next: ${next} }] }`;
}

function nextOf(step: number, steps: number): string {
  return step + 1 < steps ? `"s${step + 1}"` : '{ end: "o3" }';
}
