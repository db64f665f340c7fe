import fc from "fast-check";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { sampleRow } from "@callwright/core/testing";
import { sqlite } from "../src/index.ts";
import { edit, folder } from "./kit.ts";

const odd = fc.constantFrom("\n", "\0", "\ud800", '{"a":1}\n{"id":"other"}', '"', "\\", "");
const snapshot = fc.oneof(
  fc.jsonValue().map((value) => JSON.stringify(value)),
  fc.string({ unit: "binary" }),
  odd,
);

describe("the snapshot of a run", () => {
  it("comes back to the letter, whatever it is", async () => {
    const store = sqlite({ path: ":memory:" });
    await store.open();
    await fc.assert(
      fc.asyncProperty(fc.array(snapshot, { minLength: 1, maxLength: 4 }), async (parts) => {
        const row = sampleRow("runs", { id: "r", snapshot: parts.join("") });
        await store.commit([[{ op: "put", table: "runs", row }]]);
        expect(await store.read("runs", "r")).toEqual(row);
      }),
    );
    await store.close();
  });

  it("is under the row's checksum", async () => {
    const path = join(folder(), "store.db");
    const store = sqlite({ path });
    await store.open();
    const row = sampleRow("runs", { id: "r", snapshot: '{"value":"ringing"}' });
    await store.commit([[{ op: "put", table: "runs", row }]]);
    await store.close();
    (await edit(path, `UPDATE runs SET row = replace(row, 'ringing', 'talking') WHERE id = 'r'`))();
    const again = sqlite({ path });
    await again.open();
    await expect(again.read("runs", "r")).rejects.toMatchObject({ code: "STORE_DAMAGED" });
    await again.close();
  });
});
