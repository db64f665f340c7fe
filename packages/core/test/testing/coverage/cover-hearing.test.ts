import { describe, expect, it } from "vitest";
import { assertHeard } from "../../../src/testing/coverage/assert-heard.ts";
import { coverHearing } from "../../../src/testing/coverage/cover-hearing.ts";
import { visitReminder } from "../../fixtures/visit-reminder.ts";
import { quickLoan } from "../exploration/lender.ts";

describe("coverHearing", () => {
  it("counts what was meant and what was heard, and lists what was heard wrong", () => {
    const report = coverHearing(visitReminder, [
      { step: "ask", says: "да, конечно", means: "yes" },
      { step: "ask", says: "да", means: "yes" },
      { step: "ask", says: "нет", means: "no" },
      { step: "ask", says: "кто это?", means: null },
      { step: "ask", says: "да", means: "no" },
    ]);
    expect(report.totals).toEqual({ right: 4, total: 5 });
    expect(String(report)).toMatchInlineSnapshot(`
      "visit-reminder: 4 of 5 heard right

      ask: meant  yes  no  none
      yes           2   0     0
      no            1   1     0
      none          0   0     1

      Heard wrong:
        ask "да": meant no, heard yes (phrases)"
    `);
    expect(() => assertHeard(report)).toThrowErrorMatchingInlineSnapshot(`
      [Error: Robot "visit-reminder" heard 4 of 5 utterances right, wanted 5:
      - ask "да": meant no, heard yes (phrases)]
    `);
    expect(() => assertHeard(report, { atLeast: 0.8 })).not.toThrow();
  });

  it("hears values, and tells another value from none", () => {
    const report = coverHearing(quickLoan, [
      { step: "sum", says: "five hundred", means: null, value: 500 },
      { step: "sum", says: "five hundred", means: null, value: 400 },
      { step: "sum", says: "hmm", means: null, value: 1 },
      { step: "sum?", says: "yes", means: "yes" },
    ]);
    expect(report.confusion).toEqual([
      { step: "sum", meant: "value", heard: "value", count: 1 },
      { step: "sum", meant: "value", heard: "other value", count: 1 },
      { step: "sum", meant: "value", heard: "none", count: 1 },
      { step: "sum?", meant: "yes", heard: "yes", count: 1 },
    ]);
  });

  it("says which steps listen and which answers they have", () => {
    expect(() => coverHearing(visitReminder, [{ step: "thank", says: "да", means: "yes" }])).toThrow(
      'Step "thank" does not listen. These do: ask, ask~i,',
    );
    expect(() => coverHearing(visitReminder, [{ step: "ask", says: "да", means: "yeah" }])).toThrow(
      'Step "ask" has no answer "yeah". It has: yes, no.',
    );
  });
});
