import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { endCauses, notConnectedCauses, reachedKinds } from "../../../src/calls/index.ts";
import { defineRobot, type RobotDefinition } from "../../../src/define/index.ts";
import { yesNo } from "../../../src/phrases/index.ts";
import { maskRun, replay, type CapturedRun, type CapturedStep } from "../../../src/testing/index.ts";
import type { Json } from "../../../src/ports/index.ts";
import { everything } from "../../define/tools/robots.ts";

/** A robot that reads a field of the CRM, then asks one question. */
function reader(input: z.ZodObject, field = "STAGE_ID"): RobotDefinition {
  return defineRobot({
    id: "reader",
    version: 1,
    direction: "outbound",
    locale: "ru",
    input,
    slots: { value: z.string().nullable() },
    texts: { sure: "Да?" },
    outcomes: { done: { title: "Готово" }, lost: { title: "Нет" } },
    start: "look",
    steps: {
      look: { act: "crm.readField", with: { field }, into: "value", next: "sure", failed: "sure" },
      sure: {
        ask: "sure",
        answers: { yes: { hear: yesNo.yes, next: { end: "done" } } },
        exhausted: { end: "lost" },
      },
    },
    unreached: "lost",
    hungUp: "lost",
  });
}

const answered: CapturedStep = { type: "answered", by: "human" };
const read = (result: Json): CapturedStep => ({ type: "effect", node: "look", effect: "crm.readField", result });
const yes: CapturedStep = { type: "left", node: "sure", exit: "answer:yes" };

function runOf(robot: RobotDefinition, input: Json, trail: readonly CapturedStep[] = [answered, read(null), yes]) {
  const { id, version, fingerprint } = robot;
  const isDone = trail.at(-1) === yes;
  const run: CapturedRun = {
    format: 1,
    robot: id,
    version,
    fingerprint,
    run: "0123456789abcdef",
    mode: "driven",
    locale: "ru",
    input,
    trail,
    outcome: isDone ? "done" : "lost",
    data: null,
    endCause: null,
  };
  return run;
}

/** The masked input, of a run that still replays. */
async function maskedInput(input: z.ZodObject, given: Json): Promise<Json> {
  const robot = reader(input);
  const masked = maskRun(runOf(robot, given), robot);
  expect(masked.incomplete).toBeUndefined();
  expect(String(await replay([masked], robot))).toContain("1 the same");
  return masked.input;
}

describe("codes of the CRM", () => {
  const codes = ["KH123456", "IVANOV_PETR", "PL1234567890", "AB_1979"];
  const resultOf = (field: string, result: string): unknown => {
    const robot = reader(z.object({}), field);
    return maskRun(runOf(robot, {}, [answered, read(result), yes]), robot).trail[1];
  };

  it("stay where a field is known to hold them, and nowhere else", () => {
    for (const field of ["STAGE_ID", "STATUS_ID", "SOURCE_ID", "CATEGORY_ID", "TYPE_ID"]) {
      expect(resultOf(field, "C1:NEW")).toMatchObject({ result: "C1:NEW" });
    }
    for (const field of ["UF_CRM_PASSPORT_ID", "UF_STAGE_ID", "ORIGIN_ID", "TITLE"]) {
      for (const code of codes) expect(JSON.stringify(resultOf(field, code))).not.toContain(code);
    }
    expect(resultOf("STAGE_ID", "Anna Petrova")).not.toMatchObject({ result: "Anna Petrova" });
  });
});

describe("names of members", () => {
  const latin = fc.stringMatching(/^[A-Z][a-z]{3,8}$/).filter((name) => !["Client", "Klient"].includes(name));
  const open: z.ZodObject = z.object({
    who: z.unknown(),
    tags: z.record(z.string(), z.unknown()),
    loose: z.looseObject({ plan: z.string() }),
  });

  it("stay only where the schema lists them", async () => {
    await fc.assert(
      fc.asyncProperty(latin, latin, async (one, other) => {
        const given = { [one]: { [other]: "busy" } };
        const input = { who: given, tags: given, loose: { plan: "x", ...given }, [other]: 1 };
        const masked = await maskedInput(open, input);
        expect(masked).toMatchObject({ who: {}, tags: {}, loose: { plan: expect.any(String) } });
        for (const name of [one, other]) expect(JSON.stringify(masked)).not.toContain(`"${name}"`);
      }),
      { numRuns: 40 },
    );
  });

  it("are masked also where every object has a member of that name", async () => {
    const given = { who: {}, tags: {}, loose: { plan: "", constructor: 1 } };
    expect(await maskedInput(open, given)).toEqual({ who: {}, tags: {}, loose: { plan: "", Клиент: 1 } });
  });

  it("stay where a record lists them", async () => {
    const names = z.object({
      some: z.partialRecord(z.enum(["new", "old"]), z.number()),
      one: z.record(z.union([z.literal("first"), z.literal("second")]), z.number()),
    });
    const given = { some: { new: 1 }, one: { first: 1, second: 2 } };
    expect(await maskedInput(names, given)).toEqual(given);
  });
});

