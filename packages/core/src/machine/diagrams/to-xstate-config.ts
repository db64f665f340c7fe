import { flattenDocument, type FlatDocument, type RobotDefinition } from "../../define/index.ts";
import { stateKey } from "../robot/build-machine.ts";
import {
  endOf,
  linksFromAnywhere,
  linksFromDialing,
  localName,
  stepLinks,
  type ShownStep,
  type StepEnd,
  type StepLink,
} from "./step-links.ts";
import { stepWords } from "./step-words.ts";

/** A state of {@link StepChart}: a step, a sub-dialog with its steps inside, or an outcome. */
export interface StepChartState {
  /** What the step says or does. */
  readonly description?: string;
  readonly type?: "final";
  /** Exit → target. */
  readonly on?: Readonly<Record<string, string>>;
  readonly initial?: string;
  readonly states?: Readonly<Record<string, StepChartState>>;
}

/** The steps of a robot as the configuration of an XState machine. JSON. */
export interface StepChart {
  readonly id: string;
  readonly initial: string;
  readonly states: Readonly<Record<string, StepChartState>>;
}

/**
 * A robot's steps as a plain XState configuration, for Stately's editor and for walks over it. It shows the dialog; it does not run it.
 *
 * Shape: `dialing`, then `talking` with one state per step, a sub-dialog as a state with its steps inside, and a final state
 * `end:<outcome>` per outcome. Events are the exits of steps: `answer:yes`, `value`, `exhausted`, `way:0`, `done`, `hungUp` …
 */
export function toXStateConfig({ document: robot }: Pick<RobotDefinition, "document">): StepChart {
  const document = flattenDocument(robot);
  const targetOf = (to: StepEnd): string => {
    const path = "end" in to ? [endKey(to.end)] : ["talking", ...pathOf(document, to.step)];
    return `#${[robot.id, ...path].map(stateKey).join(".")}`;
  };
  const on = (links: readonly StepLink[]) => Object.fromEntries(links.map(({ exit, to }) => [exit, targetOf(to)]));
  const start = endOf(document, document.start);
  const stateOf = (step: ShownStep): StepChartState => {
    const words = stepWords(document, step);
    return { ...(words === "" ? {} : { description: words }), on: on(stepLinks(document, step)) };
  };
  const ends = Object.entries(robot.outcomes).map(([name, { title }]) => [
    endKey(name),
    { type: "final" as const, description: title },
  ]);
  return {
    id: robot.id,
    initial: "dialing",
    states: {
      dialing: { on: { answered: targetOf(start), ...on(linksFromDialing(document)) } },
      talking: {
        initial: initialOf(document, undefined),
        on: on(linksFromAnywhere(document)),
        states: statesIn(document, undefined, stateOf),
      },
      ...(Object.fromEntries(ends) as Readonly<Record<string, StepChartState>>),
    },
  };
}

/** The states of the steps in one scope, those of a sub-dialog inside a state of their own. */
function statesIn(
  document: FlatDocument,
  scope: string | undefined,
  stateOf: (step: ShownStep) => StepChartState,
): Readonly<Record<string, StepChartState>> {
  const states = Object.entries(document.steps).flatMap(
    ([name, step]): readonly (readonly [string, StepChartState])[] => {
      if (step.scope !== scope) return [];
      const key = localName(name, scope);
      if (!("set" in step)) return [[key, stateOf(step)]];
      const inner = document.scopes[name];
      if (!inner) return [];
      const states = statesIn(document, name, stateOf);
      return [[key, { description: inner.dialog, initial: initialOf(document, name), states }]];
    },
  );
  return Object.fromEntries(states);
}

/** The first state inside a scope. */
function initialOf(document: FlatDocument, scope: string | undefined): string {
  const outer = scope === undefined ? document.start : document.steps[scope];
  const first = typeof outer === "object" && "set" in outer ? outer.next : outer;
  return stateKey(typeof first === "string" ? localName(first, scope) : "");
}

/** The states from outside to a step: those of its sub-dialogs, then its own. */
function pathOf(document: FlatDocument, name: string): readonly string[] {
  const scope = document.steps[name]?.scope;
  return scope === undefined ? [name] : [...pathOf(document, scope), localName(name, scope)];
}

function endKey(outcome: string): string {
  return `end:${outcome}`;
}
