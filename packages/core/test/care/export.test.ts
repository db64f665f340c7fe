import { describe, expect, it } from "vitest";
import type { ExportedRow } from "../../src/index.ts";
import type { VirtualEngine } from "../../src/testing/index.ts";
import { callAbout, day, note, openOffice, visits } from "./office.ts";

const anna = "+79161234567";
const boris = "+79031112233";

async function rowsOf(rows: AsyncIterable<ExportedRow>): Promise<ExportedRow[]> {
  const all: ExportedRow[] = [];
  for await (const row of rows) all.push(row);
  return all;
}

async function fill(world: VirtualEngine): Promise<void> {
  await callAbout(world, "42");
  await world.clock.advance(2 * day);
  await world.engine.compact();
  await callAbout(world, "43", { name: "Борис", phones: [boris], words: "да, Мурка тоже" });
  await world.account.start(note, { input: { text: "Анна просила 8 916 123-45-67" } });
  await world.account.table(visits).put({ id: "Анна", phone: anna, remark: "Барсик", at: 5 });
  await world.account.forbid(boris, "Борис просил");
}

/** Where two values differ, as paths. */
function differences(left: unknown, right: unknown, path = ""): string[] {
  if (typeof left !== "object" || typeof right !== "object" || left === null || right === null)
    return left === right ? [] : [path];
  const names = new Set([...Object.keys(left), ...Object.keys(right)]);
  const member = (value: object, name: string) => (value as Record<string, unknown>)[name];
  return [...names].flatMap((name) => differences(member(left, name), member(right, name), `${path}.${name}`));
}

describe("exporting an account", () => {
  it("masks personal data and nothing that tells how things went", async () => {
    await using world = await openOffice();
    await fill(world);
    const masked = await rowsOf(world.account.export());
    const clear = await rowsOf(world.account.export({ masked: false }));
    expect(JSON.stringify(clear)).toMatch(/79161234567/);
    expect(JSON.stringify(masked)).not.toMatch(/916.?.?123|9031112233|Анна|Борис|Барсик|Мурка/);
    expect(masked.map(({ table }) => table)).toEqual(clear.map(({ table }) => table));
    const paths = clear.flatMap(({ table, row }, at) => differences(row, masked[at]?.row, table));
    const masks = new Set(paths.map((path) => path.split(".").slice(0, 3).join(".")));
    expect([...masks].sort()).toEqual([
      "blobs.content",
      "doNotCall.phone",
      "doNotCall.reason",
      "effects.input.activityId",
      "effects.input.person",
      "effects.input.phone",
      "effects.input.responsibleId",
      "effects.input.startedAt",
      "effects.input.subject",
      "effects.input.texts",
      "effects.input.url",
      "effects.input.values",
      "jobs.contact.id",
      "jobs.dialed",
      "jobs.fingerprint",
      "jobs.input.name",
      "jobs.responsibleId",
      "jobs.subject.id",
      "journal.event.input",
      "journal.event.output",
      "journal.event.url",
      "journal.notes.commands",
      "own.visits.id",
      "own.visits.phone",
      "own.visits.remark",
      "runs.facts.recording",
      "runs.output.activityId",
      "runs.snapshot",
    ]);
  });

  it("gives what was put away as the rows that it was", async () => {
    await using world = await openOffice();
    const job = await callAbout(world, "42");
    const before = await rowsOf(world.account.export({ masked: false }));
    await world.clock.advance(2 * day);
    await world.engine.compact();
    const after = await rowsOf(world.account.export({ masked: false }));
    const runs = (rows: ExportedRow[]) => rows.filter(({ table }) => table === "runs" || table === "journal");
    expect(runs(after)).toEqual(runs(before));
    expect(after.map(({ row }) => row["id"])).toContain(job);
  });

  it("masks what a host wrote as the reason of a cancellation", async () => {
    await using world = await openOffice();
    const run = await world.account.start(note, { input: { text: "ждём" } });
    await run.cancel("Анна передумала, 8 916 123-45-67");
    const told = JSON.stringify(await rowsOf(world.account.export()));
    expect(told).toContain("run.cancelled");
    expect(told).not.toMatch(/Анна|123-45/);
  });

  it("never gives a secret, masked or not", async () => {
    await using world = await openOffice();
    await fill(world);
    const jobs = await world.store.find("jobs", {});
    expect(jobs.map(({ requestToken }) => requestToken)).toContain("token-42");
    for (const masked of [true, false]) {
      const text = JSON.stringify(await rowsOf(world.account.export({ masked })));
      expect(text).not.toMatch(/token-4|requestToken|"secret"|peppers/);
    }
  });

  it("gives a person what is known of him alone", async () => {
    await using world = await openOffice();
    await fill(world);
    const rows = await rowsOf(world.account.export({ person: { phone: boris }, masked: false }));
    const text = JSON.stringify(rows);
    expect(text).toMatch(/Борис.*Мурка/);
    expect(text).not.toMatch(/Анна|Барсик/);
    expect(rows.filter(({ table }) => table === "doNotCall")).toHaveLength(1);
    const ofAnna = await rowsOf(world.account.export({ person: { phone: anna }, masked: false }));
    expect(ofAnna.map(({ table }) => table)).toEqual(expect.arrayContaining(["jobs", "runs", "blobs", "own.visits"]));
    expect(JSON.stringify(ofAnna)).toContain("Анна просила");
    expect(JSON.stringify(ofAnna)).not.toMatch(/Борис|Мурка/);
  });
});
