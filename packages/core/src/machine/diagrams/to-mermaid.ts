import { flattenDocument, type FlatDocument, type RobotDefinition } from "../../define/index.ts";
import {
  endOf,
  linksFromAnywhere,
  linksFromDialing,
  localName,
  shownSteps,
  stepLinks,
  type ShownStep,
  type StepEnd,
  type StepLink,
} from "./step-links.ts";
import { stepWords } from "./step-words.ts";

/** Characters of a text that a diagram shows. */
const maxWords = 80;

/**
 * A robot's dialog as a Mermaid flowchart: one node per step, sub-dialogs as subgraphs, outcomes as ends.
 *
 * Shape: ends with a line break; the order is that of the definition, so equal definitions give equal text. Dashed lines are what
 * happens to a call from outside, or may happen at any step.
 * Source: https://mermaid.js.org/syntax/flowchart.html, as its repository has it (read 2026-11-27).
 */
export function toMermaid({ document: robot }: Pick<RobotDefinition, "document">): string {
  const document = flattenDocument(robot);
  const lines = [
    "flowchart TD",
    `  call([${quoted(robot.id)}])`,
    ...stepLines(document, undefined, "  "),
    ...digressionLines(document),
    ...Object.entries(robot.outcomes).map(
      ([name, { title }]) => `  ${outcomeId(name)}([${quoted(`${name}: ${title}`)}])`,
    ),
    `  call --> ${idOf(endOf(document, document.start))}`,
    ...linksFromDialing(document).map((link) => lineOf("call", link, "-.->")),
    ...shownSteps(document).flatMap(([name, step]) =>
      stepLinks(document, step).map((link) => lineOf(stepId(name), link, link.exit === "hungUp" ? "-.->" : "-->")),
    ),
    `  anywhere{{${quoted("any step")}}}`,
    ...linksFromAnywhere(document).map((link) => lineOf("anywhere", link, "-.->")),
    ...Object.keys(document.digressions ?? {}).map((name) => `  anywhere -.-> ${digressionId(name)}`),
  ];
  return `${lines.join("\n")}\n`;
}

/** The nodes of the steps in one scope, those of the sub-dialogs in it as subgraphs. */
function stepLines(document: FlatDocument, scope: string | undefined, indent: string): readonly string[] {
  return Object.entries(document.steps).flatMap(([name, step]): readonly string[] => {
    if (step.scope !== scope) return [];
    if (!("set" in step)) return [`${indent}${nodeOf(document, name, step)}`];
    const inner = document.scopes[name];
    if (!inner) return [];
    const label = quoted(`${localName(name, scope)}: ${inner.dialog}`);
    return [
      `${indent}subgraph ${scopeId(name)}[${label}]`,
      ...stepLines(document, name, `${indent}  `),
      `${indent}end`,
    ];
  });
}

function nodeOf(document: FlatDocument, name: string, step: ShownStep): string {
  const words = stepWords(document, step);
  const label = quoted(words === "" ? localName(name, step.scope) : `${localName(name, step.scope)}: ${words}`);
  return "branch" in step ? `${stepId(name)}{${label}}` : `${stepId(name)}[${label}]`;
}

function digressionLines(document: FlatDocument): readonly string[] {
  return Object.entries(document.digressions ?? {}).map(
    ([name, { say }]) =>
      `  ${digressionId(name)}[${quoted(`${name}: ${stepWords(document, { say, next: { end: "" } })}`)}]`,
  );
}

function lineOf(from: string, { label, to }: StepLink, arrow: string): string {
  return `  ${from} ${arrow}${label === "" ? "" : `|${quoted(label)}|`} ${idOf(to)}`;
}

function idOf(to: StepEnd): string {
  return "end" in to ? outcomeId(to.end) : stepId(to.step);
}

function stepId(name: string): string {
  return `step_${plainId(name)}`;
}

function scopeId(name: string): string {
  return `dialog_${plainId(name)}`;
}

function outcomeId(name: string): string {
  return `outcome_${plainId(name)}`;
}

function digressionId(name: string): string {
  return `digression_${plainId(name)}`;
}

/** A name in letters and digits, different for different names. */
function plainId(name: string): string {
  return name.replace(/[^A-Za-z0-9]/gu, (character) => `_${character.codePointAt(0)?.toString(16) ?? ""}_`);
}

/** Words as a label; what Mermaid or HTML would read as a sign of its own becomes an entity. */
function quoted(words: string): string {
  const short = words.length > maxWords ? `${words.slice(0, maxWords - 1)}…` : words;
  const plain = short.replace(/\s+/gu, " ").replace(/[#"&<>`\\]/gu, (sign) => `#${sign.charCodeAt(0)};`);
  return `"${plain}"`;
}
