import { sqlite } from "@callwright/adapter-sqlite";
import { backupStore } from "@callwright/core";

// One backup beside the owner, as the command line makes it: a process of its own, which may be killed.
const [path = "", key = "", to = ""] = process.argv.slice(2);
const store = sqlite({ path, key, readOnly: true });
await store.open();
process.send?.("begun");
const report = await backupStore(store, to);
await store.close();
process.exit(report.check.ok ? 0 : 1);
