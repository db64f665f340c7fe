/** Keeps a file and begins another, tells so, and waits to be killed: no row of either was committed. */
import { writeSync } from "node:fs";
import { sqlite } from "../../src/index.ts";

const [path = "", key = ""] = process.argv.slice(2);
const store = sqlite({ path, key });
await store.open();
const kept = await store.files.begin();
await kept.write(Buffer.alloc(100_000, 1));
await kept.keep(`test:${"1".repeat(64)}`);
const draft = await store.files.begin();
await draft.write(Buffer.alloc(100_000, 2));
writeSync(1, "kept\n");
setInterval(() => undefined, 1_000);
