import { join } from "node:path";
import { expect, it } from "vitest";
import { sqlite } from "../src/index.ts";
import { folder, key, start } from "./kit.ts";

it("has every acknowledged row after kill -9 amid commits, and none half-written", { timeout: 60_000 }, async () => {
  const path = join(folder(), "store.db");
  const acknowledged = new Map<string, number>();
  for (const linesBeforeTheKill of [1, 40, 301]) {
    const program = start("commit-loop", [path, key]);
    const lines: string[] = [];
    while (lines.length < linesBeforeTheKill) {
      const line = await program.line();
      if (line === undefined) throw new Error("the program ended by itself");
      lines.push(line);
    }
    lines.push(...(await program.kill()));
    for (const line of lines) {
      const [run = "", seq] = line.split(" ");
      acknowledged.set(run, Number(seq));
    }
    await expectWhole(path, acknowledged);
  }
});

async function expectWhole(path: string, acknowledged: ReadonlyMap<string, number>): Promise<void> {
  const store = sqlite({ path, key });
  await store.open();
  for (const [run, seq] of acknowledged) {
    const row = await store.read("runs", run);
    const last = row?.seq ?? 0;
    expect(last).toBeGreaterThanOrEqual(seq);
    expect(row?.snapshot).toBe(`${last};`.repeat(200));
    const journal = await store.find("journal", { where: { run }, limit: 10_000 });
    expect(journal.map((entry) => entry.seq)).toEqual(Array.from({ length: last }, (_, at) => at + 1));
    const effects = await store.find("effects", { where: { run } });
    expect(effects.map(({ id }) => id)).toEqual(Array.from({ length: 10 }, (_, at) => `${run}:${last}:${at}`));
  }
  await store.close();
}
