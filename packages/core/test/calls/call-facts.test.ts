import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  endCauses,
  mergeReport,
  noFacts,
  notConnectedCauses,
  reachedKinds,
  reduceReports,
} from "../../src/calls/index.ts";
import type { CallReport, DialogExit } from "../../src/calls/index.ts";

const at = fc.integer({ min: 0, max: 50 });
const anyReport: fc.Arbitrary<CallReport> = fc.oneof(
  fc.record({ type: fc.constant("call.answered" as const), by: fc.constantFrom(...reachedKinds), at }),
  fc.record({ type: fc.constant("call.not-connected" as const), cause: fc.constantFrom(...notConnectedCauses), at }),
  fc.record({
    type: fc.constant("dialog.left" as const),
    node: fc.constantFrom("ask", "thank"),
    exit: fc.constantFrom("said", "noInput", "hungUp", "answer:yes", "value", "done", "connected", "busy", "way:1"),
    at,
  }),
  fc.record({ type: fc.constant("call.ended" as const), cause: fc.constantFrom(...endCauses), at }),
  fc.record({
    type: fc.constant("recording.ready" as const),
    url: fc.option(fc.constantFrom("http://127.0.0.1/a", "http://127.0.0.1/b")),
    mediaType: fc.constant("audio/wav"),
    durationMs: fc.integer({ min: 0, max: 3 }),
    transcriptBlob: fc.option(fc.constantFrom("blob-a", "blob-b")),
    at,
  }),
);

describe("reduceReports", () => {
  it("takes a value for the voice of a human, and being put through for the end of the robot's part", () => {
    const left = (exit: DialogExit): CallReport => ({ type: "dialog.left", node: "n", exit, at: 1 });
    expect(reduceReports([left("value")])).toMatchObject({ reached: "human", endCause: null });
    expect(reduceReports([left("connected")])).toMatchObject({ reached: "unknown", endCause: "transferred" });
    expect(reduceReports([left("done"), left("failed"), left("way:0")])).toMatchObject({
      reached: "unknown",
      endCause: null,
    });
  });

  it("gives the same facts for every order of the same reports, however often each came", () => {
    const shuffledWithRepeats = fc.array(anyReport, { maxLength: 8 }).chain((reports) =>
      fc.record({
        reports: fc.constant(reports),
        again: fc.shuffledSubarray([...reports, ...reports], {
          minLength: reports.length * 2,
          maxLength: reports.length * 2,
        }),
      }),
    );
    fc.assert(
      fc.property(shuffledWithRepeats, ({ reports, again }) => {
        expect(reduceReports(again)).toEqual(reduceReports(reports));
      }),
    );
  });

  it("keeps the answer when a late busy report arrives", () => {
    const facts = reduceReports([
      { type: "call.answered", by: "unknown", at: 5 },
      { type: "call.not-connected", cause: "busy", at: 6 },
    ]);
    expect(facts).toMatchObject({ answeredAt: 5, notConnected: null });
  });

  it("calls somebody who answered a question human, and nobody else", () => {
    const spoken = mergeReport(noFacts, { type: "dialog.left", node: "ask", exit: "answer:yes", at: 9 });
    const silent = mergeReport(noFacts, { type: "dialog.left", node: "ask", exit: "noInput", at: 9 });
    expect([spoken.reached, silent.reached]).toEqual(["human", "unknown"]);
  });

  it("prefers a cause that tells something over an unknown one", () => {
    const facts = reduceReports([
      { type: "call.not-connected", cause: "busy", at: 1 },
      { type: "call.not-connected", cause: "unknown", at: 2 },
    ]);
    expect(facts.notConnected).toBe("busy");
  });
});
