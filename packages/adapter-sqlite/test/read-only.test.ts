import { existsSync } from "node:fs";
import { join } from "node:path";
import { sampleRow } from "@callwright/core/testing";
import { expect, it } from "vitest";
import { sqlite } from "../src/index.ts";
import { folder, key } from "./kit.ts";

it("reads beside the owner, sees its commits, and writes nothing", async () => {
  const path = join(folder(), "store.db");
  const owner = sqlite({ path, key });
  await owner.open();
  await owner.commit([[{ op: "insert", table: "jobs", row: sampleRow("jobs") }]]);
  const reader = sqlite({ path, key, readOnly: true });
  await reader.open();
  expect(await reader.read("jobs", "jobs-1")).toEqual(sampleRow("jobs"));
  await owner.commit([[{ op: "insert", table: "jobs", row: sampleRow("jobs", { id: "jobs-2" }) }]]);
  expect(await reader.read("jobs", "jobs-2")).toMatchObject({ id: "jobs-2" });
  await expect(
    reader.commit([[{ op: "insert", table: "jobs", row: sampleRow("jobs", { id: "jobs-3" }) }]]),
  ).rejects.toMatchObject({ code: "STORE_READ_ONLY" });
  await reader.close();
  expect(existsSync(`${path}.lock`)).toBe(true);
  await owner.commit([[{ op: "insert", table: "jobs", row: sampleRow("jobs", { id: "jobs-3" }) }]]);
  await owner.close();
});

it("reads a store that nobody owns, and takes no ownership", async () => {
  const path = join(folder(), "store.db");
  const owner = sqlite({ path, key });
  await owner.open();
  await owner.commit([[{ op: "insert", table: "jobs", row: sampleRow("jobs") }]]);
  await owner.close();
  const reader = sqlite({ path, key, readOnly: true });
  await reader.open();
  expect(await reader.read("jobs", "jobs-1")).toEqual(sampleRow("jobs"));
  expect(existsSync(`${path}.lock`)).toBe(false);
  await reader.close();
});

it("is refused for a file that is not there, without making it, and for a wrong key", async () => {
  const path = join(folder(), "store.db");
  await expect(sqlite({ path, readOnly: true }).open()).rejects.toMatchObject({ code: "STORE_FAILED" });
  expect(existsSync(path)).toBe(false);
  const owner = sqlite({ path, key });
  await owner.open();
  await owner.close();
  const other = Buffer.alloc(32, 9).toString("hex");
  await expect(sqlite({ path, key: other, readOnly: true }).open()).rejects.toMatchObject({ code: "STORE_KEY_WRONG" });
});
