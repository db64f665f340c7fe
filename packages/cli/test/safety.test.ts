import { existsSync, mkdtempSync, rmSync, truncateSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { sqlite } from "@callwright/adapter-sqlite";
import type { StorePort } from "@callwright/core/ports";
import { sampleRow } from "@callwright/core/testing";
import { describe, expect, it, onTestFinished } from "vitest";
import { callwright } from "./kit.ts";

const key = Buffer.alloc(32, 7).toString("base64");

/** A store that its owner has open, with a call. */
async function ownedStore(): Promise<{ readonly cwd: string; readonly owner: StorePort }> {
  const cwd = mkdtempSync(path.join(tmpdir(), "callwright-cli-"));
  const owner = sqlite({ path: path.join(cwd, "store.db"), key });
  await owner.open();
  await owner.commit([[{ op: "insert", table: "runs", row: sampleRow("runs", { id: "r", snapshot: "{}" }) }]]);
  await owner.commit([[{ op: "insert", table: "connections", row: sampleRow("connections") }]]);
  process.env["SAFETY_TEST_KEY"] = key;
  onTestFinished(async () => {
    await owner.close();
    rmSync(cwd, { recursive: true, force: true });
  });
  return { cwd, owner };
}

const store = ["--store", "store.db", "--key-env", "SAFETY_TEST_KEY"];

describe("callwright backup", () => {
  it("copies a store whose owner works, tells what is in the copy, and does not write over anything", async () => {
    const { cwd } = await ownedStore();
    const { code, out } = await callwright(["backup", ...store, "--to", "copy.db"], [], cwd);
    expect(out).toMatch(
      /^wrote copy\.db: \d+ bytes, everything up to .*\nrows: .*connections 1, .*nothing is damaged\n$/s,
    );
    expect(code).toBe(0);
    const again = await callwright(["backup", ...store, "--to", "copy.db", "--json"], [], cwd);
    expect(again.code).toBe(3);
    expect(again.err).toContain("STORE_BACKUP_REFUSED");
    const checked = await callwright(
      ["check-store", "--store", "copy.db", "--key-env", "SAFETY_TEST_KEY", "--json"],
      [],
      cwd,
    );
    expect(JSON.parse(checked.out)).toMatchObject({ ok: true, rows: { runs: 1, connections: 1 }, unopened: 0 });
  });

  it("asks for what it needs", async () => {
    const { cwd } = await ownedStore();
    expect((await callwright(["backup", ...store], [], cwd)).err).toContain("--to");
    expect((await callwright(["backup", "--to", "copy.db"], [], cwd)).code).toBe(2);
    expect(existsSync(path.join(cwd, "copy.db"))).toBe(false);
  });
});

describe("callwright check-store", () => {
  it("tells in sentences what is damaged, with exit code 1, also beside the owner", async () => {
    const { cwd, owner } = await ownedStore();
    await owner.commit([[{ op: "put", table: "runs", row: sampleRow("runs", { id: "r", snapshot: "no JSON" }) }]]);
    const { code, out } = await callwright(["check-store", ...store], [], cwd);
    expect(code).toBe(1);
    expect(out).toContain('damaged: 1\n- The row "r" of table "runs" cannot be used: its state is no JSON.');
  });

  it("tells also of a file that cannot be opened", async () => {
    const { cwd, owner } = await ownedStore();
    await owner.close();
    truncateSync(path.join(cwd, "store.db"), 40_960);
    const { code, out } = await callwright(["check-store", ...store, "--json"], [], cwd);
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject({ ok: false, findings: [{ kind: "file" }] });
    expect(out).toContain("it was cut off");
  });

  it("checks without a key as far as it can", async () => {
    const { cwd } = await ownedStore();
    const { code, out } = await callwright(["check-store", "--store", "store.db", "--key-env", "NO_SUCH_KEY"], [], cwd);
    expect(code).toBe(0);
    expect(out).toContain("1 rows hold secrets that were not opened");
  });
});
