import { flattenDocument, textVariables, wordsOf, type FlatDocument } from "../../define/index.ts";
import type { RobotDocument } from "../../define/document.ts";
import { stepExits } from "./step-exits.ts";
import { nodesOfStep } from "./unroll-size.ts";

/** Nodes that a hosted dialog may have at most. */
const maxHostedNodes = 300;

/**
 * Every reason why no vendor that drives the dialog itself can follow a robot, as sentences that name the step. Empty: one can.
 *
 * A hosted dialog reports each of its nodes once, so it must not come back to a step; its branches and texts must be settled by
 * the input, before the call; and its reports carry no data. Which kinds of steps a vendor can speak, its own adapter tells.
 */
export function hostedProblems(robot: RobotDocument): readonly string[] {
  const document = flattenDocument(robot);
  return [
    ...openBranches(document),
    ...endsWithData(document),
    ...textsWithSlots(document),
    ...circles(document),
    ...tooLarge(document),
  ];
}

function openBranches(document: FlatDocument): readonly string[] {
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

function endsWithData({ steps }: FlatDocument): readonly string[] {
  return Object.entries(steps).flatMap(([name, step]) => {
    const data = stepExits(step).some(({ next }) => typeof next !== "string" && next.data !== undefined);
    return data
      ? [`Step "${name}" ends with data, which reports of a hosted dialog do not carry. End with the outcome alone.`]
      : [];
  });
}

function textsWithSlots({ texts, slots = {} }: FlatDocument): readonly string[] {
  return Object.entries(texts).flatMap(([key, byLocale]) => {
    const used = Object.values(byLocale)
      .flatMap((text) => textVariables(wordsOf(text)))
      .find((variable) => Object.hasOwn(slots, variable));
    return used === undefined
      ? []
      : [
          `Text "${key}" uses the slot "${used}", which is filled during the call. The texts of a hosted dialog are settled at its launch: use the input.`,
        ];
  });
}

function circles(document: FlatDocument): readonly string[] {
  const state = new Map<string, "open" | "closed">();
  const problems: string[] = [];
  const visit = (name: string, path: readonly string[]): void => {
    const step = document.steps[name];
    if (!step || state.get(name) === "closed") return;
    if (state.get(name) === "open") {
      // Exits of sub-dialogs are steps of ours, which the definition does not show.
      const shown = path.slice(path.indexOf(name)).filter((part) => !part.includes("!"));
      const circle = [...shown, name].map((part) => `"${part}"`).join(" → ");
      problems.push(
        `Step "${name}" leads back to itself (${circle}). A hosted dialog reports each step once: use noInput and noMatch to repeat.`,
      );
      return;
    }
    state.set(name, "open");
    for (const { next } of stepExits(step)) if (typeof next === "string") visit(next, [...path, name]);
    state.set(name, "closed");
  };
  visit(document.start, []);
  return problems;
}

function tooLarge(document: FlatDocument): readonly string[] {
  const sizes = Object.entries(document.steps).map(([name, step]) => [name, nodesOfStep(document, step)] as const);
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
