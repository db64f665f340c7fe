import assert from "node:assert/strict";
import { tables, type BuiltInRows, type BuiltInTableName } from "../../ports/index.ts";
import type { ContractRule } from "./contract-rule.ts";
import { sampleRow } from "./sample-rows.ts";
import { assertFails, idsOf, insert, written, type StoreFixture } from "./store-fixture.ts";

type ChangeableEntry = { event: unknown };

/** What reading, closing and opening again promise. */
export const storeRowRules: readonly ContractRule<StoreFixture>[] = [
  {
    name: "store/read/a-missing-row-is-undefined",
    async run({ store }) {
      assert.equal(await store.read("runs", "never"), undefined);
    },
  },
  {
    name: "store/read/a-row-of-each-table-reads-back-equal",
    async run({ store }) {
      for (const table of Object.keys(tables) as BuiltInTableName[]) {
        const row = sampleRow(table);
        await written(store, [insert(table, row)]);
        assert.deepEqual(withoutSecrets(table, await store.read(table, row.id)), withoutSecrets(table, row));
        const found = await store.find(table, {});
        assert.deepEqual(
          found.map((each) => withoutSecrets(table, each)),
          [withoutSecrets(table, row)],
        );
      }
    },
  },
  {
    name: "store/read/secrets-read-back-equal",
    async run({ store }) {
      const connection = sampleRow("connections", { secret: '{"access":"кириллица 😀"}' });
      const job = sampleRow("jobs", { requestToken: "request-token" });
      await written(store, [insert("connections", connection), insert("jobs", job)]);
      assert.equal((await store.read("connections", connection.id))?.secret, connection.secret);
      assert.equal((await store.find("connections", { where: { account: "shop" } }))[0]?.secret, connection.secret);
      assert.equal((await store.read("jobs", job.id))?.requestToken, job.requestToken);
    },
  },
  {
    name: "store/read/texts-read-back-to-the-letter",
    async run({ store }) {
      const text = "ё и\u0306 é 漢字 😀👩‍👩‍👧 \u0000 \u2028 \ud800 ' \" \\ % _ \r\n\t";
      const row = sampleRow("blobs", { id: "shop:ключ-😀'\"", content: text });
      await written(store, [insert("blobs", row)]);
      assert.deepEqual(await store.read("blobs", row.id), row);
      assert.deepEqual(await store.find("blobs", { where: { account: row.account } }), [row]);
    },
  },
  {
    name: "store/read/rows-are-copies",
    async run({ store }) {
      const given = sampleRow("journal", { event: { type: "first" } });
      await written(store, [insert("journal", given)]);
      (given as ChangeableEntry).event = "changed by the writer";
      (((await store.read("journal", given.id)) as ChangeableEntry).event as { type: string }).type =
        "changed by a reader";
      const [found] = await store.find("journal", {});
      (found as ChangeableEntry).event = "changed by a finder";
      assert.deepEqual(await store.read("journal", given.id), sampleRow("journal", { event: { type: "first" } }));
      assert.deepEqual(await store.find("journal", {}), [sampleRow("journal", { event: { type: "first" } })]);
    },
  },
  {
    name: "store/close/further-calls-are-refused",
    async run({ store }) {
      await written(store, [insert("accounts", sampleRow("accounts"))]);
      await store.close();
      await assertFails(() => store.read("accounts", "accounts-1"), "STORE_CLOSED");
      await assertFails(() => store.find("accounts", {}), "STORE_CLOSED");
      await assertFails(() => store.commit([]), "STORE_CLOSED");
      await assertFails(() => store.open(), "STORE_CLOSED");
    },
  },
  {
    name: "store/close/twice-does-nothing",
    async run({ store }) {
      await store.close();
      await store.close();
    },
  },
  {
    name: "store/open/rows-outlive-the-store",
    appliesTo: ({ reopen }) => reopen !== undefined,
    async run({ store, reopen }) {
      assert.ok(reopen);
      await written(store, [insert("dedupe", sampleRow("dedupe")), insert("accounts", sampleRow("accounts"))]);
      await written(store, [insert("dedupe", sampleRow("dedupe", { id: "b" }))]);
      const next = await reopen();
      assert.deepEqual(await next.read("accounts", "accounts-1"), sampleRow("accounts"));
      assert.deepEqual(idsOf(await next.find("dedupe", { where: { expiresAt: 1_000 } })), ["b", "dedupe-1"]);
      await next.close();
    },
  },
];

function withoutSecrets<Table extends BuiltInTableName>(
  table: Table,
  row: BuiltInRows[Table] | undefined,
): object | undefined {
  if (row === undefined) return undefined;
  const secrets: readonly string[] = tables[table].secrets;
  return Object.fromEntries(Object.entries(row).filter(([field]) => !secrets.includes(field)));
}
