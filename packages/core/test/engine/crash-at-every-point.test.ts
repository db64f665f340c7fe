import fc from "fast-check";
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
  const fired = effects.get("fireTrigger") ?? 0;
  const doubted = parked.some((run) => run.parked?.code === "TRIGGER_RESULT_UNKNOWN");
  if (doubted && fired > 0) problems.push("a person is asked about a trigger that fired and moved the deal");
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

async function pointsOf(play: Omit<Play, "kills" | "restartAfterMs">): Promise<readonly string[]> {
  return (await playMortal({ ...play, kills: [], restartAfterMs: 0 })).points;
}

function everyKill(points: number): readonly Kill[] {
  return Array.from({ length: points }, (_, index) => index + 1).flatMap((point) => [
    { point, when: "before" as const },
    { point, when: "after" as const },
  ]);
}

function killsAfter(points: number): readonly Kill[] {
  return everyKill(points).filter(({ when }) => when === "after");
}

function tell(kills: readonly Kill[], points: readonly string[]): string {
  return kills.map(({ point, when }) => `killed ${when} ${points[point - 1] ?? "?"} #${point}`).join(", then ");
}

describe("a process killed once, at every commit and every vendor request, before and after it takes effect", () => {
  it.each(Object.entries(cases))(
    "%s: nothing happens twice, nothing is forgotten",
    { timeout: 120_000 },
    async (_, { expected, parks, ...play }) => {
      const points = await pointsOf(play);
      expect(points.length).toBeGreaterThan(20);
      const failures: string[] = [];
      const codes = new Set<string>();
      // At once: reports come to the new process. A minute later: they are lost, and nobody repeats them.
      for (const restartAfterMs of [0, 60_000]) {
        // What died before it was sent is the same a minute later.
        const kills = restartAfterMs > 0 ? killsAfter(points.length) : everyKill(points.length);
        for (const kill of kills) {
          const end = await playMortal({ ...play, kills: [kill], restartAfterMs });
          for (const run of end.parked) codes.add(run.parked?.code ?? "");
          for (const problem of problemsOf(end, expected))
            failures.push(`${tell([kill], points)}, back after ${restartAfterMs} ms: ${problem}`);
        }
      }
      expect(failures).toEqual([]);
      expect([...codes].sort()).toEqual([...parks].sort());
    },
  );
});

describe("a process killed again and again, also while it recovers", () => {
  it.each(Object.entries(cases))(
    "%s: nothing happens twice, nothing is forgotten",
    { timeout: 120_000 },
    async (_, { expected, parks, ...play }) => {
      const points = await pointsOf(play);
      const kill = fc.record({
        point: fc.integer({ min: 1, max: points.length }),
        when: fc.constantFrom("before" as const, "after" as const),
      });
      const kills = fc.array(kill, { minLength: 2, maxLength: 5 });
      await fc.assert(
        fc.asyncProperty(kills, fc.constantFrom(0, 3_000, 60_000), async (deaths, restartAfterMs) => {
          const end = await playMortal({ ...play, kills: deaths, restartAfterMs });
          expect(problemsOf(end, expected)).toEqual([]);
          for (const run of end.parked) expect(parks).toContain(run.parked?.code);
        }),
        { numRuns: 15, seed: 20260304 },
      );
    },
  );
});

describe("the two wrong ways to treat an interrupted effect", () => {
  const play = { client: "yes", expected: { stage: "CONFIRMED" } } as const;

  it("blind repetition dials and fires twice", { timeout: 60_000 }, async () => {
    const points = await pointsOf(play);
    const twice = new Set<string>();
    for (const kill of killsAfter(points.length)) {
      const end = await playMortal({ ...play, kills: [kill], restartAfterMs: 0, variant: "repeat" });
      for (const problem of problemsOf(end, play.expected)) twice.add(problem.replace(/ \S+:1/, ""));
    }
    expect(twice).toContain("launch took effect 2 times");
    expect(twice).toContain("fireTrigger took effect 2 times");
  });

  it("parking everything asks a person where a look-up would have told", { timeout: 60_000 }, async () => {
    const points = await pointsOf(play);
    const parkedBy = async (variant: { readonly variant?: "park" }) => {
      let parked = 0;
      for (const kill of killsAfter(points.length)) {
        const end = await playMortal({ ...play, kills: [kill], restartAfterMs: 0, ...variant });
        if (end.parked.length > 0) parked += 1;
      }
      return parked;
    };
    const [right, wrong] = [await parkedBy({}), await parkedBy({ variant: "park" })];
    expect(right).toBeGreaterThan(0);
    expect(wrong).toBeGreaterThan(right);
  });
});
