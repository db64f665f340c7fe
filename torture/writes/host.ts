import { setTimeout as wait } from "node:timers/promises";
import { sqlite } from "@callwright/adapter-sqlite";
import { isCallwrightError } from "@callwright/core";
import { virtualEngine } from "@callwright/core/testing";
import { countingFlow } from "./counting-flow.ts";
import type { HostOrder, HostWord } from "./host-words.ts";

// A host under load: each run gets one event after the other, and every acknowledgement is told at once.
const order = JSON.parse(process.env["WRITES_HOST"] ?? "{}") as HostOrder;
const tell = (word: HostWord) => process.send?.(word);
const over = new AbortController();
const isOver = () => over.signal.aborted;
process.on("message", (word) => {
  if (word === "stop") over.abort();
});
process.on("disconnect", () => process.exit(1));

const world = await virtualEngine({ flows: [countingFlow], store: sqlite({ path: order.path, key: order.key }) });
const padding = "x".repeat(order.paddingChars);

async function feed(name: string): Promise<void> {
  const run = await world.account.start(countingFlow, { input: null, idempotencyKey: name });
  const from = (await run.status()).seq;
  for (let number = from; !isOver(); number += 1) {
    for (let isTaken = false; !isTaken && !isOver();) {
      try {
        await run.send({ type: "count", number, padding }, `${number}`);
        isTaken = true;
        tell({ acknowledged: `${run.id}/${number}` });
      } catch (error) {
        tell({ refused: isCallwrightError(error) ? error.code : String(error) });
        await wait(20);
      }
    }
  }
}

tell({ ready: true });
await Promise.all(Array.from({ length: order.runs }, (_, at) => feed(`run ${at}`)));
await world.close();
process.exit(0);
