import { describe, expect, it } from "vitest";
import { z } from "zod";
import { defineRobot } from "../../src/define/index.ts";
import { isCallwrightError } from "../../src/errors/index.ts";
import { bookVisit, hears, plainDialog } from "./support/whole-robot.ts";

type Step = Readonly<Record<string, unknown>>;

const end = { end: "over" };
const base = {
  id: "slots",
  version: 1,
  direction: "outbound",
  locale: "en",
  input: z.object({ name: z.string(), note: z.string().optional() }),
  slots: { a: z.string(), b: z.string() },
  texts: { ask: "?", a: "{a}", b: "{b}", both: "{a} {b}", name: "{name}" },
  outcomes: { over: { title: "Over" }, told: { title: "Told", data: z.object({ a: z.string() }) } },
  effects: [bookVisit],
  conditions: { holds: () => true },
  unreached: "over",
  hungUp: "over",
};

/** The places that need a slot which may be empty, each with the way that leaves it empty. */
function emptyIn(steps: Readonly<Record<string, Step>>, more: Step = {}): readonly string[] {
  const told = { say: "ask", next: { end: "told", data: { a: "x" } } };
  const fillers = { fillB: { collect: "b", text: "ask", exhausted: "told", next: "told" }, told };
  const start = Object.keys(steps)[0];
  const way = { branch: [{ if: "holds", next: start }, { next: "fillB" }] };
  try {
    defineRobot({ ...base, ...more, start: "way", steps: { way, ...steps, ...fillers } } as never);
    return [];
  } catch (error) {
    if (!isCallwrightError(error, "DEFINE_INVALID")) throw error;
    return error.details.mistakes.map(({ code, path, sentence }) =>
      code === "DEFINE_SLOT_MAY_BE_EMPTY" ? `${path}: ${/on the way (.*) nothing/.exec(sentence)?.[1] ?? ""}` : code,
    );
  }
}

const collect = (slot: string, next: unknown, exhausted: unknown = end): Step => ({
  collect: slot,
  text: "ask",
  exhausted,
  next,
});
const say = (text: string, next: unknown = end): Step => ({ say: text, next });

