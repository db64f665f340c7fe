import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { sqlite } from "@callwright/adapter-sqlite";
import { defineRobot, defineTable } from "@callwright/core";
import { yesNo } from "@callwright/core/phrases";
import { virtualEngine, type VirtualEngine } from "@callwright/core/testing";
import { z } from "zod";
import { describe, expect, it, onTestFinished } from "vitest";
import { callwright } from "./kit.ts";

const key = Buffer.alloc(32, 7).toString("base64");
const store = ["--store", "store.db", "--key-env", "CARE_TEST_KEY", "--account", "test"];
const day = 24 * 3_600_000;

const visits = defineTable({
  id: "visits",
  version: 1,
  row: z.object({ id: z.string(), phone: z.string(), remark: z.string() }),
  search: ["remark"],
  person: { phone: "phone" },
});

function folder(): string {
  const cwd = mkdtempSync(path.join(tmpdir(), "callwright-care-"));
  process.env["CARE_TEST_KEY"] = key;
  onTestFinished(() => rmSync(cwd, { recursive: true, force: true }));
  return cwd;
}

const robot = defineRobot({
  id: "visit",
  version: 1,
  direction: "outbound",
  locale: "ru",
  input: z.object({ name: z.string() }),
  texts: { question: "Здравствуйте, {name}! Вы придёте?", thanks: "Ждём вас!" },
  outcomes: { yes: { title: "Да" }, no: { title: "Нет" }, unclear: { title: "?" } },
  start: "ask",
  steps: {
    ask: {
      ask: "question",
      answers: { yes: { hear: yesNo.yes, next: "thank" }, no: { hear: yesNo.no, next: { end: "no" } } },
      exhausted: { end: "unclear" },
    },
    thank: { say: "thanks", next: { end: "yes" } },
  },
  unreached: "unclear",
  hungUp: "unclear",
});

/** Of her, more than fits into a row, with words in it. */
const herRecording = "звук: Барсик, +79161234567; ".repeat(30_000);

async function open(cwd: string, from?: VirtualEngine, encrypt?: "everything"): Promise<VirtualEngine> {
  const world = await virtualEngine({
    flows: [robot],
    tables: [visits],
    store: sqlite({ path: path.join(cwd, "store.db"), key, ...(encrypt && { encrypt }) }),
    gate: { consent: "notRequired", window: { from: "00:00", to: "23:59" } },
    ...(from && { clock: from.clock, crm: from.crm }),
  });
  const isHers = (run: string) => world.voice.launches.find((call) => call.run === run)?.phone === "+79161234567";
  const openRecording = async (_: string, run: string) => new Blob([isHers(run) ? herRecording : run]).stream();
  Object.assign(world.voice, { openRecording });
  return world;
}

async function call(world: VirtualEngine, id: string, phone: string, name: string, words: string): Promise<void> {
  const { voice, clock, crm } = world;
  const subject = crm.addDeal(id, { phones: [phone] });
  await world.request({ robot: "visit", subject, token: `token-${id}`, properties: { input_name: name } });
  await clock.settle();
  const run = voice.launches.at(-1)?.run ?? "";
  await voice.answers(run);
  await voice.leaves(run, "ask", "answer:yes");
  await voice.leaves(run, "thank", "said");
  await voice.sendsRecording(run, [{ speaker: "client", text: words, atMs: 0, untilMs: 900 }]);
  await clock.advance(2_000);
}

