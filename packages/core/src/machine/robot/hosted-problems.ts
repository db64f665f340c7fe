import type { NextDocument, RobotDocument, StepDocument } from "../../define/document.ts";
import { waysThrough } from "./unroll-ask.ts";

/** Nodes that a hosted dialog may have at most. */
const maxHostedNodes = 300;

/**
 * Every reason why a vendor that drives the dialog itself cannot follow a robot, as sentences that name the step. Empty: it can.
 *
 * A hosted dialog reports each of its nodes once, so it must not come back to a step; and its branches must be settled by the
 * input, before the call.
 */
export function hostedProblems(document: RobotDocument): readonly string[] {
  return [...openBranches(document), ...circles(document), ...tooLarge(document)];
}

function openBranches(document: RobotDocument): readonly string[] {
  return Object.entries(document.steps).flatMap(([name, step]) => {
    if (!("branch" in step)) return [];
    const open = step.branch.flatMap((way) =>
      way.if !== undefined && !document.inputConditions.includes(way.if) ? [way.if] : [],
    );
    return open.map(
      (condition) =>
        `Step "${name}" branches on "${condition}", which is decided during the call. A hosted dialog can branch on input conditions only.`,
    );
  });
}

function circles(document: RobotDocument): readonly string[] {
  const state = new Map<string, "open" | "closed">();
  const problems: string[] = [];
  const visit = (name: string, path: readonly string[]): void => {
    const step = document.steps[name];
    if (!step || state.get(name) === "closed") return;
    if (state.get(name) === "open") {
      const circle = [...path.slice(path.indexOf(name)), name].map((part) => `"${part}"`).join(" → ");
      problems.push(
        `Step "${name}" leads back to itself (${circle}). A hosted dialog reports each step once: use noInput and noMatch to repeat.`,
      );
      return;
    }
    state.set(name, "open");
    for (const next of nextsOf(step)) if (typeof next === "string") visit(next, [...path, name]);
    state.set(name, "closed");
  };
  visit(document.start, []);
  return problems;
}

function tooLarge(document: RobotDocument): readonly string[] {
  const sizes = Object.entries(document.steps).map(
    ([name, step]) => [name, "ask" in step ? waysThrough(step) : 1] as const,
  );
  const total = sizes.reduce((sum, [, size]) => sum + size, 0);
  const largest = sizes.reduce<readonly [string, number]>(
    (left, right) => (right[1] > left[1] ? right : left),
    ["", 0],
  );
  if (total <= maxHostedNodes) return [];
  return [
    `The dialog unrolls into ${total} nodes, more than ${maxHostedNodes}; step "${largest[0]}" alone makes ${largest[1]}. Use fewer noInput and noMatch texts.`,
  ];
}

function nextsOf(step: StepDocument): readonly NextDocument[] {
  if ("say" in step) return [step.next];
  if ("branch" in step) return step.branch.map((way) => way.next);
  return [...Object.values(step.answers).map((answer) => answer.next), step.exhausted];
}