describe("a slot", () => {
  it("is filled after its question, but not where the question gave up", () => {
    expect(emptyIn({ one: collect("a", "two"), two: say("a") })).toEqual([]);
    expect(emptyIn({ one: collect("a", "two", "two"), two: say("a") })).toEqual(["steps.two.say: way → one → two"]);
  });

  it("may be spoken by its own read-back, but not by the question itself", () => {
    expect(emptyIn({ one: { ...collect("a", end), readBack: "a" } })).toEqual([]);
    expect(emptyIn({ one: { ...collect("a", end), readBack: "both" } })).toEqual(["steps.one.readBack: way → one"]);
    expect(emptyIn({ one: { ...collect("a", end), noMatch: ["a"] } })).toEqual(["steps.one.noMatch[0]: way → one"]);
  });

  it("must be filled on every way, not on one of them", () => {
    const fork = { branch: [{ if: "holds", next: "one" }, { next: "two" }] };
    expect(emptyIn({ fork, one: collect("a", "two"), two: say("a") })).toEqual(["steps.two.say: way → fork → two"]);
    const both = { fork, one: collect("a", "last"), two: collect("a", "last"), last: say("a") };
    expect(emptyIn(both)).toEqual([]);
  });

  it("stays filled when a circle leads back", () => {
    const again = {
      one: collect("a", "two"),
      two: { ask: "a", answers: { more: { key: "1", next: "one" } }, exhausted: end },
    };
    expect(emptyIn(again)).toEqual([]);
    const late = {
      two: { ask: "ask", answers: { more: { key: "1", next: "one" } }, exhausted: "three" },
      one: collect("a", "two"),
      three: say("a"),
    };
    expect(emptyIn(late)).toEqual(["steps.three.say: way → two → three"]);
  });

  it("is filled by an effect that succeeded, where its member is always there", () => {
    const act = (into: unknown): Readonly<Record<string, Step>> => ({
      one: { act: "visits.book", with: { at: "x" }, into, next: "two", failed: end },
      two: say("a"),
    });
    expect(emptyIn(act({ a: "id" }))).toEqual([]);
    expect(emptyIn(act({ a: "hint" }))).toEqual(["steps.two.say: way → one → two"]);
    expect(emptyIn({ zero: collect("a", "one"), ...act({ a: "hint" }) })).toEqual([
      "steps.two.say: way → zero → one → two",
    ]);
    const failed = { one: { act: "crm.readField", with: { field: "F" }, into: "a", next: "two", failed: "two" } };
    expect(emptyIn({ ...failed, two: say("a") })).toEqual(["steps.two.say: way → one → two"]);
    expect(emptyIn({ one: { ...failed.one, filler: "a", failed: end }, two: say("a") })).toEqual([
      "steps.one.filler: way → one",
    ]);
  });

  it("is not certainly filled by a language model", () => {
    const converse = {
      converse: "Ask {a}.",
      fill: ["a"],
      limits: { turns: 1, timeMs: 1, cost: 0 },
      exits: { done: "two", gaveUp: end, limit: end, failed: end },
    };
    expect(emptyIn({ one: converse, two: say("a") })).toEqual([
      "steps.one.converse: way → one",
      "steps.two.say: way → one → two",
    ]);
  });

  it("is needed by values and by the data of ends", () => {
    const act = { act: "crm.readField", with: { field: "F{a}" }, next: end, failed: end };
    expect(emptyIn({ zero: collect("a", "one", "one"), one: act })).toEqual(["steps.one.with.field: way → zero → one"]);
    const told = { end: "told", data: { a: "{a}" } };
    expect(emptyIn({ one: collect("a", told, told) })).toEqual(["steps.one.exhausted.data.a: way → one"]);
  });

  it("with a default is always filled", () => {
    const slots = { a: z.string().default("x"), b: z.string() };
    expect(emptyIn({ two: say("a") }, { slots })).toEqual([]);
  });

  it("that nothing fills is told once, not at each use", () => {
    expect(emptyIn({ one: say("a", "two"), two: say("a") })).toEqual(["DEFINE_SLOT_NEVER_FILLED"]);
  });

  it("is needed where a command leads, and by digressions wherever the robot listens", () => {
    const commands = { operator: "two" };
    const steps = { one: { ...collect("a", "two") }, two: say("a") };
    expect(emptyIn(steps, { commands })).toEqual(["steps.two.say: way → one → two"]);
    const digressions = { price: { hear: hears("price", "price"), say: "a" } };
    expect(emptyIn(steps, { digressions })).toEqual(["digressions.price.say: way → one"]);
    expect(emptyIn(steps, { digressions: { price: { key: "9", say: "name" } } })).toEqual([]);
  });
});

describe("a slot that a dialog fills", () => {
  const dialog = (next: unknown): ReturnType<typeof plainDialog> =>
    plainDialog({
      id: "inner",
      locale: "en",
      slots: { found: z.string() },
      texts: { ask: "?" },
      exits: ["done", "lost"],
      start: "ask",
      steps: { ask: { collect: "found", text: "ask", exhausted: { exit: "lost" }, next } },
    });
  const use = (lost: unknown, next: unknown = { exit: "done" }): Step => ({
    use: dialog(next),
    into: { a: "found" },
    exits: { done: "two", lost },
  });

  it("is filled at exits that the dialog reaches with it", () => {
    expect(emptyIn({ one: use(end), two: say("a") })).toEqual([]);
    expect(emptyIn({ one: use("two"), two: say("a") })).toEqual(["steps.two.say: way → one → two"]);
    expect(emptyIn({ one: { ...use({ end: "told", data: { a: "{a}" } }) }, two: say("a") })).toEqual([
      "steps.one.exits.lost.data.a: way → one",
    ]);
  });

  it("may be empty where it refuses what the dialog can give", () => {
    const steps = { zero: collect("a", "one"), one: use(end), two: say("a") };
    const told = ["steps.two.say: way → zero → one → two"];
    for (const a of [z.string().min(6), z.iso.date(), z.string().regex(/^x/)]) {
      expect(emptyIn(steps, { slots: { a, b: z.string() } })).toEqual(told);
      expect(emptyIn(steps, { slots: { a: a.default("2026-11-27"), b: z.string() } })).toEqual([]);
    }
  });

  it("keeps what it had before where the dialog gave nothing", () => {
    expect(emptyIn({ zero: collect("a", "one"), one: use("two"), two: say("a") })).toEqual([]);
  });
});