describe("options of a union", () => {
  const person = z.object({ kind: z.literal("person"), name: z.string() });
  const firm = z.object({ kind: z.literal("firm"), title: z.string(), form: z.enum(["ooo", "ip"]) });

  it("are told apart by what the value is", async () => {
    const who = z.object({ who: z.discriminatedUnion("kind", [person, firm]) });
    expect(await maskedInput(who, { who: { kind: "person", name: "Анна" } })).toEqual({
      who: { kind: "person", name: "Клиент" },
    });
    expect(await maskedInput(who, { who: { kind: "firm", title: "Ромашка", form: "ip" } })).toEqual({
      who: { kind: "firm", title: "Клиент", form: "ip" },
    });
  });

  it("are told apart without a member that names them, in lists and where there may be nothing", async () => {
    const list = z.object({
      all: z.array(z.union([z.object({ phone: z.e164() }), z.object({ phone: z.string(), plan: z.enum(["gold"]) })])),
      none: z.union([person, firm]).nullable(),
      deep: z.union([z.union([z.object({ a: z.string() }), person]), firm]).nullable(),
    });
    const given = {
      all: [{ phone: "+79161234567" }, { phone: "дома", plan: "gold" }],
      none: null,
      deep: { kind: "firm", title: "Ромашка", form: "ooo" },
    };
    expect(await maskedInput(list, given)).toEqual({
      all: [{ phone: expect.stringMatching(/^\+70+1$/) }, { phone: "Клиент", plan: "gold" }],
      none: null,
      deep: { kind: "firm", title: "Клиент 2", form: "ooo" },
    });
  });
});

describe("moments and numbers", () => {
  const input = z.object({ words: z.array(z.string()), number: z.number(), until: z.iso.date() });
  const maskedWords = async (words: readonly string[]) =>
    ((await maskedInput(input, { words, number: 0, until: "9999-12-31" })) as { readonly words: Json }).words;

  it("stay where they are such", async () => {
    const moments = ["1985-03-04", "2026-12-31T23:59:59.123Z", "2026-05-01T10:00+03:00", "12:34", "24:00", "00:00:00"];
    expect(await maskedWords(moments)).toEqual(moments);
  });

  it("are masked where no calendar or clock has them", async () => {
    const numbers = ["4951-23-45", "9999-99-99", "4951-11-12", "2026-13-01", "1985-00-10", "1985-10-32", "45:67"];
    for (const number of numbers) expect(await maskedWords([number])).not.toContain(number);
  });

  it("are rounded where they are long, whole or not", async () => {
    const rounded = async (number: number) =>
      ((await maskedInput(input, { words: [], number, until: "2026-05-01" })) as { readonly number: number }).number;
    expect(await rounded(1_234_567_890.5)).toBe(1_234_000_000);
    expect(await rounded(79_161_234_567)).toBe(79_160_000_000);
    expect(await rounded(1500.5)).toBe(1500.5);
  });
});

describe("texts that no schema describes", () => {
  const robot = reader(z.object({}));
  const failed = (failure: string): CapturedStep => ({
    type: "effect",
    node: "look",
    effect: "crm.readField",
    failure,
  });

  it("become what the dialog takes them for", async () => {
    const exit = "answer:Меня зовут Анна Петрова";
    const trail: readonly CapturedStep[] = [
      answered,
      failed("no client Anna Petrova in CRM"),
      { type: "left", node: "sure", exit },
    ];
    const masked = maskRun(runOf(robot, {}, trail), robot);
    expect(masked.trail).toEqual([answered, failed("unknown"), { type: "left", node: "sure", exit: "noMatch" }]);
    expect(masked.incomplete).toBeUndefined();
    expect((await replay([masked], robot)).same).toBe(1);
  });

  it("stay where they are listed", () => {
    const trail = [answered, failed("CRM_ITEM_GONE"), yes];
    expect(maskRun(runOf(robot, {}, trail), robot).trail).toEqual(trail);
    expect(maskRun(runOf(robot, {}, [answered, failed("A79161234567"), yes]), robot).trail[1]).toEqual(
      failed("unknown"),
    );
    for (const by of reachedKinds) expect(causesOf({ type: "answered", by })).toEqual({ type: "answered", by });
    for (const cause of notConnectedCauses) expect(causesOf({ type: "notConnected", cause })).toMatchObject({ cause });
    for (const cause of endCauses) expect(causesOf({ type: "ended", cause })).toMatchObject({ cause });
  });

  it("are no causes", () => {
    const cause = "Анна" as never;
    expect(causesOf({ type: "answered", by: cause })).toEqual({ type: "answered", by: "unknown" });
    expect(causesOf({ type: "notConnected", cause })).toEqual({ type: "notConnected", cause: "unknown" });
    expect(causesOf({ type: "ended", cause })).toEqual({ type: "ended", cause: "error" });
    expect(maskRun({ ...runOf(robot, {}, []), endCause: cause }, robot).endCause).toBe("error");
  });

  it("are neither ends of a transfer nor names that a language model tells", () => {
    const reply = {
      say: null,
      fills: [{ slot: "Анна", value: 1, quote: "да" }],
      act: { effect: "Анна", input: { Anna: "Анна" } },
      exit: null,
      cost: 0,
    };
    const converse = { type: "effect", node: "talk", effect: "model.converse" } as const;
    const trail: readonly CapturedStep[] = [
      { type: "left", node: "human", exit: "Анна" as never },
      { ...converse, result: reply },
      { ...converse, result: { ...reply, exit: "Анна" } },
    ];
    const masked = maskRun(runOf(everything, { name: "", vip: false, city: "" }, trail), everything);
    expect(masked.trail[0]).toMatchObject({ exit: "failed" });
    expect(JSON.stringify(masked.trail)).not.toMatch(/Анна|Anna/);
  });

  function causesOf(step: CapturedStep): CapturedStep | undefined {
    return maskRun(runOf(robot, {}, [step]), robot).trail[0];
  }
});
