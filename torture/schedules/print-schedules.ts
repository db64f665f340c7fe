import {
  brokenEngines,
  catchBrokenEngine,
  faultPoints,
  tortureSchedules,
  type BrokenEngine,
  type Faults,
  type FaultPoint,
  type TortureReport,
} from "@callwright/core/testing";
import { printFaultTable } from "./print-fault-table.ts";
import { tortureKilled } from "./torture-killed.ts";

/** What the schedules torture is run with. */
export interface SchedulesOptions {
  readonly runs: number;
  /** So many are played in processes of their own, which are killed by SIGKILL. */
  readonly kills: number;
  readonly seed: number;
}

/** So many schedules are played against each broken engine until one catches it. */
const broughtAgainstBroken = 300;
/** From so many schedules on, each fault point must have killed this often. */
const fullCount = 1_000;
const deathsPerPoint = 10;

interface Check {
  readonly name: string;
  readonly passed: boolean;
  readonly counted: string;
}

/** Plays schedules, prints what was counted, and gives the number of failed checks. */
export async function printSchedules(options: SchedulesOptions): Promise<number> {
  const startedAt = performance.now();
  let played = 0;
  const report = await tortureSchedules({
    ...options,
    onRun: ({ schedule, problems }) => {
      played += 1;
      for (const problem of problems) say(`seed ${schedule.seed}: ${problem}`);
      if (played % 200 === 0) say(`${played} schedules`);
    },
  });
  printPoints(report);
  say(
    `schedules with a violation: ${report.failures.length} of ${report.runs}, ${report.withJumps} with jumps of the clock`,
  );
  const checks = [...scheduleChecks(report), ...(await killedChecks(options)), ...(await brokenChecks(options))];
  for (const { name, passed, counted } of checks) say(`${passed ? "ok    " : "FAILED"} ${name}: ${counted}`);
  for (const { seed, faults } of report.failures) say(`seed ${seed}: ${tellFaults(faults)}`);
  say(`${((performance.now() - startedAt) / 1_000).toFixed(0)} s`);
  const table = await printFaultTable();
  const wrong = checks.filter((check) => !check.passed).length;
  const failed = wrong + report.failures.length + table.failed;
  const passed = checks.length - wrong + report.runs - report.failures.length + table.passed;
  say(`${passed} passed, ${failed} failed`);
  return failed;
}

function printPoints({ deathsAt, passes, deathsFromOutside }: TortureReport): void {
  say(`${"fault point".padEnd(24)}${"passed".padStart(10)}${"deaths".padStart(8)}  what has happened there`);
  for (const [point, meaning] of Object.entries(faultPoints) as [FaultPoint, string][]) {
    const counts = `${String(passes[point]).padStart(10)}${String(deathsAt[point]).padStart(8)}`;
    say(`${point.padEnd(24)}${counts}  ${meaning}`);
  }
  say(
    `${"from outside".padEnd(24)}${"".padStart(10)}${String(deathsFromOutside).padStart(8)}  while requests are at the vendor`,
  );
}

function scheduleChecks(report: TortureReport): readonly Check[] {
  const rare = Object.entries(report.deathsAt).filter(([, deaths]) => deaths < deathsPerPoint);
  const needed = report.runs >= fullCount;
  return [
    {
      name: `fault points with fewer than ${deathsPerPoint} deaths (0${needed ? "" : `, from ${fullCount} schedules on`})`,
      passed: !needed || rare.length === 0,
      counted: rare.length === 0 ? "0" : rare.map(([point, deaths]) => `${point} ${deaths}`).join(", "),
    },
    {
      name: "runs left to a person, each between intent and answer of an effect that cannot be looked up",
      passed: true,
      counted: `${report.parked} (${report.events} events from outside, ${report.effects} effects)`,
    },
  ];
}

async function killedChecks({ kills, seed }: SchedulesOptions): Promise<readonly Check[]> {
  if (kills === 0) return [];
  const report = await tortureKilled({ runs: kills, seed });
  for (const { seed: failed, problems } of report.failures) say(`seed ${failed}, by SIGKILL: ${problems.join("; ")}`);
  const { killsAtPoints, killsFromOutside, parked, failures } = report;
  return [
    {
      name: "schedules with a violation, on SQLite in processes killed by SIGKILL (0)",
      passed: failures.length === 0,
      counted: `${failures.length} of ${kills}; ${killsAtPoints} kills at fault points, ${killsFromOutside} from outside, ${parked} runs parked`,
    },
  ];
}

async function brokenChecks({ seed, runs }: SchedulesOptions): Promise<readonly Check[]> {
  const checks: Check[] = [];
  for (const broken of Object.keys(brokenEngines) as BrokenEngine[]) {
    const caught = await catchBrokenEngine(broken, { seed, runs: Math.max(runs, broughtAgainstBroken) });
    const counted = caught ? `seed ${caught.seed}, ${tellFaults(caught.faults)}: ${caught.problem}` : "not caught";
    checks.push({ name: `a broken engine is caught, ${broken}`, passed: caught !== undefined, counted });
  }
  return checks;
}

function tellFaults({ deaths, jumps = [], restartAfterMs = 0 }: Faults): string {
  const told = deaths.map((death) =>
    "point" in death ? `dies at ${death.point} #${death.hit}` : `dies after ${death.afterMs} ms`,
  );
  const jumped = jumps.map(({ afterMs, byMs }) => `the clock jumps by ${byMs / 3_600_000} h after ${afterMs} ms`);
  const away = restartAfterMs > 0 ? [`is away for ${restartAfterMs} ms each time`] : [];
  return [...told, ...jumped, ...away].join(", then ");
}

function say(text: string): void {
  console.log(text);
}
