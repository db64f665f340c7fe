import type { DialogAnswer, DialogGraph, DialogNode } from "@callwright/core/ports";
import type { KeywordDictionary } from "../voicebox-settings.ts";
import { exitsOf } from "./exits.ts";
import { featuresLacking } from "./features-lacking.ts";
import { nodeName, nodeVariable } from "./node-variable.ts";
import { nodesInCircles } from "./nodes-in-circles.ts";
import { outcomesOf, walkGraph, type ReachedNode } from "./walk-graph.ts";

/** Scenarios with more states are refused (ours: the vendor names no limit; beyond this its cabinet is no longer usable by people). */
const maxStates = 300;

/** Every reason why a dialog cannot become a scenario, each once and naming the step. */
export function problemsOf(
  graph: DialogGraph,
  dictionaries: ReadonlyMap<string, KeywordDictionary>,
): readonly string[] {
  const reached = walkGraph(graph);
  const problems = [
    ...missingNodes(graph, reached),
    ...featuresLacking(reached),
    ...reached.flatMap(({ node }) => [...nameProblems(node), ...answersProblems(node, dictionaries)]),
    ...sharedVariables(reached),
    ...circles(reached),
    ...tooManyStates(graph, reached),
  ];
  return [...new Set(problems)];
}

function missingNodes(graph: DialogGraph, reached: readonly ReachedNode[]): string[] {
  const isMissing = (target: object | null): target is { readonly node: string } =>
    target !== null && "node" in target && !Object.hasOwn(graph.nodes, String(target.node));
  const start = isMissing(graph.start)
    ? [`The dialog starts at step "${graph.start.node}", which does not exist.`]
    : [];
  const inside = reached.flatMap(({ node }) =>
    exitsOf(node).flatMap(({ next }) =>
      isMissing(next) ? [`Step "${node.step}" leads to step "${next.node}", which does not exist.`] : [],
    ),
  );
  return [...start, ...inside];
}

function nameProblems({ step, scope }: DialogNode): string[] {
  if (scope !== undefined || nodeName.test(step.replace(/![^!]*$/, ""))) return [];
  return [`Step "${step}": its name becomes a scenario variable and may hold Latin letters, digits, "_" and "-" only.`];
}

function answersProblems(node: DialogNode, dictionaries: ReadonlyMap<string, KeywordDictionary>): string[] {
  if (node.kind !== "ask" || node.collect) return [];
  const { step } = node;
  const answers = node.answers.filter(({ group }) => group === undefined);
  return [
    ...(answers.length === 0 ? [`Step "${step}" asks, but knows no answer.`] : []),
    ...answers.flatMap((answer) => answerProblems(step, answer, dictionaries)),
    ...sharedBetweenAnswers(step, answers, dictionaries),
  ];
}

function answerProblems(
  step: string,
  answer: DialogAnswer,
  dictionaries: ReadonlyMap<string, KeywordDictionary>,
): string[] {
  const { name, key, recognisers } = answer;
  const where = `Step "${step}", answer "${name}":`;
  const problems = recognisers
    .filter((recogniser) => !dictionaries.has(recogniser))
    .map(
      (recogniser) =>
        `${where} VoiceBox has no dictionary for "${recogniser}". Name one under voicebox({ dictionaries }), or answer by key alone.`,
    );
  if (key !== null && !/^[0-9*#]$/.test(key))
    problems.push(`${where} "${key}" is not a key of a telephone (0–9, *, #).`);
  if (key === null && recognisers.length === 0) problems.push(`${where} it can be neither said nor pressed.`);
  if (/[{}]/.test(name)) problems.push(`${where} braces in its name would be read as a variable.`);
  return problems;
}

/** The first entry that fits wins, so a way that two answers share would silently belong to one of them. */
function sharedBetweenAnswers(
  step: string,
  answers: readonly DialogAnswer[],
  dictionaries: ReadonlyMap<string, KeywordDictionary>,
): string[] {
  const users = new Map<string, Set<string>>();
  const use = (way: string, answer: string) => users.set(way, (users.get(way) ?? new Set()).add(answer));
  for (const { name, key, recognisers } of answers) {
    if (key !== null) use(`key ${key}`, name);
    for (const recogniser of recognisers) {
      const dictionary = dictionaries.get(recogniser);
      if (dictionary) use(`dictionary ${dictionary.name}`, name);
    }
  }
  return [...users]
    .filter(([, names]) => names.size > 1)
    .map(
      ([way, names]) =>
        `Step "${step}": answers ${[...names].map((name) => `"${name}"`).join(" and ")} share the ${way}.`,
    );
}

function sharedVariables(reached: readonly ReachedNode[]): string[] {
  const owners = new Map<string, ReachedNode>();
  return reached.flatMap((here) => {
    const owner = owners.get(nodeVariable(here.name));
    owners.set(nodeVariable(here.name), owner ?? here);
    return owner
      ? [`Steps "${owner.node.step}" and "${here.node.step}" need the same scenario variable. Rename one of them.`]
      : [];
  });
}

function circles(reached: readonly ReachedNode[]): string[] {
  const again = nodesInCircles(reached);
  return reached
    .filter(({ name }) => again.has(name))
    .map(
      ({ node }) =>
        `Step "${node.step}" can come again in the same call. A scenario that VoiceBox drives must not go in circles.`,
    );
}

function tooManyStates(graph: DialogGraph, reached: readonly ReachedNode[]): string[] {
  const byStep = new Map<string, number>();
  for (const { node } of reached) byStep.set(node.step, (byStep.get(node.step) ?? 0) + 1 + exitsOf(node).length);
  // Start, dial, two reports and the hang-up stand in every scenario.
  const total = [...byStep.values()].reduce((sum, states) => sum + states, 5 + outcomesOf(graph, reached).length);
  if (total <= maxStates) return [];
  const [step, most] = [...byStep].reduce((largest, entry) => (entry[1] > largest[1] ? entry : largest));
  return [
    `The dialog needs ${total} scenario states of at most ${maxStates}; step "${step}" alone takes ${most}. Repeat questions less often or split the robot.`,
  ];
}
