/** Source text of robots with `steps` steps each: two says and a branch around every question. */
export function generateRobots(robots: number, steps: number, manner: "defined" | "annotated"): string {
  const header =
    manner === "defined"
      ? 'import { defineRobot } from "../../packages/core/src/define/index.ts";'
      : 'import type { HandWritten } from "./hand-written.ts";';
  const bodies = Array.from({ length: robots }, (_, index) => generateRobot(index, steps, manner));
  const imports = ['import { yesNo } from "../../packages/core/src/phrases/index.ts";', 'import { z } from "zod";'];
  return [header, ...imports, ...bodies].join("\n");
}

function generateRobot(index: number, steps: number, manner: "defined" | "annotated"): string {
  const texts = Array.from({ length: steps }, (_, step) => `t${step}: "Text ${step} for {name} at {time}."`);
  const outcomes = Array.from({ length: 10 }, (_, outcome) => `o${outcome}: { title: "Outcome ${outcome}" }`);
  const body = `{
    id: "robot-${index}", version: 1, direction: "outbound", locale: "en",
    input: z.object({ name: z.string(), time: z.string(), vip: z.boolean() }),
    texts: { ${texts.join(", ")} },
    outcomes: { ${outcomes.join(", ")} },
    conditions: { early: ({ input }) => input.time < "12:00" },
    inputConditions: { vip: ({ input }) => input.vip },
    start: "s0",
    steps: {
      ${Array.from({ length: steps }, (_, step) => generateStep(step, steps)).join(",\n      ")},
    },
    unreached: { default: "o0", busy: "o1" },
    hungUp: "o2",
  }`;
  return manner === "defined"
    ? `export const robot${index} = defineRobot(${body});`
    : `export const robot${index}: HandWritten = ${body};`;
}

function generateStep(step: number, steps: number): string {
  const next = step + 1 < steps ? `"s${step + 1}"` : '{ end: "o3" }';
  const end = `{ end: "o${step % 10}" }`;
  if (step % 4 === 1) {
    return `s${step}: { ask: "t${step}", answers: { yes: { hear: yesNo.yes, key: "1", next: ${next} }, no: { hear: yesNo.no, key: "2", next: ${end} } }, noInput: ["t${step}"], noMatch: ["t${step}"], exhausted: ${end} }`;
  }
  if (step % 4 === 3)
    return `s${step}: { branch: [{ if: "vip", next: ${end} }, { if: "early", next: ${next} }, { next: ${next} }] }`;
  return `s${step}: { say: "t${step}", hungUp: "o${step % 10}", next: ${next} }`;
}
