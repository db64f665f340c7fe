import { describe, expect, it } from "vitest";
import { memoryStore } from "../../src/testing/index.ts";
import { visitReminder as visitsRobot } from "../fixtures/visit-reminder.ts";
import { callAbout, countOf, day, everything, note, openOffice, visits } from "./office.ts";

const anna = "+79161234567";
const boris = "+79031112233";

describe("erasing a person", () => {
  it("leaves nothing of him and everything of others", async () => {
    await using world = await openOffice();
    const job = await callAbout(world, "42");
    const other = await callAbout(world, "43", { name: "Борис", phones: [boris], words: "да, Мурка тоже" });
    await world.account.table(visits).put({ id: "v1", phone: "8 (916) 123-45-67", remark: "Анна с Барсиком", at: 0 });
    await world.account.table(visits).put({ id: "v2", phone: boris, remark: "Борис", at: 0 });
    expect(await everything(world)).toMatch(/9161234567.*Барсик/);
    const report = await world.account.erase({ phone: "+7 916 123-45-67" });
    const left = await everything(world);
    expect(left).not.toMatch(/9161234567|916.{0,3}123.{0,2}45|Анна|Барсик/);
    expect(left).not.toContain(job);
    expect(left).toMatch(/Борис.*Мурка/);
    expect(await world.account.run(`${other}:1`)).toMatchObject({ outcome: "yes" });
    expect(await world.account.transcript(`${other}:1`)).toHaveLength(2);
    // The other call's recording has the same content, so it stays.
    expect(report).toMatchObject({ lanes: 1, blobs: 1, gaps: [], rows: { jobs: 1, runs: 3, "own.visits": 1 } });
    expect(String(report)).toMatch(/^erased: 1 calls and runs/);
    expect((await world.account.erase({ phone: anna })).rows).toEqual({});
  });

  it("reaches into calls that were put away", async () => {
    await using world = await openOffice();
    await callAbout(world, "42");
    await world.clock.advance(2 * day);
    expect(await world.engine.compact()).toMatchObject({ lanes: 1 });
    const { rows } = await world.account.erase({ phone: anna });
    expect(rows).toMatchObject({ archives: 1, jobs: 1 });
    expect(await everything(world)).not.toMatch(/9161234567|Анна|Барсик/);
    expect(await countOf(world, "persons")).toBe(0);
    expect(await countOf(world, "blobs")).toBe(0);
  });

  it("finds him by an item of the CRM, his contact among them", async () => {
    await using world = await openOffice();
    await callAbout(world, "42");
    await callAbout(world, "43", { phones: [boris] });
    const byDeal = await world.account.erase({ subject: { type: "deal", id: "42" } }, { thorough: false });
    expect(byDeal.lanes).toBe(1);
    const byContact = await world.account.erase({ subject: { type: "contact", id: "c43" } }, { thorough: false });
    expect(byContact.lanes).toBe(1);
    expect(await countOf(world, "jobs")).toBe(0);
  });

  it("finds a run that says whom it is about, and, looking through everything, one that does not", async () => {
    await using world = await openOffice();
    const told = await world.account.start(note, { input: { text: "перезвонить" }, about: { phone: anna } });
    const untold = await world.account.start(note, { input: { text: "звонил 8 916 123 45 67" } });
    expect((await world.account.erase({ phone: anna }, { thorough: false })).lanes).toBe(1);
    await expect(told.status()).rejects.toMatchObject({ code: "RUN_UNKNOWN" });
    expect((await world.account.erase({ phone: anna })).lanes).toBe(1);
    await expect(untold.status()).rejects.toMatchObject({ code: "RUN_UNKNOWN" });
  });

  it("finds the call of a number that the contact has no more", async () => {
    await using world = await openOffice();
    const subject = world.crm.addDeal("42", { phones: [boris] });
    await world.request({
      robot: "visit-reminder",
      subject,
      token: "t",
      properties: { input_name: "Анна", input_time: "9" },
    });
    await world.clock.settle();
    await world.voice.doesNotConnect(world.voice.launches[0]?.run ?? "");
    world.crm.addDeal("42", { phones: [anna] });
    await world.clock.advance(2 * 3_600_000);
    expect(world.voice.launches.map(({ phone }) => phone)).toEqual([boris, anna]);
    expect((await world.account.erase({ phone: boris }, { thorough: false })).lanes).toBe(1);
    expect(await countOf(world, "persons")).toBe(0);
  });

  it("cancels a call that goes on, tells the CRM, and takes no word about it afterwards", async () => {
    await using world = await openOffice();
    const subject = world.crm.addDeal("42");
    const properties = { input_name: "Анна", input_time: "15:00" };
    await world.request({ robot: "visit-reminder", subject, token: "token", properties });
    await world.clock.settle();
    const run = world.voice.launches[0]?.run ?? "";
    const erased = world.account.erase({ phone: anna });
    await world.clock.settle();
    expect(await erased).toMatchObject({ lanes: 1, gaps: [] });
    expect(world.crm.completed).toEqual([expect.objectContaining({ token: "token" })]);
    await expect(world.voice.answers(run)).rejects.toMatchObject({ code: "RUN_UNKNOWN" });
    expect(await everything(world)).not.toMatch(/9161234567|Анна/);
  });

  it("removes a call as it stands when the CRM does not answer, and says so", async () => {
    await using world = await openOffice();
    const subject = world.crm.addDeal("42");
    const properties = { input_name: "Анна", input_time: "15:00" };
    await world.request({ robot: "visit-reminder", subject, token: "token", properties });
    await world.clock.settle();
    world.crm.down = true;
    const erasing = world.account.erase({ phone: anna });
    await world.clock.advance(11_000);
    const report = await erasing;
    expect(report.gaps).toEqual([expect.objectContaining({ why: expect.stringContaining("still going on") })]);
    expect(String(report)).toContain("not as it should be");
    await world.clock.advance(day);
    expect(await everything(world)).not.toMatch(/9161234567|Анна/);
  });

  it("does not make a call again whose key or token comes once more", async () => {
    await using world = await openOffice();
    const job = await callAbout(world, "42");
    const { account } = world;
    const call = { input: { name: "Анна", time: "15:00" }, phone: anna, idempotencyKey: "visit-7" };
    const { id } = await account.call(visitsRobot, call);
    await account.start(note, { input: { text: anna }, idempotencyKey: "note-7" });
    const erasing = account.erase({ phone: anna });
    await world.clock.settle();
    expect((await erasing).lanes).toBe(3);
    await expect(account.call(visitsRobot, call)).rejects.toMatchObject({ code: "CALL_ERASED", details: { id } });
    await expect(account.start(note, { input: { text: anna }, idempotencyKey: "note-7" })).rejects.toMatchObject({
      code: "CALL_ERASED",
    });
    const again = {
      robot: "visit-reminder",
      subject: { type: "deal", id: "42" },
      token: "token-42",
      properties: {},
    } as const;
    expect(await world.request(again)).toBe("duplicate");
    const marks = await world.store.find("dedupe", { limit: 1_000 });
    expect(JSON.stringify(marks.filter(({ id: key }) => key.startsWith("gone:")))).not.toContain(job);
  });

  it("keeps a number forbidden by its hash alone", async () => {
    const store = memoryStore();
    const world = await openOffice({ store });
    await world.account.forbid(anna, "Анна просила не звонить");
    expect((await world.account.erase({ phone: anna })).doNotCallKept).toBe(1);
    expect(await everything(world)).not.toMatch(/9161234567|Анна/);
    expect((await world.account.forbidden()).rows).toEqual([{ phone: null, since: expect.any(Date), reason: "" }]);
    await world.close();
    await using next = await openOffice({ store: memoryStore({ takeOver: store }), clock: world.clock });
    const call = await next.account.call(visitsRobot, { input: { name: "А", time: "9" }, phone: anna });
    await next.clock.settle();
    expect(await call.result()).toMatchObject({ status: "stopped", reason: "doNotCall" });
  });

  it("forgets the numbers of an erased contact on the do-not-call list", async () => {
    await using world = await openOffice();
    await callAbout(world, "42");
    await world.account.forbid(anna, "просила");
    await world.account.erase({ subject: { type: "contact", id: "c42" } });
    expect(await everything(world)).not.toContain("9161234567");
    expect(await countOf(world, "doNotCall")).toBe(1);
  });

  it("keeps what another account knows of the same person", async () => {
    await using world = await openOffice();
    const elsewhere = world.engine.account("elsewhere");
    await expect(elsewhere.erase({ phone: anna })).rejects.toMatchObject({ code: "ACCOUNT_UNKNOWN" });
    await expect(world.account.erase({ phone: "12" })).rejects.toMatchObject({ code: "PHONE_INVALID" });
  });
});

