import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { virtualEngine } from "@callwright/core/testing";
import { expect, it } from "vitest";
import { sqlite } from "../src/index.ts";
import { folder, key } from "./kit.ts";
import { countingFlow } from "./counting-flow.ts";

it("parks the one run whose row has a flipped byte: its events are kept, all others go on", async () => {
  const path = join(folder(), "store.db");
  const first = await virtualEngine({ flows: [countingFlow], store: sqlite({ path, key }) });
  const runs = ["a", "b", "c"];
  for (const name of runs) {
    const run = await first.account.start(countingFlow, { input: null, idempotencyKey: name });
    await run.send({ type: "count", word: `said by ${name}` });
  }
  await first.close();
  const bytes = readFileSync(path);
  for (let at = bytes.indexOf(`"word":"said by b"`); at >= 0; at = bytes.indexOf(`"word":"said by b"`, at + 1))
    // The snapshot alone: its journal is whole.
    if (bytes.subarray(at - 40, at).includes(`"context":{`)) bytes[at + 9] = "S".charCodeAt(0);
  writeFileSync(path, bytes);

  const next = await virtualEngine({
    flows: [countingFlow],
    store: sqlite({ path, key }),
    crm: first.crm,
    clock: first.clock,
  });
  const ends: unknown[] = [];
  for (const name of runs) {
    const run = await next.account.start(countingFlow, { input: null, idempotencyKey: name });
    expect(await run.send({ type: "finish" }, "k")).toBe("applied");
    ends.push((await run.result()).status);
  }
  expect(ends).toEqual(["ended", "parked", "ended"]);
  expect((await next.account.parked()).map(({ parked }) => parked?.code)).toEqual(["STORE_DAMAGED"]);
  expect(await next.engine.check()).toMatchObject({ ok: true });
  await next.close();
});
