import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { sampleRow } from "@callwright/core/testing";
import { expect, it } from "vitest";
import { sqlite } from "../src/index.ts";
import { folder, key, start } from "./kit.ts";
import { keepFile } from "./large-values.ts";

it(
  "leaves no half copy under the target's name when its process is killed at any moment; the next one clears up",
  { timeout: 60_000 },
  async () => {
    const directory = folder();
    const path = join(directory, "store.db");
    const store = sqlite({ path, key });
    await store.open();
    const rows = Array.from({ length: 2_000 }, (_, at) =>
      sampleRow("archives", { id: `l${at}`, data: "x".repeat(2_000) }),
    );
    await store.commit([rows.map((row) => ({ op: "insert", table: "archives", row }))]);
    await keepFile(store, "recorded ".repeat(100_000));
    await store.close();
    const to = join(directory, "copy.db");
    const program = start("backup-on-demand", [path, key]);
    expect(await program.line()).toBe("ready");
    program.tell(to);
    expect(await program.line()).toBe("begun");
    await wait(20);
    await program.kill();
    const isThere = existsSync(to);
    const next = sqlite({ path, key });
    await next.open();
    if (!isThere) await next.backup?.(to);
    await next.close();
    const left = readdirSync(directory).filter((name) => /\.(held|part)-/.test(name));
    expect(left).toEqual([]);
    const copy = sqlite({ path: to, key });
    await copy.open();
    expect(await copy.check?.()).toMatchObject({ ok: true, rows: { archives: 2_000, blobs: 1 }, files: 1 });
    await copy.close();
  },
);
