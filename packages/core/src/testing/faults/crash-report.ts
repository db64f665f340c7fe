import type { FaultPoint } from "../../engine/index.ts";
import type { CrashWorld } from "./crash-test.ts";
import type { CrashVerdict } from "./judge-crash.ts";
import { tellDeath, type ProcessDeath } from "./process-death.ts";

/** One world that was crashed. */
export interface PlayedCrash extends CrashVerdict {
  /** The deaths that happened, one per life. */
  readonly deaths: readonly ProcessDeath[];
}

/** What a crash test found. As text: a sentence per failure. */
export interface CrashReport {
  readonly flow: string;
  /** How the run ends without faults. */
  readonly expected: { readonly status: string; readonly outcome: string | null; readonly effects: number };
  /** How many worlds were crashed. */
  readonly worlds: number;
  /** How often a process died at each fault point. */
  readonly deathsAt: Readonly<Partial<Record<FaultPoint, number>>>;
  readonly failures: readonly PlayedCrash[];
  /** Worlds whose run waits for a person, as it must. */
  readonly parked: readonly PlayedCrash[];
  toString(): string;
}

/** Gathers what was played. */
export function toCrashReport(flow: string, expected: CrashWorld, played: readonly PlayedCrash[]): CrashReport {
  const [run] = expected.rows.runs;
  const failures = played.filter(({ problems }) => problems.length > 0);
  const parked = played.filter(({ parkedAt }) => parkedAt !== null);
  const deathsAt: Partial<Record<FaultPoint, number>> = {};
  for (const death of played.flatMap(({ deaths }) => deaths)) {
    if ("point" in death) deathsAt[death.point] = (deathsAt[death.point] ?? 0) + 1;
  }
  const head = `${flow}: ${played.length} worlds crashed, ${failures.length} failed, ${parked.length} wait for a person.`;
  return {
    flow,
    expected: { status: run?.status ?? "missing", outcome: run?.outcome ?? null, effects: expected.answered.size },
    worlds: played.length,
    deathsAt,
    failures,
    parked,
    toString: () => [head, ...failures.map(tellFailure)].join("\n"),
  };
}

/** @throws Error that names each crashed world which ended otherwise, with the deaths that play it again */
export function assertSurvived(report: CrashReport): void {
  if (report.failures.length > 0) throw new Error(report.toString());
}

function tellFailure({ deaths, problems }: PlayedCrash): string {
  return `- died ${deaths.map(tellDeath).join(", then ")}: ${problems.join("; ")}\n  deaths: ${JSON.stringify(deaths)}`;
}
