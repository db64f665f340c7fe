import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { sqlite } from "@callwright/adapter-sqlite";
import { virtualEngine, type VirtualEngine } from "@callwright/core/testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { callwright } from "./kit.ts";
import { reminder } from "./robots/good/reminder.ts";

const folder = mkdtempSync(path.join(tmpdir(), "callwright-watching-"));
const store = path.join(folder, "calls.db");
const from = ["--store", store];
let world: VirtualEngine;
let job = "";

beforeAll(async () => {
  world = await virtualEngine({
    flows: [reminder],
    store: sqlite({ path: store, key: Buffer.alloc(32, 7).toString("base64") }),
    country: "RU",
  });
  process.env["CALLWRIGHT_KEY_OF_WATCHING"] = Buffer.alloc(32, 7).toString("base64");
  world.crm.addDeal("1");
  world.voice.behaviour = "rejected";
  const call = await world.account.call(reminder, {
    input: { name: "Katherine" },
    phone: "+79161234567",
    subject: { type: "deal", id: "1" },
  });
  job = call.id;
  await world.clock.settle();
});

afterAll(async () => {
  await world.close();
  rmSync(folder, { recursive: true });
});

const run = (...args: string[]) => callwright([...args, ...from, "--key-env", "CALLWRIGHT_KEY_OF_WATCHING"]);

describe("callwright parked", () => {
  it("lists the runs that wait for a person, with the reason", async () => {
    const { code, out } = await run("parked");
    expect(code).toBe(0);
    const [head, line, ...others] = out.trimEnd().split("\n");
    expect(head).toMatch(/^started +code +at effect +flow +account +run$/);
    expect(line).toContain(`VOICE_REJECTED  voice.launch  reminder/hosted@1  test     ${job}:1`);
    expect(others).toEqual([]);
  });

  it("lists those that are asked for", async () => {
    expect(JSON.parse((await run("parked", "--json", "--code", "VOICE_REJECTED", "--account", "test")).out)).toEqual({
      parked: [expect.objectContaining({ run: `${job}:1`, code: "VOICE_REJECTED", effect: "voice.launch" })],
    });
    for (const other of [
      ["--code", "CRM_DOWN"],
      ["--account", "other"],
      ["--flow", "other"],
    ])
      expect((await run("parked", ...other)).out).toBe("No run waits for a person.\n");
  });

  it("refuses a limit that is none", async () => {
    expect(await run("parked", "--limit", "many")).toMatchObject({
      code: 2,
      err: "--limit needs a whole number from 1.\n",
    });
  });
});

describe("callwright timeline", () => {
  it("tells what happened in all attempts of a call", async () => {
    const { code, out } = await run("timeline", job);
    expect(code).toBe(0);
    expect(out).toMatch(/^call api-\w+ {2}reminder {2}attempting {2}/);
    expect(out).toMatch(/:1 +effect +voice\.launch +waits for a person/);
    expect((await run("timeline", job, "--locale", "uk")).out).toContain("чекає на людину");
  });

  it("tells it of one run as data", async () => {
    const { out } = await run("timeline", `${job}:1`, "--json");
    expect(JSON.parse(out)).toMatchObject({ kind: "run", status: "parked", code: "VOICE_REJECTED" });
    for (const personal of ["Katherine", "916", "rejected the call"]) expect(out).not.toContain(personal);
  });

  it("says what is not there, and which languages there are", async () => {
    const missing = await run("timeline", "nothing");
    expect(missing).toMatchObject({ code: 2, err: 'The store has no run and no call "nothing".\n' });
    const other = await run("timeline", job, "--locale", "de");
    expect(other.err).toBe('--locale must be one of ru, uk, pl, en, not "de".\n');
  });
});
