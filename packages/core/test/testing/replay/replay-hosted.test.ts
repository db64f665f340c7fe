import { describe, expect, it } from "vitest";
import { maskRun, replay, toCapturedRun } from "../../../src/testing/index.ts";
import { visitReminder } from "../../fixtures/visit-reminder.ts";
import { makeCalls, type StoredCall } from "./hosted-calls.ts";
import { otherVisitReminder } from "./other-versions.ts";

const capture = ({ rows, run, job }: StoredCall) => toCapturedRun(rows, run, visitReminder, job);

/** Whether the journal tells that a client said no; read without any code of the library. */
function saidNo({ rows }: StoredCall): boolean {
  return JSON.stringify(rows).includes('"exit":"answer:no"');
}

describe("replay of hosted calls", () => {
  it("finds exactly those runs whose journal passes the arc that was changed", async () => {
    const calls = await makeCalls(200, 7);
    const expected = new Set(calls.filter(saidNo).map((call) => capture(call).run));
    const report = await replay(calls.map(capture), otherVisitReminder);
    const differing = report.runs.filter((run) => run.verdict === "differs");
    expect(new Set(differing.map((run) => run.run))).toEqual(expected);
    expect(expected.size).toBeGreaterThan(20);
    expect([report.same, report.cannot, report.total]).toEqual([200 - expected.size, 0, 200]);
    for (const run of differing) {
      expect(run).toMatchObject({
        kind: "otherStep",
        expected: "promise",
        actual: "sorry",
        outcomeBefore: "no",
        outcomeAfter: "unclear",
      });
    }
    expect(String(report)).toContain(
      `200 runs replayed, ${200 - expected.size} the same, ${expected.size} differ, 0 cannot`,
    );
  });

  it("goes the same way with the same version, masked or not, in whatever order the reports came", async () => {
    const calls = await makeCalls(120, 11, { shuffled: true });
    const captured = calls.map(capture);
    const masked = captured.map((run) => maskRun(run, visitReminder));
    for (const runs of [captured, masked]) {
      const report = await replay(runs, visitReminder);
      expect([report.same, report.differs, report.cannot]).toEqual([120, 0, 0]);
    }
  });
});
