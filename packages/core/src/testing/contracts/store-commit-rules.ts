import assert from "node:assert/strict";
import type { ContractRule } from "./contract-rule.ts";
import { sampleRow } from "./sample-rows.ts";
import { assertRefused, idsOf, insert, put, remove, written, type StoreFixture } from "./store-fixture.ts";

const dedupe = (id: string, expiresAt = 1) => sampleRow("dedupe", { id, expiresAt });

/** What a commit promises. */
export const storeCommitRules: readonly ContractRule<StoreFixture>[] = [
  {
    name: "store/commit/nothing-is-written-for-nothing",
    async run({ store }) {
      assert.deepEqual(await store.commit([]), []);
      assert.deepEqual(await store.commit([[], []]), [{ ok: true }, { ok: true }]);
    },
  },
  {
    name: "store/commit/insert-refuses-a-key-that-exists",
    async run({ store }) {
      await written(store, [insert("dedupe", dedupe("a", 1))]);
      const [result] = await store.commit([[insert("dedupe", dedupe("a", 2))]]);
      assertRefused(result, "STORE_CONFLICT");
      assert.deepEqual(await store.read("dedupe", "a"), dedupe("a", 1));
    },
  },
  {
    name: "store/commit/put-replaces",
    async run({ store }) {
      await written(store, [put("dedupe", dedupe("a", 1))]);
      await written(store, [put("dedupe", dedupe("a", 2))]);
      assert.deepEqual(await store.read("dedupe", "a"), dedupe("a", 2));
    },
  },
  {
    name: "store/commit/delete-removes",
    async run({ store }) {
      await written(store, [insert("dedupe", dedupe("a")), insert("dedupe", dedupe("b"))]);
      await written(store, [remove("dedupe", "a")]);
      assert.equal(await store.read("dedupe", "a"), undefined);
      assert.deepEqual(idsOf(await store.find("dedupe", { where: { expiresAt: 1 } })), ["b"]);
    },
  },
  {
    name: "store/commit/delete-of-a-missing-row-does-nothing",
    async run({ store }) {
      await written(store, [remove("dedupe", "never"), insert("dedupe", dedupe("a"))]);
      assert.deepEqual(await store.read("dedupe", "a"), dedupe("a"));
    },
  },
  {
    name: "store/commit/a-bad-batch-leaves-nothing",
    async run({ store }) {
      await written(store, [insert("dedupe", dedupe("old", 1)), insert("accounts", sampleRow("accounts"))]);
      const [result] = await store.commit([
        [
          insert("dedupe", dedupe("new")),
          put("dedupe", dedupe("old", 2)),
          remove("accounts", "accounts-1"),
          insert("dedupe", dedupe("old")),
          insert("dedupe", dedupe("later")),
        ],
      ]);
      assertRefused(result, "STORE_CONFLICT");
      assert.deepEqual(await store.find("dedupe", {}), [dedupe("old", 1)]);
      assert.deepEqual(await store.read("accounts", "accounts-1"), sampleRow("accounts"));
    },
  },
  {
    name: "store/commit/one-bad-batch-does-not-take-others",
    async run({ store }) {
      await written(store, [insert("dedupe", dedupe("old"))]);
      const results = await store.commit([
        [insert("dedupe", dedupe("a"))],
        [insert("dedupe", dedupe("old"))],
        [insert("dedupe", dedupe("b"))],
      ]);
      assert.deepEqual(
        results.map(({ ok }) => ok),
        [true, false, true],
      );
      assert.deepEqual(idsOf(await store.find("dedupe", {})), ["a", "b", "old"]);
    },
  },
  {
    name: "store/commit/batches-are-written-in-order",
    async run({ store }) {
      await written(
        store,
        [put("dedupe", dedupe("a", 1))],
        [put("dedupe", dedupe("a", 2))],
        [put("dedupe", dedupe("a", 3))],
      );
      assert.deepEqual(await store.read("dedupe", "a"), dedupe("a", 3));
    },
  },
  {
    name: "store/commit/writes-of-a-batch-are-in-order",
    async run({ store }) {
      await written(store, [
        insert("dedupe", dedupe("a", 1)),
        put("dedupe", dedupe("a", 2)),
        insert("dedupe", dedupe("b", 1)),
        remove("dedupe", "b"),
      ]);
      assert.deepEqual(await store.find("dedupe", {}), [dedupe("a", 2)]);
    },
  },
  {
    name: "store/commit/keys-that-cannot-be-kept-are-refused",
    async run({ store }) {
      for (const id of ["a\u0000b", "a\ud800", 7 as unknown as string]) {
        const [result] = await store.commit([[put("dedupe", dedupe(id))]]);
        assertRefused(result, "STORE_QUERY_REFUSED");
      }
      assert.deepEqual(await store.find("dedupe", {}), []);
    },
  },
  {
    name: "store/commit/many-rows-at-once",
    async run({ store }) {
      const name = (at: number): string => `row-${String(at).padStart(4, "0")}`;
      const big = Array.from({ length: 700 }, (_, at) => insert("dedupe", dedupe(name(at))));
      const small = Array.from({ length: 200 }, (_, at) => [insert("dedupe", dedupe(name(700 + at)))]);
      await written(store, big, ...small);
      const rows = await store.find("dedupe", {});
      assert.deepEqual(
        idsOf(rows),
        Array.from({ length: 900 }, (_, at) => name(at)),
      );
    },
  },
];
