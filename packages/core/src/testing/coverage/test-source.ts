import type { CoverageReport, CoveredArc } from "./coverage-report.ts";
import { toValueSource } from "./value-source.ts";

/** What the source of generated tests refers to. */
export interface TestSourceOptions {
  /** Name under which the robot is exported, e.g. `visitReminder`. */
  readonly robot: string;
  /** Where from, e.g. `./visit-reminder.ts`. */
  readonly from: string;
  /** Where the test kit comes from. Default: `@callwright/core/testing`. */
  readonly testing?: string;
}

/** Source of a vitest file with one test per covered arc: the same calls, with the outcome that each ends with. */
export function toTestSource(
  { robot: id, arcs }: Pick<CoverageReport, "robot" | "arcs">,
  { robot, from, testing = "@callwright/core/testing" }: TestSourceOptions,
): string {
  const covered = arcs.filter(({ script, ends }) => script !== null && ends !== null);
  const tests = covered.map((arc) => toTest(robot, arc));
  return [
    `import { simulateCall } from ${JSON.stringify(testing)};`,
    'import { describe, expect, it } from "vitest";',
    `import { ${robot} } from ${JSON.stringify(from)};`,
    "",
    `describe(${JSON.stringify(`every arc of ${id}`)}, () => {`,
    tests.join("\n\n"),
    "});",
    "",
  ].join("\n");
}

function toTest(robot: string, { node, exit, to, input, script, ends }: CoveredArc): string {
  const lines = [
    `const call = simulateCall(${robot}, { input: ${toValueSource(input)} });`,
    ...(script ?? []).map((line) => `${line.startsWith("hangsUpDuring") ? "" : "await "}call.${line};`),
    `expect(call.outcome).toBe(${JSON.stringify(ends?.outcome)});`,
    ...(ends?.data ? [`expect(call.data).toEqual(${toValueSource(ends.data)});`] : []),
  ];
  return [
    `  it(${JSON.stringify(`${node}: ${exit} leads to ${to}`)}, async () => {`,
    ...lines.map((line) => `    ${line}`),
    "  });",
  ].join("\n");
}
