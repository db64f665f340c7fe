import { join } from "node:path";
import { setImmediate as nextTurn } from "node:timers/promises";
import fc from "fast-check";
import { expect, it } from "vitest";
import type { StorePort, Write } from "@callwright/core/ports";
import { sampleRow } from "@callwright/core/testing";
import { sqlite, type SqliteSettings } from "../src/index.ts";
import { bytesBelow, commit, crashImage, encryptionOf, expectRows, opened, planted } from "./encryption-kit.ts";
import { folder } from "./kit.ts";

type Step =
  | { readonly do: "write"; readonly rows: readonly number[] }
  | { readonly do: "delete"; readonly row: number }
  | { readonly do: "turns"; readonly count: number }
  | { readonly do: "rotate"; readonly key: number }
  | { readonly do: "reopen"; readonly by: "crash" | "close"; readonly key: number; readonly everything: boolean };

const rowCount = 24;
const rows = fc.nat({ max: rowCount - 1 });
const keys = fc.nat({ max: 3 });
const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    fc.record({ do: fc.constant("write"), rows: fc.array(rows, { minLength: 1, maxLength: 10 }) }),
    fc.record({ do: fc.constant("delete"), row: rows }),
    fc.record({ do: fc.constant("turns"), count: fc.integer({ min: 1, max: 5 }) }),
    fc.record({ do: fc.constant("rotate"), key: keys }),
    fc.record({
      do: fc.constant("reopen"),
      by: fc.constantFrom("crash", "close"),
      key: keys,
      everything: fc.boolean(),
    }),
  ),
  { minLength: 3, maxLength: 12 },
);

/** A store under test, what must be in it, and the keys that it may need. */
class World {
  #settings: SqliteSettings;
  #store: StorePort | undefined;
  #version = 0;
  readonly #rows = new Map<string, Write>();
  #keys = [keyOf(0)];

  constructor() {
    this.#settings = { path: join(folder(), "store.db"), key: keyOf(0) };
  }

  async open(): Promise<void> {
    this.#store = await opened(this.#settings);
    await this.write(Array.from({ length: rowCount }, (_, index) => index));
  }

  get #open(): StorePort {
    if (!this.#store) throw new Error("the world is not open");
    return this.#store;
  }

  async write(indexes: readonly number[]): Promise<void> {
    const writes = indexes.map((index) => this.#toWrite(index));
    for (const [at, index] of indexes.entries()) this.#rows.set(String(index), writes[at] as Write);
    await commit(this.#open, writes);
  }

  async play(step: Step): Promise<void> {
    if (step.do === "write") await this.write(step.rows);
    else if (step.do === "delete") await this.#delete(step.row);
    else if (step.do === "turns") for (let count = 0; count < step.count; count += 1) await nextTurn();
    else if (step.do === "rotate") this.#rotate(step.key);
    else await this.#reopen(step);
    await expectRows(this.#open, [...this.#rows.values()]);
  }

  /** Nothing but the current key is needed in the end. */
  async settle(): Promise<void> {
    await encryptionOf(this.#open).settled();
    const { encrypts } = encryptionOf(this.#open).state();
    await this.#open.close();
    const [current = "", ...former] = this.#keys;
    const { path } = this.#settings;
    for (const key of former)
      await expect(sqlite({ path, key }).open()).rejects.toMatchObject({ code: "STORE_KEY_WRONG" });
    const last = await opened({ path, key: current });
    await expectRows(last, [...this.#rows.values()]);
    await last.close();
    if (encrypts === "everything") expect(bytesBelow(join(path, "..")).includes(planted)).toBe(false);
  }

  #toWrite(index: number): Write {
    const text = `${planted} ${(this.#version += 1)}`;
    return index % 2 === 0
      ? { op: "put", table: "connections", row: sampleRow("connections", { id: `c${index}`, secret: text }) }
      : { op: "put", table: "runs", row: sampleRow("runs", { id: `r${index}`, snapshot: JSON.stringify({ text }) }) };
  }

  async #delete(index: number): Promise<void> {
    this.#rows.delete(String(index));
    const [table, id] = index % 2 === 0 ? (["connections", `c${index}`] as const) : (["runs", `r${index}`] as const);
    await commit(this.#open, [{ op: "delete", table, id }]);
  }

  #rotate(index: number): void {
    const key = keyOf(index);
    // Whether it ends is asked for at the end; it is interrupted by what follows.
    encryptionOf(this.#open)
      .rotateKey(key)
      .catch(() => undefined);
    this.#use(key);
  }

  async #reopen({ by, key, everything }: Step & { readonly do: "reopen" }): Promise<void> {
    const { path } = this.#settings;
    const image = by === "crash" ? join(crashImage(join(path, "..")), "store.db") : path;
    await this.#open.close();
    const former = this.#keys;
    this.#use(keyOf(key));
    this.#settings = {
      path: image,
      key: keyOf(key),
      formerKeys: former,
      encrypt: everything ? "everything" : "secrets",
    };
    this.#store = await opened(this.#settings);
  }

  #use(key: string): void {
    this.#keys = [key, ...this.#keys.filter((other) => other !== key)];
  }
}

function keyOf(index: number): string {
  return Buffer.alloc(32, 40 + index).toString("base64");
}

it("every row is readable after any sequence of writes, changes of the key and of what is encrypted, and crashes", async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (sequence) => {
      const world = new World();
      await world.open();
      for (const step of sequence) await world.play(step);
      await world.settle();
    }),
    { numRuns: 4 },
  );
});
