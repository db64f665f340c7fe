import { describe, expect, it } from "vitest";
import { assertCovered } from "../../../src/testing/coverage/assert-covered.ts";
import { coverRobot } from "../../../src/testing/coverage/cover-robot.ts";
import { anna, visitReminder } from "../../fixtures/visit-reminder.ts";
import { office } from "./office.ts";
import { barrier, circle, secret, vault, wonStage } from "./robots.ts";

describe("coverRobot", () => {
  it("covers every arc of the visit reminder", async () => {
    const report = await coverRobot(visitReminder, { inputs: [anna] });
    assertCovered(report);
    expect(report.uncovered).toEqual([]);
    expect(report.neverReached).toEqual({ steps: [], outcomes: [] });
    expect(String(report)).toMatchInlineSnapshot(`
      "visit-reminder 1: 62 of 62 arcs covered

      step     arcs  covered  missing
      (call)     13       13
      ask        45       45
      thank       2        2
      promise     2        2"
    `);
  });

  it("tells the shortest script of each arc, and how its call ends", async () => {
    const report = await coverRobot(visitReminder, { inputs: [anna] });
    const scriptOf = (node: string, exit: string) => {
      const arc = report.arcs.find((one) => one.node === node && one.exit === exit);
      return [arc?.to, arc?.script?.join(" "), arc?.ends?.outcome, arc?.input];
    };
    expect([
      scriptOf("(call)", "notConnected:busy"),
      scriptOf("ask", "answer:no"),
      scriptOf("ask~i", "noMatch"),
      scriptOf("ask~ii", "hungUp"),
      scriptOf("thank", "said"),
      scriptOf("thank", "hungUp"),
    ]).toEqual([
      ["end:noAnswer", 'notConnected("busy")', "noAnswer", anna],
      ["promise", 'answer() means("no")', "no", anna],
      ["ask~im", 'answer() silence() says("…") says("…")', "unclear", anna],
      ["end:unclear", "answer() silence() silence() hangsUp()", "unclear", anna],
      ["end:yes", 'answer() means("yes")', "yes", anna],
      ["end:yes", 'answer() hangsUpDuringNextMessage() means("yes")', "yes", anna],
    ]);
  });

  it("covers pairs of consecutive arcs", async () => {
    const { totals, pairs } = await coverRobot(visitReminder, { depth: 2 });
    expect(totals.pairs).toEqual({ covered: 81, total: 81 });
    expect(pairs).toContainEqual({
      first: { node: "ask~m", exit: "noInput" },
      second: { node: "ask~mi", exit: "answer:yes" },
      covered: true,
      script: ["answer()", 'says("…")', "silence()", 'means("yes")'],
      input: expect.anything(),
    });
  });

  it("goes round a circle once", async () => {
    const report = await coverRobot(circle, { depth: 2 });
    assertCovered(report);
    expect(report.totals.pairs.covered).toBe(report.totals.pairs.total);
    expect(report.places).toBeLessThan(20);
  });

  it("says which condition keeps a step from being reached, and the way before it", async () => {
    const report = await coverRobot(vault);
    expect(String(report)).toMatchInlineSnapshot(`
      "vault 1: 4 of 10 arcs covered

      step     arcs  covered  missing
      (call)      1        1
      check       3        1        2
      welcome     2        0        2
      ghost       2        0        2
      away        2        2

      Not covered:
        check way:0 → welcome: only condition \`right\` leads there and no sampled input made it true: give \`inputs\`
        check way:1 → ghost: only condition \`impossible\` leads there and no sampled input made it true: give \`inputs\`, \`values\` or \`results\`
        welcome said → end:open, hungUp → end:shut: step "welcome" was never reached, see "check way:0": only condition \`right\` leads there and no sampled input made it true: give \`inputs\`
        ghost said → end:open, hungUp → end:shut: step "ghost" was never reached, see "check way:1": only condition \`impossible\` leads there and no sampled input made it true: give \`inputs\`, \`values\` or \`results\`

      Steps never reached:
        welcome
        ghost

      Outcomes never reached:
        open"
    `);
    expect(() => assertCovered(report)).toThrowErrorMatchingInlineSnapshot(`
      [Error: Robot "vault" has 4 of 10 arcs covered, wanted 10:
      - check way:0 → welcome: only condition \`right\` leads there and no sampled input made it true: give \`inputs\`
        way to the place before: answer()
      - check way:1 → ghost: only condition \`impossible\` leads there and no sampled input made it true: give \`inputs\`, \`values\` or \`results\`
        way to the place before: answer()
      - welcome said → end:open, hungUp → end:shut: step "welcome" was never reached, see "check way:0": only condition \`right\` leads there and no sampled input made it true: give \`inputs\`
        way to the place before: answer()
      - ghost said → end:open, hungUp → end:shut: step "ghost" was never reached, see "check way:1": only condition \`impossible\` leads there and no sampled input made it true: give \`inputs\`, \`values\` or \`results\`
        way to the place before: answer()]
    `);
    expect(() => assertCovered(report, { atLeast: 0.4 })).not.toThrow();
  });

  it("takes the inputs given first, and covers with them what no sample finds", async () => {
    const { uncovered, neverReached } = await coverRobot(vault, { inputs: [secret] });
    expect(uncovered.map(({ node, exit }) => `${node} ${exit}`)).toEqual(["check way:1", "ghost said", "ghost hungUp"]);
    expect(neverReached).toEqual({ steps: ["ghost"], outcomes: [] });
  });

  it("covers every kind of step, sub-dialogs, commands and digressions", async () => {
    const report = await coverRobot(office);
    assertCovered(report);
    expect(report.neverReached).toEqual({ steps: [], outcomes: [] });
    const endOf = (node: string, exit: string) => {
      const arc = report.arcs.find((one) => one.node === node && one.exit === exit);
      return [arc?.to, arc?.script?.slice(1).join(" "), arc?.ends];
    };
    expect(endOf("ask", "answer:yes?")).toEqual([
      "ask?yes",
      'means("yes", { confidence: 0.35 }) means("no")',
      { outcome: "refused", data: null },
    ]);
    expect(endOf("book", "done")[2]).toEqual({ outcome: "booked", data: { id: "Anna" } });
    expect(endOf("where.size", "way:0")[0]).toBe("where!gaveUp");
    expect(endOf("human", "noAnswer")[1]).toBe('means("command.operator") transfers("noAnswer")');
  });

  it("says which values and results are missing, and takes them", async () => {
    const { uncovered } = await coverRobot(barrier);
    expect(uncovered.find(({ node, exit }) => `${node} ${exit}` === "ask value")?.why).toBe(
      'no sampled value fits slot "plate": give `values.plate`',
    );
    const half = await coverRobot(barrier, { values: { plate: ["A123"] } });
    expect(half.uncovered.map(({ node, exit }) => `${node} ${exit}`)).toEqual([
      "check way:0",
      "yes said",
      "yes hungUp",
    ]);
    expect(half.uncovered[0]?.before).toEqual([
      "answer()",
      'means({ value: "A123" })',
      'returns("crm.readField", "Anna")',
    ]);
    const whole = await coverRobot(barrier, { values: { plate: ["A123"] }, results: { "crm.readField": [wonStage] } });
    expect(whole.uncovered).toEqual([]);
  });

  it("tells the call in which a condition throws", async () => {
    const report = await coverRobot(barrier, { values: { plate: ["A123"] } });
    expect(report.crashes).toEqual([
      {
        script: ["answer()", 'means({ value: "A123" })', 'returns("crm.readField", null)'],
        input: {},
        message: "the deal has no stage",
      },
    ]);
    expect(() => assertCovered(report, { atLeast: 0 })).toThrow("the dialog failed after answer(), ");
  });

  it("says when its limit cut it", async () => {
    const report = await coverRobot(visitReminder, { limit: 3 });
    expect(report.cut).toBe("The walk ended after 3 places; raise `limit` (3) to go on.");
    expect(() => assertCovered(report)).toThrow("raise `limit`");
  });

  it("refuses an input that does not fit", async () => {
    await expect(coverRobot(vault, { inputs: [{ code: 1 }] as never })).rejects.toThrow(
      'An input given for robot "vault" does not fit its schema (code: ',
    );
  });
});
