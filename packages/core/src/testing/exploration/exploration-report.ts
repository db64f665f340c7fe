import type { Json } from "../../ports/identity.ts";
import { toValueSource } from "../coverage/value-source.ts";
import type { BrokenCall } from "./play-call.ts";

/** A call that breaks an invariant, as short and plain as it could be made. */
export interface ExplorationFailure {
  readonly invariant: string;
  readonly sentence: string;
  readonly input: Json;
  /** Line by line, e.g. `answer()`, `means("yes")`. */
  readonly script: readonly string[];
  /** A test, ready to paste: it plays the call up to where the invariant breaks. */
  readonly test: string;
}

/** What random callers found. */
export interface ExplorationReport {
  readonly robot: string;
  readonly runs: number;
  /** Give it as `seed` to make the same calls again. */
  readonly seed: number;
  readonly failure: ExplorationFailure | null;
  /** How many calls ended with each outcome, those made while shrinking among them. */
  readonly outcomes: Readonly<Record<string, number>>;
  /** Steps that no call left. */
  readonly unreachedSteps: readonly string[];
  toString(): string;
}

/** A report from what was found. */
export function toExplorationReport(
  found: Omit<ExplorationReport, "failure" | "toString"> & { readonly broken: BrokenCall | null },
): ExplorationReport {
  const { broken, ...rest } = found;
  const failure = broken && { ...broken, test: toTest(found.robot, found.seed, broken) };
  const data = { ...rest, failure };
  return { ...data, toString: () => describe(data) };
}

/**
 * Holds when random callers broke no invariant.
 *
 * @throws Error with the invariant's sentence, the seed, and a test of the shortest call that was found
 */
export function assertExplored(report: ExplorationReport): void {
  if (report.failure) throw new Error(report.toString());
}

function describe({
  robot,
  runs,
  seed,
  failure,
  outcomes,
  unreachedSteps,
}: Omit<ExplorationReport, "toString">): string {
  if (failure) {
    return `Robot "${robot}" breaks "${failure.invariant}": ${failure.sentence}. Seed ${seed}.\n\n${failure.test}`;
  }
  const ends = Object.entries(outcomes).map(([outcome, count]) => `${outcome} ${count}`);
  const unreached = unreachedSteps.length === 0 ? "" : ` Steps that no call left: ${unreachedSteps.join(", ")}.`;
  return `Robot "${robot}": ${runs} calls, no invariant broken. Seed ${seed}. Outcomes: ${ends.join(", ") || "none"}.${unreached}`;
}

function toTest(robot: string, seed: number, { invariant, sentence, input, script }: BrokenCall): string {
  const name = robot.replace(/-+(\w)/g, (_, letter: string) => letter.toUpperCase());
  return [
    `it(${JSON.stringify(invariant)}, async () => {`,
    `  // Found with seed ${seed}: ${sentence.replaceAll("\n", " ")}.`,
    `  const call = simulateCall(${name}, { input: ${toValueSource(input)} });`,
    ...script.map((line) => `  await call.${line};`),
    "});",
  ].join("\n");
}
