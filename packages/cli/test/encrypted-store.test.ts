import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { sqlite } from "@callwright/adapter-sqlite";
import { virtualEngine } from "@callwright/core/testing";
import { afterEach, expect, it } from "vitest";
import { callwright } from "./kit.ts";
import { reminder } from "./robots/good/reminder.ts";

const folder = mkdtempSync(path.join(tmpdir(), "callwright-encrypted-"));
const store = path.join(folder, "calls.db");
const [oldKey, newKey] = [7, 8].map((fill) => Buffer.alloc(32, fill).toString("base64")) as [string, string];
const keys = { OLD_KEY_OF_TEST: oldKey, NEW_KEY_OF_TEST: newKey };

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
  for (const name of [...Object.keys(keys), "CALLWRIGHT_FORMER_KEYS"]) Reflect.deleteProperty(process.env, name);
});

/** Everything in the files, as bytes. */
function bytes(): string {
  const names = readdirSync(folder).filter((name) => !name.endsWith("-shm"));
  return names.map((name) => readFileSync(path.join(folder, name)).toString("latin1")).join("\n");
}

it("a key is changed while calls go on and the store is read beside; nothing of the calls can be read in the file", async () => {
  Object.assign(process.env, keys);
  const timeline = (job: string, key: keyof typeof keys) =>
    callwright(["timeline", job, "--store", store, "--key-env", key]);
  const world = await virtualEngine({
    flows: [reminder],
    store: sqlite({ path: store, key: oldKey, encrypt: "everything" }),
    country: "RU",
  });
  const jobs: string[] = [];
  const call = async () => {
    world.crm.addDeal(`planted-${jobs.length}`);
    const subject = { type: "deal", id: `planted-${jobs.length}` } as const;
    const { id } = await world.account.call(reminder, { input: { name: "Katherine" }, phone: "+79161234567", subject });
    jobs.push(id);
    await world.clock.settle();
    return id;
  };
  const first = await call();
  const change = { isOver: false };
  const rotated = world.engine.rotateKey(newKey).finally(() => (change.isOver = true));
  process.env["CALLWRIGHT_FORMER_KEYS"] = ` ${oldKey}, `;
  do {
    const job = await call();
    for (const id of [first, job]) expect(await timeline(id, "NEW_KEY_OF_TEST")).toMatchObject({ code: 0, err: "" });
  } while (!change.isOver);
  expect(await rotated).toMatchObject({ unreadable: 0 });
  Reflect.deleteProperty(process.env, "CALLWRIGHT_FORMER_KEYS");
  expect(await timeline(first, "NEW_KEY_OF_TEST")).toMatchObject({ code: 0 });
  const refused = await timeline(first, "OLD_KEY_OF_TEST");
  expect(refused).toMatchObject({ out: "", err: expect.stringContaining("is not its key") as string });
  await expect(world.account.search("Katherine")).rejects.toMatchObject({ code: "STORE_SEARCH_OFF" });
  const found = bytes();
  expect(["Katherine", "9161234567", "planted-"].filter((text) => found.includes(text))).toEqual([]);
  await world.close();
});

it("an engine whose store does not encrypt has no key to change", async () => {
  await using world = await virtualEngine({ flows: [reminder] });
  await expect(world.engine.rotateKey(newKey)).rejects.toMatchObject({
    code: "STORE_KEY_INVALID",
    details: { reason: "the store memory does not encrypt." },
  });
});
