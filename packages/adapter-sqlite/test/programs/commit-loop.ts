/** Commits one event after the other, several runs at a time, and prints each once it is acknowledged, until it is killed. */
import { writeSync } from "node:fs";
import { sampleRow } from "@callwright/core/testing";
import { sqlite } from "../../src/index.ts";

const [path = "", key = ""] = process.argv.slice(2);
const store = sqlite({ path, key });
await store.open();

const runs = ["run-a", "run-b", "run-c"];
const known = await Promise.all(runs.map(async (run) => (await store.read("runs", run))?.seq ?? 0));

for (let round = 1; ; round += 1) {
  const events = runs.map((run, at) => ({ run, seq: (known[at] ?? 0) + round }));
  const results = await store.commit(
    events.map(({ run, seq }) => [
      { op: "insert", table: "journal", row: sampleRow("journal", { id: `${run}:${seq}`, run, seq }) },
      { op: "put", table: "runs", row: sampleRow("runs", { id: run, seq, snapshot: `${seq};`.repeat(200) }) },
      ...Array.from({ length: 10 }, (_, at) => [
        { op: "insert", table: "effects", row: sampleRow("effects", { id: `${run}:${seq}:${at}`, run }) } as const,
        { op: "delete", table: "effects", id: `${run}:${seq - 1}:${at}` } as const,
      ]).flat(),
    ]),
  );
  for (const [at, { run, seq }] of events.entries()) if (results[at]?.ok) writeSync(1, `${run} ${seq}\n`);
}
