import { readdirSync } from "node:fs";
import { join } from "node:path";
import { virtualEngine } from "@callwright/core/testing";
import { expect, it } from "vitest";
import { sqlite } from "../src/index.ts";
import { folder, key, start } from "./kit.ts";

it("leaves no file of a process that was killed before the row of it was committed", { timeout: 60_000 }, async () => {
  const path = join(folder(), "store.db");
  const program = start("keep-file", [path, key]);
  expect(await program.line()).toBe("kept");
  await program.kill();
  expect(readdirSync(`${path}.blobs`)).toHaveLength(2);
  const next = await virtualEngine({ flows: [], store: sqlite({ path, key }) });
  await next.clock.settle();
  expect(readdirSync(`${path}.blobs`)).toEqual([]);
  await next.close();
});
