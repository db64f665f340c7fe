import { beforeAll, describe, expect, it } from "vitest";
import type { RobotDefinition, RobotDocument } from "../../../src/define/index.ts";
import { maskRun, replay, toCapturedRun, type CapturedRun } from "../../../src/testing/index.ts";
import { everything } from "../../define/tools/robots.ts";
import { makeDrivenCalls } from "./driven-calls.ts";

const settings = {
  input: (client: number) => ({ name: `Мария ${client}`, vip: client % 2 === 0, city: "Одесса" }),
  locale: "ru",
  values: {
    amount: [1500, 60_000],
    kind: ["new", "old"],
    street: ["Пушкина", "Лев"],
    day: ["2026-05-01"],
    "where.street": ["Пушкина", "Лев"],
    "where.house": ["12а"],
  },
  words: (number: number) => `Мне нужна печь номер ${number}`,
};

let captured: readonly CapturedRun[] = [];

beforeAll(async () => {
  const calls = await makeDrivenCalls(everything, 60, 3, settings);
  captured = calls.map(({ run, rows }) => toCapturedRun(rows, run, everything));
}, 120_000);

/** The same robot with some steps changed; not checked, as a change on the way would be. */
function changed(steps: (before: RobotDocument["steps"]) => object): RobotDefinition {
  const { document } = everything;
  return {
    ...everything,
    version: 3,
    document: { ...document, steps: { ...document.steps, ...steps(document.steps) } },
  };
}

/** Whether a run left a step, under whatever name repetitions gave it. */
const passes = (step: string, exit?: string) => (run: CapturedRun) =>
  run.trail.some(
    (one) =>
      "node" in one &&
      one.node.split(/[~?+]/)[0] === step &&
      (exit === undefined || (one.type === "left" && one.exit === exit)),
  );

describe("replay of driven calls", () => {
  it("takes every kind of event from journals", () => {
    const kinds = new Set(
      captured.flatMap(({ trail }) =>
        trail.map((step) =>
          step.type === "effect" ? `${step.effect}${step.failure === undefined ? "" : "!"}` : step.type,
        ),
      ),
    );
    for (const kind of [
      "answered",
      "notConnected",
      "left",
      "ended",
      "crm.readField!",
      "visits.book",
      "timer",
      "model.converse",
    ]) {
      expect([...kinds]).toContain(kind);
    }
    expect(captured[0]).toMatchObject({ format: 1, robot: "everything", version: 2, mode: "driven", locale: "ru" });
    expect(captured[0]?.run).toMatch(/^[0-9a-f]{16}$/);
  });

  it("goes the same way with the same version, masked or not", async () => {
    for (const runs of [captured, captured.map((run) => maskRun(run, everything))]) {
      expect(String(await replay(runs, everything))).toBe(
        `everything@2: ${captured.length} runs replayed, ${captured.length} the same, 0 differ, 0 cannot be replayed`,
      );
    }
  });

  it("differs where a run meets a step that leads elsewhere, and nowhere else", async () => {
    const version = changed(({ size }) => ({ size: { ...size, branch: [{ next: "human" }] } }));
    const report = await replay(captured, version);
    for (const [index, { verdict, kind, actual }] of report.runs.entries()) {
      const run = captured[index];
      const goesOn = ["book", "where", "where.street", "talk"].some((step) => run && passes(step)(run));
      if (goesOn) expect([verdict, kind, actual]).toEqual(["differs", "otherStep", "human"]);
    }
    expect(report.differs).toBeGreaterThan(10);
  });

  it("tells an answer that is gone from one that leads elsewhere", async () => {
    const version = changed(({ ask }) => {
      const { yes: _, ...answers } = (ask as { readonly answers: Readonly<Record<string, unknown>> }).answers;
      return { ask: { ...ask, answers } };
    });
    const report = await replay(captured, version);
    const isAskedAgain = (node: string) => node.includes("?");
    const gone = captured
      .map((run) => ({ ...run, trail: run.trail.filter((step) => !("node" in step && isAskedAgain(step.node))) }))
      .filter(passes("ask", "answer:yes"))
      .map(({ run }) => run);
    const told = report.runs.filter(({ kind }) => kind === "answerGone");
    expect(told.map(({ run }) => run)).toEqual(gone);
    expect(told[0]).toMatchObject({
      expected: "answer:yes",
      words: expect.stringContaining("does not take the answer `yes`"),
    });
  });

  it("tells other effects, other ends, and runs that cannot be replayed", async () => {
    const otherEffect = changed(({ book }) => ({ book: { ...book, act: "crm.readField", with: { field: "TITLE" } } }));
    const booked = captured.filter(passes("book"));
    const effects = await replay(booked, otherEffect);
    expect(effects.kinds.otherEffect).toBeGreaterThan(0);
    expect(effects.kinds.otherEffect + effects.same).toBe(booked.length);
    const otherEnd = changed(({ bye }) => ({ bye: { ...bye, hungUp: "lost", next: { end: "lost" } } }));
    const ends = await replay(captured, otherEnd);
    expect(ends.runs.filter(({ verdict }) => verdict === "differs").every((run) => run.outcomeAfter === "lost")).toBe(
      true,
    );
    expect(ends.kinds.endsOtherwise).toBe(
      captured.filter(({ outcome }) => outcome === "done").length - passedHungUpBook(),
    );
    const [run] = captured;
    if (!run) throw new Error("there is no run");
    const cannot = await replay(
      [
        { ...run, robot: "other" },
        { ...run, outcome: null },
        { ...run, incomplete: "why" },
        { ...run, input: { name: 5 } },
      ],
      everything,
    );
    expect(cannot.runs.map(({ words }) => words)).toEqual([
      "it is a run of `other`",
      "it has no outcome",
      "why",
      expect.stringContaining("the input does not fit: name:"),
    ]);
  });

  it("compares the words spoken where it is asked to", async () => {
    const { document } = everything;
    const texts = { ...document.texts, howMuch: { ru: "Какая сумма?", uk: "Яка сума?" } };
    const version: RobotDefinition = { ...everything, version: 3, document: { ...document, texts } };
    expect((await replay(captured, version)).differs).toBe(0);
    const report = await replay(captured, version, { textsOf: everything });
    expect(report.kinds.otherText).toBe(captured.filter((run) => passes("look")(run) && reachesSum(run)).length);
    expect(report.differs).toBe(report.kinds.otherText);
    expect(String(report)).toContain('says "Какая сумма?" in `sum` (before: "На какую сумму?")');
  });
});

/** Runs that end with `done` without coming to the last step. */
function passedHungUpBook(): number {
  return captured.filter((run) => run.outcome === "done" && !passes("bye")(run)).length;
}

/** Whether the question for the sum was spoken: the effect before it came to an end. */
function reachesSum({ trail }: CapturedRun): boolean {
  const at = trail.findIndex((step) => step.type === "effect" && step.node === "look");
  return at >= 0 && !trail.some((step) => step.type === "left" && step.node === "look" && step.exit === "hungUp");
}
