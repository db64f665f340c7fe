import { loadDriver } from "../../packages/adapter-sqlite/src/load-driver.ts";

// A database tool that holds a store for writing, for so many milliseconds.
const [path = "", heldMs = "0"] = process.argv.slice(2);
const driver = (await loadDriver())(path);
driver.exec("PRAGMA busy_timeout = 60000");
driver.exec("BEGIN IMMEDIATE");
setTimeout(() => {
  driver.exec("ROLLBACK");
  driver.close();
}, Number(heldMs));