/** Calls of one person, put away and fresh, among those of others. */
async function fill(world: VirtualEngine): Promise<void> {
  const others = async (from: number) => {
    for (let at = from; at < from + 2; at += 1)
      await call(world, String(at), `+7903${String(1_000_000 + at)}`, "Борис", `приду ${at}`);
  };
  await others(100);
  await call(world, "42", "+79161234567", "Анна Каренина", "приду с Барсиком, звоните 8 (916) 123-45-67");
  await others(200);
  await world.clock.advance(2 * day);
  await world.engine.compact();
  await others(300);
  await call(world, "43", "+79161234567", "Анна Каренина", "Барсик болен");
  await others(400);
  const table = world.account.table(visits);
  for (let at = 0; at < 20; at += 1) {
    const isHers = at === 17;
    const phone = isHers ? "8 (916) 123-45-67" : "+79031000100";
    await table.put({ id: `v${at}`, phone, remark: isHers ? "Каренина: 916-123-45-67" : `замечание ${at}` });
  }
  await world.account.forbid("+79161234567", "Каренина просила");
}

const planted = [
  ...["9161234567", "(916) 123-45-67", "916-123-45-67", "916 123 45 67", "Каренина", "Барсик", "барсик", "карен"],
];

/** Where the bytes of a folder hold what was planted, in UTF-8 or UTF-16. */
function hitsIn(cwd: string): readonly string[] {
  return filesIn(cwd).flatMap((file) => {
    const bytes = readFileSync(file);
    return planted.flatMap((word) => {
      const isThere = bytes.includes(word) || bytes.includes(Buffer.from(word, "utf16le"));
      return isThere ? [`${path.relative(cwd, file)}: ${word}`] : [];
    });
  });
}

function filesIn(folder: string): readonly string[] {
  return readdirSync(folder).flatMap((name) => {
    const file = path.join(folder, name);
    return statSync(file).isDirectory() ? filesIn(file) : [file];
  });
}

describe("the bytes of a store", () => {
  it("hold nothing of a person who was erased, nor does a backup made afterwards", async () => {
    const cwd = folder();
    await using world = await open(cwd);
    await fill(world);
    const before = hitsIn(cwd);
    expect(new Set(before.map((hit) => hit.split(":")[0]?.split("/")[0]))).toEqual(
      new Set(["store.db", "store.db-wal", "store.db.blobs"].filter((name) => existsSync(path.join(cwd, name)))),
    );
    expect(new Set(before.map((hit) => hit.split(": ")[1]))).toEqual(new Set(planted));
    const report = await world.account.erase({ phone: "+79161234567" });
    expect(report).toMatchObject({ lanes: 2, gaps: [], doNotCallKept: 1, rows: { archives: 1, "own.visits": 1 } });
    expect(hitsIn(cwd)).toEqual([]);
    const copied = await callwright(["backup", ...store.slice(0, 4), "--to", "copy.db"], [], cwd);
    expect(copied).toMatchObject({ code: 0 });
    expect(hitsIn(cwd)).toEqual([]);
    expect(await world.account.table(visits).get("v16")).toMatchObject({ remark: "замечание 16" });
  });
});

it("erases as much where everything is encrypted, where no byte tells", async () => {
  const cwd = folder();
  const world = await open(cwd, undefined, "everything");
  await fill(world);
  expect(hitsIn(cwd)).toEqual([]);
  const known = async (): Promise<string> => {
    const rows: unknown[] = [];
    for await (const row of world.account.export({ masked: false })) rows.push(row);
    return JSON.stringify(rows);
  };
  const files = () => readdirSync(path.join(cwd, "store.db.blobs")).length;
  expect(await known()).toMatch(/9161234567.*Барсик/s);
  expect(files()).toBe(1);
  const report = await world.account.erase({ phone: "+79161234567" });
  expect(report).toMatchObject({ lanes: 2, gaps: [], doNotCallKept: 1, rows: { archives: 1, "own.visits": 1 } });
  expect(await known()).not.toMatch(/916.{0,3}123.{0,2}45|Каренин|Барсик/);
  expect(await known()).toMatch(/Борис/);
  expect(files()).toBe(0);
  await world.close();
  const again = await callwright(["erase", ...store, "--phone", "+79161234567"], [], cwd);
  expect(again).toMatchObject({ out: expect.stringMatching(/^erased: 0 calls/) });
});

