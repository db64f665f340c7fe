import type { AnyStateMachine } from "xstate";
import type { RobotDefinition } from "../../define/index.ts";
import { CallwrightError, nearest } from "../../errors/index.ts";
import type { Flow, FlowSnapshot } from "../../machine/index.ts";
import { statesByName } from "../../machine/machine-place.ts";
import type { SnapshotMove } from "../../machine/move-snapshot.ts";
import { robotMoves } from "./robot-moves.ts";

/** How runs of a hand-written flow come to another version of it. */
export interface FlowMigrationSettings {
  /** The version that the runs are of; where its code is gone, its id and number are enough. */
  readonly from: Flow | { readonly id: string; readonly version: number; readonly document?: never };
  /** The version that they get. It must be among the engine's `flows`. */
  readonly to: Flow;
  /**
   * Old state → new state, inner states with dots, e.g. `{ "paying.card": "paying.byCard" }`. The name of a state with states inside
   * stands for all of them. Default: every state keeps its name.
   */
  readonly states?: Readonly<Record<string, string>>;
  /** Makes the new version's context. Pure; what it returns must survive JSON. Default: the context stays as it is. */
  readonly context?: (context: Readonly<FlowSnapshot["context"]>) => object;
  /** Old name of an invoke → new name. Invokes without an `id` of their own go with their state. Default: they keep their names. */
  readonly invokes?: Readonly<Record<string, string>>;
  /** Old timer → new timer, `null` drops it. Timers of states go with their state by themselves. */
  readonly timers?: Readonly<Record<string, string | null>>;
  readonly steps?: never;
  readonly slots?: never;
}

/** How runs of a robot come to another version of it. */
export interface RobotMigrationSettings {
  readonly from: RobotDefinition;
  /** It must be among the engine's `flows`. */
  readonly to: RobotDefinition;
  /** Old step → new step, for dialogs that we lead ourselves. Default: every step keeps its name. */
  readonly steps?: Readonly<Record<string, string>>;
  /** Makes the new version's slots, for dialogs that we lead ourselves. Default: they stay as they are. */
  readonly slots?: (slots: Readonly<Record<string, unknown>>) => object;
  readonly states?: never;
  readonly context?: never;
  readonly invokes?: never;
  readonly timers?: never;
}

/** A way from one version of a flow or robot to another one, in either direction. Made with `defineMigration`. */
export interface Migration {
  readonly id: string;
  readonly from: number;
  readonly to: number;
  /** Whether a run of this flow is concerned: a robot has a flow for each shape of its dialog. */
  concerns(flow: string): boolean;
  /** The old version's machine, if its code is there. */
  before(flow: string): AnyStateMachine | undefined;
  /** How a run of this flow moves; or a sentence that says why it must not. */
  moveOf(flow: string, snapshot: FlowSnapshot): SnapshotMove | string;
}

/**
 * Says how open runs of one version become runs of another: which state, which context, which timers. Changes nothing by itself: see
 * `account.migrate`. To roll back, define the reverse.
 *
 * @throws CallwrightError `MIGRATION_INVALID` with every mistake: another flow, the same version, a state or step that is not there.
 * @example
 * ```ts ignore
 * const toVersion2 = defineMigration({
 *   from: order1,
 *   to: order2,
 *   states: { waiting: "waitingForPayment" },
 *   context: (context) => ({ ...context, currency: "EUR" }),
 * });
 * console.log(String(await account.migrate(toVersion2, { dryRun: true })));
 * ```
 */
export function defineMigration(settings: FlowMigrationSettings | RobotMigrationSettings): Migration {
  const { from, to } = settings;
  const problems = [...versionProblems(from, to), ...nameProblems(settings)];
  if (problems.length > 0) throw new CallwrightError("MIGRATION_INVALID", { flow: to.id, problems });
  const ways = isOfRobot(settings) ? robotMoves(settings) : flowMoves(settings);
  return { id: to.id, from: from.version, to: to.version, ...ways };
}

function isOfRobot(settings: FlowMigrationSettings | RobotMigrationSettings): settings is RobotMigrationSettings {
  return "document" in settings.to;
}

function flowMoves({
  from,
  to,
  states = {},
  invokes = {},
  timers = {},
  context = (same) => same,
}: FlowMigrationSettings): Pick<Migration, "concerns" | "before" | "moveOf"> {
  const move: SnapshotMove = { states, invokes, timers, context };
  return {
    concerns: (flow) => flow === to.id,
    before: () => ("machine" in from ? from.machine : undefined),
    moveOf: () => move,
  };
}

function versionProblems(
  from: { readonly id: string; readonly version: number },
  to: { readonly id: string; readonly version: number },
): readonly string[] {
  if (from.id !== to.id) return [`"${from.id}" and "${to.id}" are not versions of one flow`];
  return from.version === to.version ? [`both are version ${to.version}`] : [];
}

function nameProblems(settings: FlowMigrationSettings | RobotMigrationSettings): readonly string[] {
  if (isOfRobot(settings)) {
    const { from, to, steps = {} } = settings;
    const stepsOf = ({ document }: RobotDefinition) => new Set(Object.keys(document.steps));
    return [
      ...unknownNames(Object.keys(steps), stepsOf(from), `version ${from.version} has no step`),
      ...unknownNames(Object.values(steps), stepsOf(to), `version ${to.version} has no step`),
    ];
  }
  const { from, to, states = {} } = settings;
  const statesOf = ({ machine }: Flow) => new Set(statesByName(machine).keys());
  return [
    ...("machine" in from
      ? unknownNames(Object.keys(states), statesOf(from), `version ${from.version} has no state`)
      : []),
    ...unknownNames(Object.values(states), statesOf(to), `version ${to.version} has no state`),
  ];
}

function unknownNames(names: readonly string[], known: ReadonlySet<string>, sentence: string): readonly string[] {
  return names
    .filter((name) => !known.has(name))
    .map((name) => {
      const meant = nearest(name, known);
      return `${sentence} "${name}"${meant === undefined ? "" : `, did you mean "${meant}"?`}`;
    });
}
