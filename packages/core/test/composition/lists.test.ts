import { describe, expect, it } from "vitest";
import type { Page } from "../../src/index.ts";
import { memoryStore, sampleRow, virtualEngine, type VirtualEngine } from "../../src/testing/index.ts";
import { anna, visitReminder, visitRules } from "../fixtures/visit-reminder.ts";

const minute = 60_000;
const phones = ["+79161234567", "+79261234567"];

/** Six calls a minute apart, to two numbers in turn, about two deals; the last of them stopped before it was dialed. */
async function world(): Promise<VirtualEngine & { readonly ids: readonly string[]; readonly begun: number }> {
  const made = await virtualEngine({ flows: [visitReminder], rules: [visitRules] });
  made.crm.triggerStages.set("visit-reminder.yes", "CONFIRMED");
  const begun = made.clock.now();
  const ids: string[] = [];
  for (let at = 0; at < 6; at += 1) {
    const subject = made.crm.addDeal(`4${at % 3}`);
    const call = await made.account.call(visitReminder, { input: anna, phone: phones[at % 2] ?? "", subject });
    ids.push(call.id);
    if (at === 5) await call.cancel();
    await made.clock.advance(minute);
  }
  for (const run of made.voice.launches.slice(0, 2).map((launch) => launch.run)) {
    await made.voice.answers(run);
    await made.voice.leaves(run, "ask", "answer:yes");
    await made.voice.leaves(run, "thank", "said");
    await made.clock.advance(2_000);
  }
  return Object.assign(made, { ids: ids.reverse(), begun });
}

async function idsOf<Row extends { readonly id: string }>(
  list: (after?: string) => Promise<Page<Row>>,
): Promise<readonly string[]> {
  const ids: string[] = [];
  for (let next: string | null | undefined; next !== null;) {
    const page: Page<Row> = await list(next);
    ids.push(...page.rows.map(({ id }) => id));
    next = page.next;
  }
  return ids;
}

describe("account.calls.list", () => {
  it("gives calls newest first, page by page, filtered by everything that it takes", async () => {
    await using made = await world();
    const { account, begun, ids } = made;
    type Options = Parameters<typeof account.calls.list>[0];
    const list = (options: Options = {}) =>
      idsOf((after) => account.calls.list({ limit: 2, ...options, ...(after !== undefined && { after }) }));
    const some = (...places: readonly number[]) => places.map((place) => ids[place]);
    expect(await list()).toEqual(ids);
    expect(await list({ limit: 1_000 })).toEqual(ids);
    expect(await list({ status: "done" })).toEqual(some(4, 5));
    expect(await list({ outcome: "yes" })).toEqual(some(4, 5));
    expect(await list({ robot: "visit-reminder" })).toEqual(ids);
    expect(await list({ robot: "nobody" })).toEqual([]);
    expect(await list({ phone: phones[0] ?? "" })).toEqual(some(1, 3, 5));
    expect(await list({ subject: { type: "deal", id: "40" } })).toEqual(some(2, 5));
    expect(await list({ subject: { type: "deal", id: "40" }, phone: phones[1] ?? "" })).toEqual(some(2));
    expect(await list({ phone: "+79990000000" })).toEqual([]);
    const period = { since: new Date(begun + minute), until: new Date(begun + 3 * minute) };
    expect(await list(period)).toEqual(some(2, 3, 4));
    expect(await list({ ...period, phone: phones[1] ?? "" })).toEqual(some(2, 4));
  });

  it("shows no token of the CRM, and nothing of another account", async () => {
    await using made = await world();
    const job = sampleRow("jobs", { id: "crm-1", account: "other", createdAt: made.clock.now() });
    await made.store.commit([[{ op: "put", table: "jobs", row: job }]]);
    const { rows } = await made.account.calls.list({ limit: 1 });
    expect(rows.map(({ id }) => id)).toEqual([made.ids[0]]);
    expect(rows[0]).not.toHaveProperty("requestToken");
  });

  it("refuses cursors of another list, bad limits and dates, and numbers that are none", async () => {
    await using made = await world();
    const { calls } = made.account;
    const { next } = await calls.list({ limit: 1, status: "done" });
    for (const options of [{ after: next ?? "" }, { after: "x" }, { limit: 1.5 }, { since: new Date(Number.NaN) }]) {
      await expect(calls.list(options)).rejects.toMatchObject({ code: "LIST_INVALID" });
    }
    await expect(calls.list({ phone: "nobody" })).rejects.toMatchObject({ code: "PHONE_INVALID" });
  });

  it("leaves a damaged call out, also among those about a person", async () => {
    const store = memoryStore();
    await using made = await virtualEngine({ flows: [visitReminder], rules: [visitRules], store });
    const phone = phones[0] ?? "";
    const first = await made.account.call(visitReminder, { input: anna, phone });
    const second = await made.account.call(visitReminder, { input: anna, phone });
    store.damage("jobs", first.id);
    for (const options of [{}, { phone }]) {
      expect((await made.account.calls.list(options)).rows.map(({ id }) => id)).toEqual([second.id]);
    }
  });

  it("looks at a part of many calls at once, and goes on from there", async () => {
    await using made = await virtualEngine({ flows: [] });
    const rows = Array.from({ length: 5_100 }, (_, at) => {
      const robot = at === 0 ? "rare" : "common";
      return sampleRow("jobs", { id: `job-${at}`, account: "test", createdAt: at, robot, requestToken: null });
    });
    await made.store.commit([rows.map((row) => ({ op: "put", table: "jobs", row }) as const)]);
    const first = await made.account.calls.list({ robot: "rare" });
    expect(first.rows).toEqual([]);
    const second = await made.account.calls.list({ robot: "rare", after: first.next ?? "" });
    expect({ ids: second.rows.map(({ id }) => id), next: second.next }).toEqual({ ids: ["job-0"], next: null });
  });
});

describe("account.runs.list", () => {
  it("gives runs newest first, filtered", async () => {
    await using made = await world();
    const { account, ids } = made;
    type Options = Parameters<typeof account.runs.list>[0];
    const list = (options: Options = {}) =>
      idsOf((after) => account.runs.list({ limit: 2, ...options, ...(after !== undefined && { after }) }));
    const attempts = [4, 5].map((place) => `${String(ids[place])}:1`);
    expect(await list({ outcome: "yes" })).toEqual(attempts);
    expect(await list({ status: "ended", flow: "visit-reminder/hosted" })).toEqual(attempts);
    expect(await list({ phone: phones[0] ?? "", outcome: "yes" })).toEqual([attempts[1]]);
    const all = await list();
    expect(all).toEqual(expect.arrayContaining([...attempts, ...attempts.map((run) => `${run}:log`)]));
    expect(new Set(all).size).toBe(all.length);
    await expect(list({ limit: 0 })).rejects.toMatchObject({ code: "LIST_INVALID" });
  });
});