describe("callwright export", () => {
  it("writes masked rows, or one person's as they are, beside the store's owner", async () => {
    const cwd = folder();
    await using world = await open(cwd);
    await call(world, "42", "+79161234567", "Анна Каренина", "приду");
    await call(world, "43", "+79031112233", "Борис", "не приду");
    const masked = await callwright(["export", ...store], [], cwd);
    expect(masked.code).toBe(0);
    expect(masked.out.split("\n").length).toBeGreaterThan(20);
    expect(masked.out).not.toMatch(/Каренина|Борис|9161234567|token-4/);
    const phone = ["--phone", "+7 916 123-45-67"];
    const clear = await callwright(["export", ...store, ...phone, "--clear", "--out", "rows.jsonl", "--json"], [], cwd);
    expect(JSON.parse(clear.out)).toMatchObject({ out: "rows.jsonl", rows: { jobs: 1, runs: 3 } });
    const rows = readFileSync(path.join(cwd, "rows.jsonl"), "utf8");
    expect(rows).toMatch(/Каренина/);
    expect(rows).not.toMatch(/Борис|token-4/);
    expect((await callwright(["export", ...store, "--out", "rows.jsonl"], [], cwd)).code).toBe(3);
  });

  it("asks for what it needs", async () => {
    const cwd = folder();
    await (await open(cwd)).close();
    expect((await callwright(["export", ...store.slice(0, 4)], [], cwd)).err).toContain("--account");
    const unknown = await callwright(["export", ...store.slice(0, 4), "--account", "other"], [], cwd);
    expect(unknown).toMatchObject({ code: 3, err: expect.stringContaining("ACCOUNT_UNKNOWN") });
    const both = await callwright(["export", ...store, "--phone", "+7", "--subject", "deal:1"], [], cwd);
    expect(both).toMatchObject({ code: 2, err: expect.stringContaining("not both") });
    expect((await callwright(["export", ...store, "--subject", "person:1"], [], cwd)).err).toContain("contact:17");
  });
});

describe("callwright erase", () => {
  it("is refused while the host works, and says where to erase then", async () => {
    const cwd = folder();
    await using world = await open(cwd);
    const refused = await callwright(["erase", ...store, "--phone", "+79161234567"], [], cwd);
    expect(refused).toMatchObject({ code: 3, err: expect.stringMatching(/account\.erase.*STORE_LOCKED/s) });
    expect(await world.account.parked()).toEqual([]);
  });

  it("erases a person, and says that a call which goes on was not given up", async () => {
    const cwd = folder();
    const world = await open(cwd);
    await call(world, "42", "+79161234567", "Анна Каренина", "приду с Барсиком");
    await call(world, "43", "+79031112233", "Борис", "не приду");
    await world.request({
      robot: "visit",
      subject: { type: "deal", id: "42" },
      token: "t",
      properties: { input_name: "А" },
    });
    await world.clock.settle();
    await world.close();
    const erased = await callwright(["erase", ...store, "--subject", "contact:c42", "--json"], [], cwd);
    expect(erased.code).toBe(1);
    const report = JSON.parse(erased.out) as { lanes: number; gaps: readonly unknown[] };
    expect(report).toMatchObject({ lanes: 2, gaps: [{ why: expect.stringContaining("no engine was at work") }] });
    expect(hitsIn(cwd).filter((hit) => !hit.includes("карен"))).toEqual([]);
    const again = await callwright(["erase", ...store, "--phone", "+79161234567"], [], cwd);
    expect(again).toMatchObject({ code: 0, out: expect.stringMatching(/^erased: 0 calls/) });
    const whole = ["erase", ...store, "--whole-account"];
    expect((await callwright(whole, [], cwd)).err).toContain("--yes");
    expect((await callwright([...whole, "--yes"], [], cwd)).out).toMatch(/^erased: 1 calls.*accounts: 1/s);
    expect((await callwright(["erase", ...store.slice(0, 4), "--account", "test"], [], cwd)).code).toBe(2);
  });
});
