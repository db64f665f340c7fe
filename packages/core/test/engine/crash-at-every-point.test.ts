import { describe, expect, it } from "vitest";
import { playMortal, type Aftermath, type Kill, type Play } from "./support/mortal-world.ts";

/** Requests that must never take effect twice, whatever dies when. */
const once = ["launch", "fireTrigger", "closeCall", "attachRecording", "attachTranscript", "createTodo"];

/** What must hold after any sequence of deaths; each problem is told in words. */
function problemsOf(
  { job, answered, parked, effects, stage, crm, store }: Aftermath,
  expected: { readonly stage: string },
): readonly string[] {
  const problems: string[] = [];
  for (const [label, count] of effects) {
    if (count > 1 && once.includes(label.split(" ")[0] ?? "")) problems.push(`${label} took effect ${count} times`);
  }
  if (store.dump("jobs").length > 1) problems.push("the request made two jobs");
  if (answered && !job) problems.push("an answered request left no job");
  if (crm.calls.size > store.dump("attempts").length) problems.push("a call stands in the history twice");
  if (!job) return problems;
  const left = store.dump("effects").filter(({ state }) => state === "pending" || state === "started");
  if (left.length > 0) problems.push(`effects are left: ${left.map(({ type, state }) => `${type} ${state}`).join()}`);
  if (store.dump("timers").length > 0) problems.push("timers are left");
  if (parked.some((run) => !run.parked?.code)) problems.push("a run is parked without a code");
  if (parked.length > 0) return problems;
  if (job.status !== "done") problems.push(`the job is ${job.status}, and nobody is asked`);
  if (stage !== expected.stage) problems.push(`the deal stands at ${String(stage)}`);
  if (crm.completed.length !== 1) problems.push(`the request was completed ${crm.completed.length} times`);
  const logged = [...crm.calls.values()];
  if (logged.some((call) => call.activityId === null)) problems.push("a call in the history is not closed");
  return problems;
}

interface Case extends Omit<Play, "kills" | "restartAfterMs"> {
  readonly expected: { readonly stage: string };
  /** Codes under which a run may wait for a person at the end. */
  readonly parks: readonly string[];
}

const cases: Readonly<Record<string, Case>> = {
  "a client who says yes": { client: "yes", expected: { stage: "CONFIRMED" }, parks: ["TRIGGER_RESULT_UNKNOWN"] },
  "nobody picks up, twice": { client: "noAnswer", expected: { stage: "UNREACHED" }, parks: ["TRIGGER_RESULT_UNKNOWN"] },
  "a client who hangs up": { client: "hangup", expected: { stage: "VISIT" }, parks: [] },
  "a vendor that cannot be asked": {
    client: "yes",
    lookup: false,
    expected: { stage: "CONFIRMED" },
    parks: ["TRIGGER_RESULT_UNKNOWN", "CALL_RESULT_UNKNOWN"],
  },
};

const downTimes = [0, 7_000, 60_000];

async function pointsOf(play: Omit<Play, "kills" | "restartAfterMs">): Promise<readonly string[]> {
  return (await playMortal({ ...play, kills: [], restartAfterMs: 0 })).points;
}

function tell({ kills, restartAfterMs }: Pick<Play, "kills" | "restartAfterMs">, points: readonly string[]): string {
  const deaths = kills.map(({ point, when }) => `${when} ${points[point - 1] ?? "?"} #${point}`);
  return `killed ${deaths.join(", then ")}, down for ${restartAfterMs} ms`;
}

describe("killed once, at every commit and every vendor request, before and after it takes effect", () => {
  it.each(Object.entries(cases))(
    "%s: nothing happens twice, nothing is forgotten",
    { timeout: 120_000 },
    async (_, { expected, parks, ...play }) => {
      const points = await pointsOf(play);
      const failures: string[] = [];
      const codes = new Set<string>();
      for (const restartAfterMs of downTimes) {
        for (const kill of everyKill(points.length)) {
          const end = await playMortal({ ...play, kills: [kill], restartAfterMs });
          const problems = problemsOf(end, expected);
          for (const run of end.parked) codes.add(run.parked?.code ?? "");
          for (const run of end.parked)
            if (!parks.includes(run.parked?.code ?? ""))
              failures.push(
                `${tell({ kills: [kill], restartAfterMs }, points)}: parked with ${String(run.parked?.code)}`,
              );
          if (problems.length > 0)
            failures.push(`${tell({ kills: [kill], restartAfterMs }, points)}: ${problems.join("; ")}`);
        }
      }
      expect(failures).toEqual([]);
      expect([...codes].sort()).toEqual([...parks].sort());
    },
  );
});

function everyKill(points: number): readonly Kill[] {
  return Array.from({ length: points }, (_, index) => index + 1).flatMap((point) => [
    { point, when: "before" as const },
    { point, when: "after" as const },
  ]);
}
