import type { DialogDocument, RobotDocument } from "../document.ts";
import { flattenOwner } from "../flatten-dialogs.ts";
import { ownOutcomes, waitlessWaysOf, waysOf, type StepWay } from "../step-ways.ts";
import type { Notes } from "./notes.ts";
import { join } from "./read-value.ts";

/** Notes outcomes and exits that nothing reaches, steps that nothing leads to, and circles that never wait. */
export function checkGraph(document: RobotDocument | DialogDocument, notes: Notes): void {
  const commands = document.kind === "robot" ? commandWays(document) : [];
  const ways = [...Object.values(document.steps).flatMap(waysOf), ...commands];
  if (document.kind === "robot") noteUnreachedOutcomes(document, ways, notes);
  else noteUnreachedExits(document, ways, notes);
  const { steps, start } = document;
  if (Object.hasOwn(steps, start)) {
    const followers = (name: string): readonly string[] => (steps[name] ? stepsAfter(waysOf(steps[name])) : []);
    const visited = reachableFrom([start, ...stepsAfter(commands)], followers);
    for (const name of Object.keys(steps)) {
      if (!visited.has(name)) notes.add("DEFINE_UNREACHABLE_STEP", join("steps", name), { name });
    }
  }
  noteCircles(document, notes);
}

/** Where the commands of a robot lead. */
export function commandWays({ commands }: RobotDocument): readonly StepWay[] {
  return (["operator", "stop"] as const).flatMap((name) => {
    const next = commands?.[name];
    return next === undefined ? [] : [{ path: `commands.${name}`, next }];
  });
}

function noteUnreachedOutcomes(robot: RobotDocument, ways: readonly StepWay[], notes: Notes): void {
  const reached = new Set([
    robot.hungUp,
    ...Object.values(robot.unreached),
    ...Object.values(robot.steps).flatMap((step) => ownOutcomes(step, robot.transferred)),
    ...ways.flatMap(({ next }) => (typeof next === "object" && "end" in next ? [next.end] : [])),
  ]);
  for (const name of Object.keys(robot.outcomes)) {
    if (!reached.has(name)) notes.add("DEFINE_UNREACHED_OUTCOME", join("outcomes", name), { name });
  }
}

function noteUnreachedExits(dialog: DialogDocument, ways: readonly StepWay[], notes: Notes): void {
  const reached = new Set(ways.flatMap(({ next }) => (typeof next === "object" && "exit" in next ? [next.exit] : [])));
  dialog.exits.forEach((name, index) => {
    if (!reached.has(name)) notes.add("DEFINE_UNREACHED_EXIT", `exits[${index}]`, { name });
  });
}

/** Looks into dialogs, so that a circle through one that asks is none. Circles inside a dialog are told by the dialog. */
function noteCircles(document: RobotDocument | DialogDocument, notes: Notes): void {
  const { steps } = flattenOwner(document);
  const waitless = (name: string): readonly string[] => {
    const step = steps[name];
    return step === undefined ? [] : stepsAfter(waitlessWaysOf(step));
  };
  const told = new Set<string>();
  for (const [name, step] of Object.entries(steps)) {
    if (told.has(name) || step.scope !== undefined) continue;
    const circle = wayBack(name, waitless);
    if (!circle) continue;
    const names = ownNames([...circle, name]);
    notes.add("DEFINE_CYCLE_WITHOUT_WAIT", join("steps", names[0] ?? name), { steps: names });
    for (const member of circle) told.add(member);
  }
}

/** A way through a flat document in the names of the document itself: a dialog is the step that uses it. */
export function ownNames(way: readonly string[]): readonly string[] {
  const names = way.map((name) => name.split(/[.!]/u, 1)[0] ?? name);
  return names.filter((name, index) => name === way[index] || name !== names[index - 1]);
}

/** The shortest way from a step back to itself, without its end. */
function wayBack(start: string, followers: (name: string) => readonly string[]): readonly string[] | undefined {
  const before = new Map<string, string>();
  const queue = [start];
  for (let name = queue.shift(); name !== undefined; name = queue.shift()) {
    for (const next of followers(name)) {
      if (next === start) return trailTo(name, before);
      if (before.has(next)) continue;
      before.set(next, name);
      queue.push(next);
    }
  }
  return undefined;
}

function trailTo(name: string, before: ReadonlyMap<string, string>): readonly string[] {
  const trail = [name];
  for (let step = before.get(name); step !== undefined; step = before.get(step)) trail.unshift(step);
  return trail;
}

function reachableFrom(names: readonly string[], followers: (name: string) => readonly string[]): ReadonlySet<string> {
  const visited = new Set(names);
  for (const name of visited) for (const next of followers(name)) visited.add(next);
  return visited;
}

function stepsAfter(ways: readonly StepWay[]): readonly string[] {
  return ways.flatMap(({ next }) => (typeof next === "string" ? [next] : []));
}
