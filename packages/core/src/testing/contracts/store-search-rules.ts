import assert from "node:assert/strict";
import type { StorePort, TextQuery, Write } from "../../ports/index.ts";
import type { ContractRule } from "./contract-rule.ts";
import { sampleRow } from "./sample-rows.ts";
import { assertFails, insert, put, remove, written, type StoreFixture } from "./store-fixture.ts";

const turn = (id: string, stems: string, account = "shop"): Write =>
  insert("turns", sampleRow("turns", { id, account, stems }));

const words = (...forms: readonly string[]): TextQuery["words"] => forms.map((form) => ({ forms: [form] }));

async function found(
  store: StorePort,
  query: Omit<TextQuery, "account">,
  account = "shop",
): Promise<readonly string[]> {
  const hits = await store.search("turns", { account, ...query });
  return hits.map(({ row }) => row.id);
}

/** Rows among which the others are found: a word weighs what it is rare. */
const others: readonly Write[] = Array.from({ length: 9 }, (_, at) => turn(`other-${at}`, `weather ${at} sun`));

const rules: readonly ContractRule<StoreFixture>[] = [
  {
    name: "store/search/finds-a-row-by-a-word",
    async run({ store }) {
      await written(store, [turn("a", "договор звонк 2026"), ...others]);
      assert.deepEqual(await found(store, { words: words("договор") }), ["a"]);
      assert.deepEqual(await found(store, { words: words("2026") }), ["a"]);
      assert.deepEqual(await found(store, { words: words("never") }), []);
    },
  },
  {
    name: "store/search/gives-the-whole-row",
    async run({ store }) {
      const row = sampleRow("turns", { id: "a", stems: "contract" });
      await written(store, [insert("turns", row), ...others]);
      const [hit] = await store.search("turns", { account: row.account, words: words("contract") });
      assert.deepEqual(hit?.row, row);
      assert.ok(Number.isFinite(hit.score), "its score is a number");
    },
  },
  {
    name: "store/search/every-word-must-be-there",
    async run({ store }) {
      await written(store, [turn("a", "red contract"), turn("b", "red"), ...others]);
      assert.deepEqual(await found(store, { words: words("red", "contract") }), ["a"]);
      assert.deepEqual(await found(store, { words: words("contract", "blue"), match: "every" }), []);
    },
  },
  {
    name: "store/search/some-words-are-enough-when-asked",
    async run({ store }) {
      await written(store, [turn("a", "red contract"), turn("b", "red"), turn("c", "blue"), ...others]);
      const some = await found(store, { words: words("contract", "blue"), match: "some" });
      assert.deepEqual([...some].sort(), ["a", "c"]);
    },
  },
  {
    name: "store/search/any-form-of-a-word-will-do",
    async run({ store }) {
      await written(store, [turn("a", "mice cheese"), turn("b", "mouse cheese"), turn("c", "cheese"), ...others]);
      const forms = await found(store, { words: [{ forms: ["mouse", "mice"] }, { forms: ["cheese"] }] });
      assert.deepEqual([...forms].sort(), ["a", "b"]);
    },
  },
  {
    name: "store/search/beginnings-stand-for-longer-words",
    async run({ store }) {
      await written(store, [turn("a", "umownie"), turn("b", "umowa"), turn("c", "rozumowa"), ...others]);
      const begun = await found(store, { words: [{ forms: [], beginnings: ["umow"] }] });
      assert.deepEqual([...begun].sort(), ["a", "b"]);
    },
  },
  {
    name: "store/search/words-are-compared-whole",
    async run({ store }) {
      await written(store, [turn("a", "contracts"), turn("b", "subcontract"), turn("c", "contract"), ...others]);
      assert.deepEqual(await found(store, { words: words("contract") }), ["c"]);
    },
  },
  {
    name: "store/search/the-best-first",
    async run({ store }) {
      const rows = [turn("plain", "sun walk long way home today"), turn("best", "sun contract"), ...others];
      await written(store, rows);
      const some = await found(store, { words: words("sun", "contract"), match: "some" });
      assert.equal(some[0], "best");
      const long = await store.search("turns", { account: "shop", words: words("sun") });
      const scores = long.map(({ score }) => score);
      assert.deepEqual(
        scores,
        [...scores].sort((left, right) => right - left),
      );
    },
  },
  {
    name: "store/search/limit-gives-the-best",
    async run({ store }) {
      await written(store, [turn("a", "sun contract"), ...others]);
      assert.deepEqual(await found(store, { words: words("sun", "contract"), match: "some", limit: 1 }), ["a"]);
      assert.equal((await found(store, { words: words("sun"), limit: 4 })).length, 4);
    },
  },
  {
    name: "store/search/no-account-sees-another",
    async run({ store }) {
      await written(store, [turn("a", "contract"), turn("b", "contract", "other"), ...others]);
      assert.deepEqual(await found(store, { words: words("contract") }), ["a"]);
      assert.deepEqual(await found(store, { words: words("contract") }, "other"), ["b"]);
      assert.deepEqual(await found(store, { words: words("contract") }, "third"), []);
    },
  },
  {
    name: "store/search/put-replaces-the-words",
    async run({ store }) {
      await written(store, [turn("a", "contract"), ...others]);
      await written(store, [put("turns", sampleRow("turns", { id: "a", account: "shop", stems: "agreement" }))]);
      assert.deepEqual(await found(store, { words: words("contract") }), []);
      assert.deepEqual(await found(store, { words: words("agreement") }), ["a"]);
    },
  },
  {
    name: "store/search/delete-removes-the-words",
    async run({ store }) {
      await written(store, [turn("a", "contract"), turn("b", "contract"), ...others]);
      await written(store, [remove("turns", "a")]);
      assert.deepEqual(await found(store, { words: words("contract") }), ["b"]);
    },
  },
  {
    name: "store/search/a-refused-batch-leaves-no-words",
    async run({ store }) {
      await written(store, [turn("a", "contract"), ...others]);
      await store.commit([[turn("b", "agreement"), remove("turns", "a"), turn("other-1", "twice")]]);
      assert.deepEqual(await found(store, { words: words("agreement") }), []);
      assert.deepEqual(await found(store, { words: words("contract") }), ["a"]);
    },
  },
  {
    name: "store/search/what-cannot-be-searched-is-refused",
    async run({ store }) {
      const search = (query: Partial<TextQuery>) =>
        assertFails(
          () => store.search("turns", { account: "shop", words: words("contract"), ...query }),
          "STORE_QUERY_REFUSED",
        );
      await search({ words: [] });
      await search({ words: [{ forms: [] }] });
      for (const form of ["", "two words", "a*", 'quo"te', "Upper"]) await search({ words: words(form) });
      for (const limit of [0, 1.5, 10_001]) await search({ limit });
      await assertFails(
        () => store.search("jobs", { account: "shop", words: words("contract") }),
        "STORE_QUERY_REFUSED",
      );
    },
  },
];

/** What a search by words promises. A store that cannot search is not asked. */
export const storeSearchRules: readonly ContractRule<StoreFixture>[] = rules.map((rule) => ({
  ...rule,
  appliesTo: ({ store }) => store.canSearch,
}));
