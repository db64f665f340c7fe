import { describe, expect, it } from "vitest";
import { eraseInStore } from "../../src/index.ts";
import type { StorePort, Write } from "../../src/ports/index.ts";
import { memoryStore } from "../../src/testing/index.ts";
import { visitReminder } from "../fixtures/visit-reminder.ts";
import { callAbout, countOf, day, everything, openOffice } from "./office.ts";

const anna = "+79161234567";
const boris = "+79031112233";

/** A store that writes nothing any more from a commit on that has such a write, as where its process ends just before. */
function endingBefore(store: StorePort, isLast: (write: Write) => boolean): { store: StorePort; ends: boolean } {
  const state = { ends: false };
  const commit: StorePort["commit"] = async (batches) => {
    if (state.ends && batches.some((batch) => batch.some(isLast))) throw new Error("the process has ended");
    return store.commit(batches);
  };
  const proxy = new Proxy(store, {
    get(target, name) {
      if (name === "commit") return commit;
      const member: unknown = Reflect.get(target, name, target);
      return typeof member === "function" ? (member.bind(target) as unknown) : member;
    },
  });
  return Object.assign(state, { store: proxy });
}

describe("an erasure that was interrupted", () => {
  const subject = { type: "deal", id: "42" } as const;

  it.each([
    ["the calls' rows", ({ op, table }: Write) => op === "delete" && table === "jobs"],
    ["their blobs", ({ op, table }: Write) => op === "delete" && table === "blobRefs"],
  ])("before %s is gone on with when it is repeated, also beside no engine", async (_, isLast) => {
    const memory = memoryStore();
    const ending = endingBefore(memory, isLast);
    const world = await openOffice({ store: ending.store });
    await callAbout(world, subject.id);
    await world.account.forbid(anna, "Анна просила");
    ending.ends = true;
    await expect(world.account.erase({ subject })).rejects.toThrow("ended");
    await world.close();
    const store = memoryStore({ takeOver: memory });
    await store.open();
    const report = await eraseInStore(store, { subject }, { account: "test" });
    expect(report.gaps).toEqual([]);
    expect(await everything({ ...world, store })).not.toMatch(/9161234567|Анна|Барсик/);
    expect(await countOf({ ...world, store }, "blobs")).toBe(0);
    await store.close();
  });

  it("takes a file without a row, and a draft that nobody has named, with it", async () => {
    const memory = memoryStore();
    const world = await openOffice({ store: memory });
    await callAbout(world, subject.id);
    const draft = await memory.files.begin();
    await draft.write(Buffer.from("Анна"));
    await draft.keep("test:lost");
    const [blob] = await memory.find("blobs", { limit: 1 });
    const lost = {
      id: ":draft/1",
      account: "test",
      blob: blob?.id ?? "",
      owner: ":draft",
      use: "draft",
      at: 0,
    } as const;
    await memory.commit([[{ op: "put", table: "blobRefs", row: lost }]]);
    await world.close();
    const store = memoryStore({ takeOver: memory });
    await store.open();
    await eraseInStore(store, { phone: anna }, { account: "test" });
    expect(await store.files.open("test:lost")).toBeUndefined();
    expect(await countOf({ ...world, store }, "blobs")).toBe(0);
    await store.close();
  });
});

it("keeps a transcript that another's call of an older schema shares with an erased one", async () => {
  const memory = memoryStore();
  const world = await openOffice({ store: memory });
  await callAbout(world, "42");
  const other = await callAbout(world, "43", { phones: [boris] });
  await world.clock.advance(2 * day);
  await world.engine.compact();
  await world.close();
  const store = memoryStore({ takeOver: memory });
  await store.open();
  const refs = await store.find("blobRefs", { where: { account: "test", use: "transcript" } });
  expect(new Set(refs.map(({ blob }) => blob)).size).toBe(1);
  const former = refs.slice(0, 1).map((ref) => ({ ...ref, id: "former/transcript/0", owner: "former" }));
  await store.commit([
    refs.map(({ id }) => ({ op: "delete", table: "blobRefs", id }) as const),
    former.map((row) => ({ op: "put", table: "blobRefs", row }) as const),
  ]);
  store.damage("blobRefs", "former/transcript/0");
  await eraseInStore(store, { phone: anna }, { account: "test" });
  await store.close();
  const again = memoryStore({ takeOver: store });
  await using next = await openOffice({ store: again, clock: world.clock, crm: world.crm });
  expect(await next.account.transcript(`${other}:1`)).toHaveLength(2);
  await next.account.erase({ phone: boris });
  expect(await countOf(next, "blobs")).toBe(0);
});

it("takes nothing new for an account while it is erased", async () => {
  await using world = await openOffice();
  const subject = world.crm.addDeal("42");
  const properties = { input_name: "Анна", input_time: "15:00" };
  await world.request({ robot: "visit-reminder", subject, token: "token", properties });
  await world.clock.settle();
  const { account } = world;
  const erasing = account.eraseAccount({ confirm: "test" });
  const calling = account.call(visitReminder, { phone: anna, input: { name: "Анна", time: "9" } });
  await expect(calling).rejects.toMatchObject({ code: "ACCOUNT_UNKNOWN" });
  await world.clock.settle();
  expect((await erasing).lanes).toBe(1);
  expect(await countOf(world, "jobs")).toBe(0);
});
