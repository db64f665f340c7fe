import type { RobotDefinition } from "../../define/index.ts";
import { nodeOfArc } from "../coverage/stand.ts";
import { createWalk, type Walk, type WalkSamples } from "../coverage/walk.ts";
import { builtInInvariants } from "./built-in-invariants.ts";
import { toExploredCall, type ExploredCall } from "./explored-call.ts";
import { toExplorationReport, type ExplorationReport } from "./exploration-report.ts";
import { loadFastCheck } from "./load-fast-check.ts";
import { playCall, type AskInvariants, type Choice } from "./play-call.ts";

/** Something that has to hold after every event of every call: it gives `false` or a sentence, or throws, when it does not. Not async. */
export type Invariant = (call: ExploredCall) => unknown;

/** How a robot is explored. */
export interface ExploreRobotOptions extends WalkSamples {
  /** Calls. Default: 500. */
  readonly runs?: number;
  /** The same seed makes the same calls. Default: a new one each time; a report tells it. */
  readonly seed?: number;
  /** Your own, by a name that says what must hold, e.g. `"refuses nothing below the limit"`. */
  readonly invariants?: Readonly<Record<string, Invariant>>;
  /** Events of one call that chance decides. Default: 40. */
  readonly events?: number;
  /** What the robot may do in a row without the client. Default: 20. */
  readonly maxSilentTurns?: number;
}

/** Numbers are drawn up to each of these alike, so that small and large ones are as frequent. */
const magnitudes = [10, 100, 1_000, 10_000, 100_000, 1_000_000, 100_000_000];

/**
 * Plays random callers and looks for one that breaks an invariant; that call is made as short and plain as it can be.
 *
 * Shape: beside yours these hold: the call ends or waits for somebody, no text is empty or has an unfilled variable, one declared
 * outcome is decided once, its data and all slots fit their schemas, hanging up ends the call, the client gets a turn.
 * Limits: the dialog's machine is played, so meanings and values are given, not heard; see `coverHearing` for hearing.
 * Errors: needs the package fast-check.
 * @throws Error when fast-check is not installed, or no input fits the robot's schema
 * @example
 * ```ts
 * assertExplored(await exploreRobot(visitReminder, { invariants: { "says thanks": ({ outcome, heard }) => outcome !== "yes" || heard.length > 1 } }));
 * ```
 */
export async function exploreRobot<Input, Outcome extends string, Given, Slots, Data>(
  robot: RobotDefinition<Input, Outcome, Given, Slots, Data>,
  options: ExploreRobotOptions & { readonly inputs?: readonly Given[] } = {},
): Promise<ExplorationReport> {
  const { runs = 500, events = 40, maxSilentTurns = 20, invariants = {} } = options;
  const fc = await loadFastCheck();
  const walk = createWalk(robot, options);
  const ask = createAsk(walk, invariants, maxSilentTurns);
  const seen = { outcomes: new Map<string, number>(), steps: new Set<string>() };
  const choice: ReturnType<typeof fc.record<Choice>> = fc.record({
    kind: fc.nat(99),
    which: fc.nat(999),
    number: fc.oneof(...magnitudes.map((max) => fc.integer({ min: 0, max })), fc.integer({ min: -1_000, max: 0 })),
  });
  const calls = fc.tuple(fc.nat(walk.inputs.length - 1), fc.array(choice, { maxLength: events, size: "max" }));
  const property = fc.property(calls, ([input, choices]) => {
    const { last, broken } = playCall(walk, input, choices, ask);
    noteSeen(walk, last, seen);
    return broken === null;
  });
  const details = fc.check(property, { numRuns: runs, ...(options.seed === undefined ? {} : { seed: options.seed }) });
  const [call] = details.counterexample ?? [];
  return toExplorationReport({
    robot: robot.id,
    runs: details.numRuns,
    seed: details.seed,
    broken: call ? playCall(walk, call[0], call[1], ask).broken : null,
    outcomes: Object.fromEntries(seen.outcomes),
    unreachedSteps: Object.keys(walk.document.steps).filter((step) => !seen.steps.has(step)),
  });
}

function createAsk(walk: Walk, own: Readonly<Record<string, Invariant>>, maxSilentTurns: number): AskInvariants {
  const builtIn = Object.entries(builtInInvariants(maxSilentTurns));
  const given = Object.entries(own);
  return (stand) => {
    for (const [invariant, broken] of builtIn) {
      const sentence = broken(walk, stand);
      if (sentence !== undefined) return { invariant, sentence };
    }
    if (given.length === 0) return undefined;
    const call = toExploredCall(stand);
    for (const [invariant, holds] of given) {
      const sentence = sentenceOf(() => holds(call));
      if (sentence !== undefined) return { invariant, sentence };
    }
    return undefined;
  };
}

/** What an invariant of a user found: nothing, its own sentence, or that it does not hold. */
function sentenceOf(ask: () => unknown): string | undefined {
  try {
    const answer = ask();
    if (typeof answer === "string") return answer;
    if (answer instanceof Promise) return "it is async, and an invariant must answer at once";
    return answer === false ? "it does not hold" : undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function noteSeen(
  walk: Walk,
  last: ReturnType<typeof playCall>["last"],
  seen: { readonly outcomes: Map<string, number>; readonly steps: Set<string> },
): void {
  if (last.output) seen.outcomes.set(last.output.outcome, (seen.outcomes.get(last.output.outcome) ?? 0) + 1);
  for (let at: typeof last | null = last; at; at = at.before) {
    for (const arc of at.last.arcs) {
      const step = walk.graph.nodes[nodeOfArc(arc)]?.step;
      if (step !== undefined) seen.steps.add(step);
    }
  }
}
