/** Opens the store that each line of its input names and prints `open`, or the code and owner; the line `close` closes it. */
import { createInterface } from "node:readline";
import { isCallwrightError } from "@callwright/core/adapter-kit";
import type { StorePort } from "@callwright/core/ports";
import { sqlite } from "../../src/index.ts";

let store: StorePort | undefined;
console.log("ready");

for await (const line of createInterface({ input: process.stdin })) {
  if (line === "close") {
    await store?.close();
    console.log("closed");
    continue;
  }
  store = sqlite({ path: line });
  try {
    await store.open();
    console.log("open");
  } catch (error) {
    console.log(isCallwrightError(error, "STORE_LOCKED") ? `${error.code} ${error.details.owner}` : String(error));
  }
}
