import type { RepeatClass } from "../../define/index.ts";
import type { TableName } from "../../ports/rows.ts";
import type { CrashWorld } from "./crash-test.ts";
import { runDifferences } from "./run-differences.ts";

/** What became of one world that was crashed. */
export interface CrashVerdict {
  /** In words; empty when it ended as the world without faults. */
  readonly problems: readonly string[];
  /** The effect of which nobody could tell whether it was carried out, so that the run waits for a person. */
  readonly parkedAt: string | null;
}

const once: readonly RepeatClass[] = ["at-most-once", "marked"];

/** Compares a crashed world with the one without faults. */
export function judgeCrash(expected: CrashWorld, world: CrashWorld, restartAfterMs: number): CrashVerdict {
  const isOnce = (key: string) => once.includes(world.repeatOf.get(typeOf(world, key)) ?? "may-repeat");
  const problems = [
    ...world.refusals.map((refusal) => `an event was refused: ${refusal}`),
    ...[...world.answered]
      .filter(([key, count]) => count > 1 && isOnce(key))
      .map(([key, count]) => `${typeOf(world, key)} (${key}) was carried out ${count} times`),
  ];
  const [before, after] = [expected.rows.runs[0], world.rows.runs[0]];
  if (!before || !after) return { problems: [...problems, "the run is missing"], parkedAt: null };
  const doubts = new Set(world.deaths.flatMap(({ inDoubt }) => inDoubt).map(({ id }) => id));
  const parkedAt = after.parked?.effect ?? null;
  if (parkedAt !== null && doubts.has(parkedAt)) return { problems, parkedAt };
  // While the process is away the order of timers and events may change: then only the rules above hold.
  if (restartAfterMs > 0) return { problems, parkedAt: null };
  return {
    problems: [
      ...problems,
      ...runDifferences(expected, before, world, after),
      ...rowDifferences(expected, world),
      ...keyDifferences(expected, world),
    ],
    parkedAt: null,
  };
}

/** Tables of the host whose rows are others. */
function rowDifferences(expected: CrashWorld, world: CrashWorld): readonly string[] {
  return (Object.keys(expected.rows) as TableName[])
    .filter((table) => table.startsWith("own."))
    .filter((table) => JSON.stringify(expected.rows[table]) !== JSON.stringify(world.rows[table]))
    .map((table) => `the rows of table ${table.slice("own.".length)} are others than without faults`);
}

function keyDifferences(expected: CrashWorld, world: CrashWorld): readonly string[] {
  // An answer of which the engine never heard counts too: the vendor gave it.
  const [before, after] = [new Set(expected.answered.keys()), new Set(world.answered.keys())];
  return [
    ...[...before]
      .filter((key) => !after.has(key))
      .map((key) => `${typeOf(expected, key)} (${key}) was never carried out`),
    ...[...after].filter((key) => !before.has(key)).map((key) => `${key} was carried out, and is not without faults`),
  ];
}

function typeOf({ rows }: CrashWorld, key: string): string {
  return rows.effects.find(({ id }) => id === key)?.type ?? "an effect";
}
