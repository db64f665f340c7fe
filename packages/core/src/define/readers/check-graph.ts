import type { NextDocument, RobotDocument, StepDocument } from "../document.ts";
import type { Notes } from "./notes.ts";
import { join } from "./read-value.ts";

/** What the checks of a robot's graph look at. */
type RobotGraph = Pick<RobotDocument, "outcomes" | "start" | "steps" | "unreached" | "hungUp">;

/** Notes outcomes that nothing reaches, steps that nothing leads to, and circles that never wait. */
export function checkGraph(robot: RobotGraph, notes: Notes): void {
  const reached = new Set([
    robot.hungUp,
    ...Object.values(robot.unreached),
    ...Object.values(robot.steps).flatMap(endsOf),
  ]);
  for (const name of Object.keys(robot.outcomes)) {
    if (!reached.has(name)) notes.add("DEFINE_UNREACHED_OUTCOME", join("outcomes", name), { name });
  }
  const followers = (name: string): readonly string[] => stepsAfter(robot.steps[name]);
  if (Object.hasOwn(robot.steps, robot.start)) {
    const visited = reachableFrom([robot.start], followers);
    for (const name of Object.keys(robot.steps)) {
      if (!visited.has(name)) notes.add("DEFINE_UNREACHABLE_STEP", join("steps", name), { name });
    }
  }
  noteCircles(robot.steps, notes);
}

function noteCircles(steps: RobotDocument["steps"], notes: Notes): void {
  const waitless = (name: string): readonly string[] => {
    const step = steps[name];
    return step === undefined || "ask" in step ? [] : stepsAfter(step);
  };
  const told = new Set<string>();
  for (const name of Object.keys(steps)) {
    if (told.has(name)) continue;
    const circle = wayBack(name, waitless);
    if (!circle) continue;
    notes.add("DEFINE_CYCLE_WITHOUT_WAIT", join("steps", name), { steps: [...circle, name] });
    for (const member of circle) told.add(member);
  }
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

function targetsOf(step: StepDocument | undefined): readonly NextDocument[] {
  if (step === undefined) return [];
  if ("say" in step) return [step.next];
  if ("branch" in step) return step.branch.map((way) => way.next);
  return [...Object.values(step.answers).map((answer) => answer.next), step.exhausted];
}

function stepsAfter(step: StepDocument | undefined): readonly string[] {
  return targetsOf(step).filter((target) => typeof target === "string");
}

function endsOf(step: StepDocument): readonly string[] {
  const ends = targetsOf(step).flatMap((target) => (typeof target === "string" ? [] : [target.end]));
  return "branch" in step || step.hungUp === undefined ? ends : [...ends, step.hungUp];
}
