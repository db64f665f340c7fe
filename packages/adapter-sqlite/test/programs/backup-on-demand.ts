/** Opens a store to read and prints `ready`; then copies it to each path that it is told, and prints `copied`. */
import { createInterface } from "node:readline";
import { sqlite } from "../../src/index.ts";

const [path = "", key = ""] = process.argv.slice(2);
const store = sqlite({ path, key, readOnly: true });
await store.open();
console.log("ready");
for await (const to of createInterface({ input: process.stdin })) {
  console.log("begun");
  await store.backup?.(to);
  console.log("copied");
}
