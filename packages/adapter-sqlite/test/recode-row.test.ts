import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createKeyring, tableShapes, type Keyring } from "@callwright/core/adapter-kit";
import type { BuiltInTableName, Rows } from "@callwright/core/ports";
import { sampleRow } from "@callwright/core/testing";
import type { SqlRow } from "../src/driver.ts";
import { createRowCodec } from "../src/row-codec.ts";
import type { Sealing } from "../src/sealing/live-sealing.ts";
import { recodeRow } from "../src/sealing/recode-row.ts";
import { hiddenFields } from "../src/sealing/reseal-page.ts";

const shapes = tableShapes();
const hidden = (table: BuiltInTableName) => hiddenFields(shapes, table);
const keys = [1, 2, 3].map((fill) => Buffer.alloc(32, fill).toString("base64"));

/** A ring whose current key is one of the three; it has the others, too. */
function ringOf(current: number): Keyring {
  return createKeyring(
    keys[current] ?? "",
    keys.filter((_, index) => index !== current),
  );
}

/** A row as a store with this sealing keeps it, as a driver gives it. */
function store(table: BuiltInTableName, row: Rows[BuiltInTableName], now: Sealing | undefined): SqlRow {
  const values = createRowCodec("test", { now }, shapes).encode(table, row);
  return { id: row.id, row: values.at(-2), sum: values.at(-1) };
}

const read = (table: BuiltInTableName, stored: SqlRow, now: Sealing) =>
  createRowCodec("test", { now }, shapes).decode(table, stored);

const sealings = fc.record({ current: fc.nat({ max: 2 }), whole: fc.boolean() });
const toSealing = ({ current, whole }: { readonly current: number; readonly whole: boolean }): Sealing => ({
  keys: ringOf(current),
  whole,
});
/** Tables with a secret, with a field that is sealed where there is a key, with a tail, and with none of these. */
const tablesOfEachKind = fc.constantFrom<BuiltInTableName>("connections", "jobs", "peppers", "runs", "blobs");

describe("recodeRow", () => {
  it("leaves a row readable and the same through any sequence of forms, and needs no more than the last key in the end", () => {
    fc.assert(
      fc.property(tablesOfEachKind, fc.array(sealings, { minLength: 2, maxLength: 6 }), (table, sequence) => {
        const row = sampleRow(table);
        const [first, ...rest] = sequence.map(toSealing) as [Sealing, ...Sealing[]];
        let stored = store(table, row, first);
        for (const sealing of rest) {
          const form = recodeRow(table, stored, sealing, hidden(table));
          if (typeof form === "string") expect(form).toBe("current");
          else stored = { ...stored, ...form };
          expect(read(table, stored, sealing)).toEqual(row);
          const settled = recodeRow(table, stored, sealing, hidden(table));
          if (!sealing.whole) expect(settled).toBe("current");
          expect(read(table, stored, { ...sealing, keys: sealing.keys.withoutFormer() })).toEqual(row);
        }
      }),
      { numRuns: 40 },
    );
  });

  it("leaves a damaged row damaged in every form, and hides what it says where everything is sealed", () => {
    fc.assert(
      fc.property(tablesOfEachKind, fc.array(sealings, { maxLength: 4 }), (table, sequence) => {
        const whole = toSealing({ current: 0, whole: true });
        const kept = store(table, sampleRow(table), toSealing({ current: 0, whole: false }));
        let stored: SqlRow = { ...kept, sum: "00000000" };
        for (const sealing of [...sequence.map(toSealing), whole]) {
          const form = recodeRow(table, stored, sealing, hidden(table));
          if (typeof form !== "string") stored = { ...stored, ...form };
          expect(() => read(table, stored, sealing)).toThrow(
            expect.objectContaining({ code: "STORE_DAMAGED" }) as Error,
          );
        }
        expect(stored["row"]).toBeInstanceOf(Uint8Array);
      }),
      { numRuns: 40 },
    );
  });

  it("does not take a row of a key that is not known for one it could write", () => {
    const stored = store("blobs", sampleRow("blobs"), toSealing({ current: 0, whole: true }));
    const other: Sealing = { keys: createKeyring(Buffer.alloc(32, 9).toString("hex")), whole: false };
    expect(recodeRow("blobs", stored, other, hidden("blobs"))).toBe("unreadable");
  });

  it("binds a sealed row to its table and its key", () => {
    const whole = toSealing({ current: 0, whole: true });
    const stored = store("blobs", sampleRow("blobs"), whole);
    for (const moved of [
      () => read("archives", stored, whole),
      () => read("blobs", { ...stored, id: "blobs-2" }, whole),
    ]) {
      expect(moved).toThrow(expect.objectContaining({ code: "STORE_DAMAGED" }) as Error);
    }
  });
});
