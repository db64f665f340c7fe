import type { Query, Rows, WriteBatch } from "@callwright/core/ports";
import fc from "fast-check";
import { expect, it } from "vitest";
import { sqlite } from "../src/index.ts";
import { loadDriver } from "../src/load-driver.ts";
import { schemaStatements } from "../src/schema.ts";
import { findSql } from "../src/statements.ts";
import { planQuery, tableShapes } from "@callwright/core/adapter-kit";
import { memoryStore, sampleRow } from "@callwright/core/testing";

const text = fc.constantFrom("a", "b", "я", "\uff5e", "😀", "");
const startedAt = fc.constantFrom(-1, 0, 0.5, 1, 2, 1e12, Number.MAX_SAFE_INTEGER);
const closesAt = fc.option(startedAt, { nil: null });
const row = fc
  .record({ id: text, lane: text, startedAt, closesAt, account: text })
  .map((fields) => sampleRow("runs", fields));
const write = fc.oneof(
  fc.record({ op: fc.constantFrom("insert" as const, "put" as const), table: fc.constant("runs" as const), row }),
  fc.record({ op: fc.constant("delete" as const), table: fc.constant("runs" as const), id: text }),
);
const batches: fc.Arbitrary<WriteBatch[]> = fc.array(fc.array(write, { maxLength: 4 }), { maxLength: 6 });
const bound = fc.option(
  startedAt.map((value) => ({ field: "startedAt" as const, value })),
  { nil: undefined },
);
const query = fc
  .record({
    where: fc.oneof(
      fc.record({ lane: text }),
      fc.record({ account: text }),
      fc.record({ lane: text, startedAt }),
      fc.record({ closesAt }),
      fc.constant({}),
    ),
    from: bound,
    upTo: bound,
    after: fc.option(
      fc
        .record({ id: text, lane: text, startedAt, closesAt, account: text })
        .map((fields) => sampleRow("runs", fields)),
      { nil: undefined },
    ),
    descending: fc.boolean(),
    limit: fc.integer({ min: 0, max: 6 }),
  })
  .map(
    (fields) =>
      Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Query<Rows["runs"]>,
  );

it("answers as the memory store does, whatever is written and asked", async () => {
  const settled = async (promise: Promise<unknown>) =>
    promise.then(
      (value) => ({ value }),
      (error: unknown) => ({ code: (error as { code?: string }).code }),
    );
  await fc.assert(
    fc.asyncProperty(
      fc.array(batches, { maxLength: 4 }),
      fc.array(query, { maxLength: 6 }),
      async (commits, queries) => {
        const stores = [memoryStore(), sqlite({ path: ":memory:" })] as const;
        const answers = [];
        for (const store of stores) {
          await store.open();
          const results = [];
          for (const commit of commits) results.push((await store.commit(commit)).map(({ ok }) => ok));
          for (const each of queries) results.push(await settled(store.find("runs", each)));
          for (const id of ["a", "я", "😀", ""]) results.push(await settled(store.read("runs", id)));
          await store.close();
          answers.push(results);
        }
        expect(answers[1]).toEqual(answers[0]);
      },
    ),
    { numRuns: 60 },
  );
});

it("answers each query from its index, in order, without looking at other rows", async () => {
  const driver = (await loadDriver())(":memory:");
  const shapes = tableShapes();
  for (const sql of schemaStatements(shapes)) driver.exec(sql);
  for (const table of shapes.names) {
    for (const index of shapes.find(table)?.indexes ?? []) {
      for (let length = 1; length <= index.length; length += 1) {
        const where = Object.fromEntries(index.slice(0, length).map((field) => [field, null]));
        const next = index[length];
        const after = Object.fromEntries([...index, "id"].map((field) => [field, 1]));
        const bounds = next === undefined ? {} : { from: { field: next, value: 1 }, upTo: { field: next, value: 2 } };
        const descending = true;
        for (const asked of [
          { where },
          { where, ...bounds },
          { where, descending },
          { where, after },
          { where, after, descending },
        ]) {
          const { sql, values } = findSql(table, planQuery(shapes, table, asked as object, "test"));
          const steps = driver
            .statement(`EXPLAIN QUERY PLAN ${sql}`)
            .all(values)
            .map(({ detail }) => String(detail));
          expect(steps, sql).toEqual([expect.stringMatching(/^SEARCH .* USING INDEX /)]);
        }
      }
    }
  }
  driver.close();
});

it("looks a page up at the row it goes on behind, whatever bounds were asked for as well", () => {
  const after = sampleRow("timers", { id: "t", dueAt: 500 });
  const sqlOf = (asked: object) => findSql("timers", planQuery(tableShapes(), "timers", asked, "test")).sql;
  const early = { from: { field: "dueAt", value: 0 }, after };
  expect(sqlOf(early)).not.toContain(">=");
  expect(sqlOf({ upTo: { field: "dueAt", value: 900 }, after, descending: true })).not.toContain("<=");
  expect(sqlOf({ from: { field: "dueAt", value: 501 }, after })).toContain(">=");
});
