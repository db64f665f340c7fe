import type { RobotDefinition } from "../../define/index.ts";
import { arcsOf, nameOfTarget, type DialogArc } from "./dialog-arcs.ts";
import type { CoverageCrash, CoverageReport, CoveredArc, CoveredPair } from "./coverage-report.ts";
import { toCoverageTable } from "./coverage-table.ts";
import { movesTo, nameOfArc, type Stand } from "./stand.ts";
import { toScript } from "./to-script.ts";
import { toTestSource } from "./test-source.ts";
import { nameOfPair, walkBreadthFirst, type Breadth } from "./walk-breadth-first.ts";
import { createWalk, type Walk, type WalkSamples } from "./walk.ts";
import { createWayToEnd } from "./way-to-end.ts";
import { createBlame } from "./why-uncovered.ts";

/** How a robot is covered. */
export interface CoverRobotOptions extends WalkSamples {
  /** 1: every arc. 2: also every pair of consecutive arcs. Default: 1. */
  readonly depth?: 1 | 2;
  /** Places of the dialog from which calls go on at most. Default: 5,000. */
  readonly limit?: number;
}

const defaultLimit = 5_000;

/**
 * Walks everything that can happen in a robot's calls and tells which arcs of its dialog some call takes: each answer, value, silence,
 * gibberish, result, failure and hang-up at each node, each condition both ways, each cause of a call that does not connect.
 *
 * Shape: inputs, values and results are made from their schemas, and beside the constants that conditions compare with; yours come first.
 * Limits: conditions are code, so a sample may miss what makes one true: the report says which, and `inputs`, `values`, `results` help.
 * Repetitions and digressions are taken once a call. The walk is bounded by `limit`; the report says when that cut it.
 * @throws Error when no input fits the robot's schema
 * @example
 * ```ts
 * assertCovered(await coverRobot(visitReminder));
 * ```
 */
export async function coverRobot<Input, Outcome extends string, Given, Slots, Data>(
  robot: RobotDefinition<Input, Outcome, Given, Slots, Data>,
  options: CoverRobotOptions & { readonly inputs?: readonly Given[] } = {},
): Promise<CoverageReport> {
  const { depth = 1, limit = defaultLimit } = options;
  const walk = createWalk(robot, options);
  const arcs = arcsOf(walk.graph, walk.document);
  const pairs = depth === 2 ? pairsOf(arcs) : [];
  const wanted = new Set([
    ...arcs.map(nameOfArc),
    ...pairs.map(([first, second]) => nameOfPair(nameOfArc(first), nameOfArc(second))),
  ]);
  const breadth = walkBreadthFirst(walk, { wanted, depth, limit });
  return toReport(walk, breadth, arcs, pairs, limit);
}

function pairsOf(arcs: readonly DialogArc[]): readonly (readonly [DialogArc, DialogArc])[] {
  const from = new Map<string, DialogArc[]>();
  for (const arc of arcs) from.set(arc.node, [...(from.get(arc.node) ?? []), arc]);
  return arcs.flatMap((first) =>
    (from.get(nameOfTarget(first.target)) ?? []).map((second) => [first, second] as const),
  );
}

function toReport(
  walk: Walk,
  breadth: Breadth,
  arcs: readonly DialogArc[],
  pairs: readonly (readonly [DialogArc, DialogArc])[],
  limit: number,
): CoverageReport {
  const wayToEnd = createWayToEnd(walk);
  const covered = toCoveredArcs(walk, breadth, arcs, wayToEnd);
  const uncovered = covered.filter((arc) => !arc.covered);
  const coveredPairs = pairs.map(([first, second]): CoveredPair => {
    const stand = breadth.pairs.get(nameOfPair(nameOfArc(first), nameOfArc(second)));
    const end = stand && wayToEnd(stand);
    return {
      first: { node: first.node, exit: first.exit },
      second: { node: second.node, exit: second.exit },
      covered: stand !== undefined,
      script: end ? toScript(movesTo(end)) : null,
      input: stand?.input.given ?? null,
    };
  });
  const data = {
    robot: walk.definition.id,
    version: walk.definition.version,
    arcs: covered,
    pairs: coveredPairs,
    totals: { arcs: count(covered), pairs: count(coveredPairs) },
    uncovered,
    neverReached: neverReached(walk, covered),
    crashes: breadth.crashes.map(({ stand, message }): CoverageCrash => ({
      script: toScript(movesTo(stand)),
      input: stand.input.given,
      message,
    })),
    places: breadth.places,
    cut: breadth.isCut ? `The walk ended after ${breadth.places} places; raise \`limit\` (${limit}) to go on.` : null,
  };
  return {
    ...data,
    toString: () => toCoverageTable(data),
    toTests: (options) => toTestSource(data, options),
  };
}

function toCoveredArcs(
  walk: Walk,
  breadth: Breadth,
  arcs: readonly DialogArc[],
  wayToEnd: (from: Stand) => Stand | null,
): readonly CoveredArc[] {
  const blame = createBlame(walk.graph, arcs, walk.document.inputConditions, (arc) => breadth.arcs.has(nameOfArc(arc)));
  return arcs.map((arc) => {
    const { node, step, exit, target } = arc;
    const stand = breadth.arcs.get(nameOfArc(arc));
    const end = stand && wayToEnd(stand);
    const { why, reached } = stand ? { why: null, reached: null } : blame(arc);
    const before = reached === null ? undefined : shortestInto(breadth, arcs, reached);
    return {
      node,
      step,
      exit,
      to: nameOfTarget(target),
      covered: stand !== undefined,
      script: end ? toScript(movesTo(end)) : null,
      input: (stand ?? before ?? null)?.input.given ?? null,
      ends: end?.output ? { outcome: end.output.outcome, data: end.output.data } : null,
      why,
      before: reached === null ? null : before ? toScript(movesTo(before)) : [],
    };
  });
}

/** Where the walk stood after the shortest way into a node. */
function shortestInto(breadth: Breadth, arcs: readonly DialogArc[], node: string): Stand | undefined {
  const stands = arcs.flatMap((arc) => {
    const stand = nameOfTarget(arc.target) === node ? breadth.arcs.get(nameOfArc(arc)) : undefined;
    return stand ? [{ stand, length: movesTo(stand).length }] : [];
  });
  return stands.sort((left, right) => left.length - right.length)[0]?.stand;
}

function neverReached({ document, graph }: Walk, arcs: readonly CoveredArc[]): CoverageReport["neverReached"] {
  const reached = new Set(arcs.flatMap((arc) => (arc.covered ? [arc.to] : [])));
  const steps = new Set([...reached].flatMap((to) => graph.nodes[to]?.step ?? []));
  const possible = new Set(arcs.map(({ to }) => to));
  return {
    steps: Object.keys(document.steps).filter((step) => !steps.has(step)),
    outcomes: Object.keys(document.outcomes).filter(
      (name) => possible.has(`end:${name}`) && !reached.has(`end:${name}`),
    ),
  };
}

function count(things: readonly { readonly covered: boolean }[]): { readonly covered: number; readonly total: number } {
  return { covered: things.filter(({ covered }) => covered).length, total: things.length };
}
