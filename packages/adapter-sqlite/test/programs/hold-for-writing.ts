/** Holds a store for writing beside its owner, for so many milliseconds; prints `held`, then `released`. */
import { loadDriver } from "../../src/load-driver.ts";

const [path = "", heldMs = "0"] = process.argv.slice(2);
const driver = (await loadDriver())(path);
driver.exec("BEGIN IMMEDIATE");
console.log("held");
setTimeout(() => {
  driver.exec("ROLLBACK");
  driver.close();
  console.log("released");
}, Number(heldMs));
