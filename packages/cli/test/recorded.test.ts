import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { sqlite } from "@callwright/adapter-sqlite";
import { virtualEngine, type VirtualEngine } from "@callwright/core/testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { callwright } from "./kit.ts";
import { reminder } from "./robots/good/reminder.ts";

const key = Buffer.alloc(32, 7).toString("base64");
const folder = mkdtempSync(path.join(tmpdir(), "callwright-cli-"));
const store = path.join(folder, "calls.db");
const runs: string[] = [];
let world: VirtualEngine;

/** One call of the store, answered as told. */
async function call(answer: "yes" | "no", name: string, phone: string): Promise<void> {
  const handle = await world.account.call(reminder, { input: { name }, phone, subject: { type: "deal", id: "1" } });
  await world.clock.settle();
  const run = `${handle.id}:1`;
  runs.push(run);
  await world.voice.answers(run);
  await world.voice.leaves(run, "ask", `answer:${answer}`);
  if (answer === "yes") await world.voice.leaves(run, "thank", "said");
  await world.clock.settle();
}

beforeAll(async () => {
  process.env["CALLWRIGHT_TEST_KEY"] = key;
  world = await virtualEngine({ flows: [reminder], store: sqlite({ path: store, key }), country: "RU" });
  world.crm.addDeal("1");
  await call("yes", "Katherine", "+79161234567");
  await call("no", "Maximilian", "+79161234568");
  await call("no", "Bartholomew", "+79161234569");
});

afterAll(async () => {
  await world.close();
  rmSync(folder, { recursive: true });
});

const from = ["--store", store, "--key-env", "CALLWRIGHT_TEST_KEY"];

describe("callwright capture", () => {
  it("takes runs out of a store that its owner works with, masked", async () => {
    const out = path.join(folder, "runs.jsonl");
    const { code } = await callwright(["capture", "good/reminder.ts", ...from, "--all", "10", "--out", out]);
    expect(code).toBe(0);
    const text = readFileSync(out, "utf8");
    expect(text.trimEnd().split("\n")).toHaveLength(3);
    for (const personal of ["Katherine", "Maximilian", "Bartholomew", "79161234567"])
      expect(text).not.toContain(personal);
  });

  it("writes a regression test of one run", async () => {
    const test = path.join(folder, "one.test.ts");
    const { code } = await callwright(["capture", "good/reminder.ts", ...from, "--run", runs[0] ?? "", "--test", test]);
    expect(code).toBe(0);
    const text = readFileSync(test, "utf8");
    expect(text).toContain('means("yes")');
    expect(text).not.toContain("Katherine");
  });

  it("says which run is not there", async () => {
    const { code, err } = await callwright(["capture", "good/reminder.ts", ...from, "--run", "nothing"]);
    expect(err).toBe('The store has no run "nothing".\n');
    expect(code).toBe(2);
  });
});

describe("callwright replay", () => {
  it("plays the calls of a store against the same robot: nothing differs", async () => {
    const { code, out } = await callwright(["replay", "good/reminder.ts", ...from, "--json"]);
    expect(JSON.parse(out)).toMatchObject({ total: 3, same: 3, differs: 0 });
    expect(code).toBe(0);
  });

  it("plays calls that were put away just the same", async () => {
    await world.clock.advance(48 * 3_600_000);
    expect(await world.engine.compact()).toMatchObject({ lanes: 3 });
    const { out } = await callwright(["replay", "good/reminder.ts", ...from, "--json"]);
    expect(JSON.parse(out)).toMatchObject({ total: 3, same: 3, differs: 0 });
  });

  it("finds the calls that a new version would lead elsewhere", async () => {
    const file = path.join(folder, "again.jsonl");
    await callwright(["capture", "good/reminder.ts", ...from, "--all", "10", "--out", file]);
    const { code, out } = await callwright(["replay", "versions/second.ts", "--runs", file, "--json"]);
    expect(JSON.parse(out)).toMatchObject({ total: 3, same: 1, differs: 2 });
    expect(code).toBe(1);
  });
});