describe("erasing an account", () => {
  it("is refused while the application is installed and nobody confirms it", async () => {
    await using world = await openOffice();
    await expect(world.account.eraseAccount()).rejects.toMatchObject({ code: "INPUT_INVALID" });
    await expect(world.account.eraseAccount({ confirm: "other" })).rejects.toMatchObject({ code: "INPUT_INVALID" });
  });

  it("leaves hashes of forbidden numbers alone", async () => {
    await using world = await openOffice();
    await callAbout(world, "42");
    await world.clock.advance(2 * day);
    await world.engine.compact();
    await callAbout(world, "43", { phones: [boris] });
    await world.account.start(note, { input: { text: "сама" } });
    await world.account.table(visits).put({ id: "v1", phone: anna, remark: "Анна", at: 0 });
    await world.account.forbid(boris, "просил");
    await world.account.setBudget({ limit: 5, period: "day" });
    await world.account.setRetention({ callsDays: 5 });
    const report = await world.account.eraseAccount({ confirm: "test" });
    expect(report).toMatchObject({ lanes: 3, doNotCallKept: 1, gaps: [] });
    const tables = ["accounts", "connections", "runs", "journal", "effects", "jobs", "attempts", "blobs", "blobRefs"];
    for (const table of [...tables, "archives", "turns", "persons", "budgets", "retentions", "own.visits", "timers"])
      expect([table, await countOf(world, table)]).toEqual([table, 0]);
    expect(await everything(world)).not.toMatch(/916|903|Анна/);
    expect(await countOf(world, "doNotCall")).toBe(1);
    await expect(world.account.parked()).rejects.toMatchObject({ code: "ACCOUNT_UNKNOWN" });
    expect((await world.account.eraseAccount()).rows).toEqual({});
  });
});
