import { camelCase } from "../../define/tools/source/function-names.ts";
import { inline, quote } from "../../define/tools/source/source-tree.ts";
import type { CapturedRun, CapturedStep } from "./captured-run.ts";

/** What a regression test of a captured run refers to. */
export interface TestFileOptions {
  /** Module that exports the robot, e.g. `../src/visit-reminder.ts`. */
  readonly robotImport: string;
  /** Name under which it exports it. Default: the robot's id in camel case. */
  readonly name?: string;
  /** Where the test kit comes from. Default: `@callwright/core/testing`. */
  readonly testing?: string;
}

/**
 * Source of a vitest file that plays a captured run through `simulateCall` and expects the same outcome, data and steps.
 *
 * Shape: hearing is skipped, since the run tells what was understood. After each thing that happens the test says which step waits.
 */
export function toTestFile(captured: CapturedRun, options: TestFileOptions): string {
  const { robotImport, name = camelCase(captured.robot), testing = "@callwright/core/testing" } = options;
  const { outcome, data, mode } = captured;
  const isDataKnown = mode === "driven" || data !== null;
  const locale = captured.locale === null ? "" : `, locale: ${quote(captured.locale)}`;
  const body = [
    `const call = simulateCall(${name}, { input: ${inline(captured.input ?? {})}${locale} });`,
    ...linesOf(captured.trail),
    `expect(call.outcome).toBe(${inline(outcome)});`,
    ...(isDataKnown ? [`expect(call.data).toEqual(${inline(data)});`] : []),
  ];
  return [
    `import { simulateCall } from ${quote(testing)};`,
    'import { expect, it } from "vitest";',
    `import { ${name} } from ${quote(robotImport)};`,
    "",
    `it(${quote(`goes as run ${captured.run} of ${captured.robot}@${captured.version} went`)}, async () => {`,
    ...body.map((line) => `  ${line}`),
    "});",
    "",
  ].join("\n");
}

/** The lines of the test; an announcement speaks by itself, so it has none. */
function linesOf(trail: readonly CapturedStep[]): readonly string[] {
  const lines: { readonly node: string | null; readonly text: string }[] = [];
  let messages = 0;
  for (const step of trail) {
    const node = "node" in step ? step.node : null;
    if (step.type === "left" && step.exit === "said") messages += 1;
    else if ("during" in step) {
      // What was asked for during a filler counts no more; whoever hangs up says so before the line that leads there.
      while (node !== null && lines.at(-1)?.node === node) lines.pop();
      const after = messages === 0 ? "" : `{ after: ${messages} }`;
      lines.splice(Math.max(0, lines.length - 1), 0, { node, text: `call.hangsUpDuringNextMessage(${after});` });
    } else {
      if (node !== null) lines.push({ node, text: `expect(call.waitsIn).toBe(${quote(node)});` });
      lines.push({ node, text: `await call.${actionOf(step)};` });
      messages = 0;
    }
  }
  return lines.map(({ text }) => text);
}

function actionOf(step: CapturedStep): string {
  switch (step.type) {
    case "answered":
      return `answer(${quote(step.by)})`;
    case "notConnected":
      return `notConnected(${quote(step.cause)})`;
    case "ended":
      return "hangsUp()";
    case "effect":
      return effectAction(step);
    case "left":
      return clientAction(step);
  }
}

function effectAction({ effect, result = null, failure }: CapturedStep & { readonly type: "effect" }): string {
  if (effect === "timer") return `passes(${inline(result)})`;
  // A turn that fails means that the line is lost.
  if (effect === "voice.turn") return "hangsUp()";
  return failure === undefined
    ? `returns(${quote(effect)}, ${inline(result)})`
    : `fails(${quote(effect)}, ${quote(failure)})`;
}

function clientAction({ exit, value, words = "", confidence }: CapturedStep & { readonly type: "left" }): string {
  const sure = confidence === undefined ? "" : `, ${inline({ confidence })}`;
  if (exit.startsWith("answer:")) return `means(${quote(exit.slice("answer:".length))}${sure})`;
  switch (exit) {
    case "value":
      return `means(${inline({ value })}${sure})`;
    case "heard":
      return `says(${quote(words)})`;
    case "noInput":
      return "silence()";
    case "noMatch":
      return "notUnderstood()";
    case "hungUp":
      return "hangsUp()";
    default:
      return `transfers(${quote(exit)})`;
  }
}
