import { loadDriver } from "../../packages/adapter-sqlite/src/load-driver.ts";

/**
 * What the due timers of a killed process cost in SQL alone: the same rows read and written in batches, with nothing computed.
 * Arguments: the path of a copy of the store, how many timers, how many of them in a batch. Prints what it measured.
 */
const [path = "", timers = "10000", batch = "1000"] = process.argv.slice(2);
const driver = (await loadDriver())(path);
for (const pragma of ["synchronous = FULL", "secure_delete = ON", "cache_size = -65536"])
  driver.exec(`PRAGMA ${pragma}`);
const due = driver.statement("SELECT id, row, sum FROM timers ORDER BY dueAt, id LIMIT ?");
const readTimer = driver.statement("SELECT id, row, sum FROM timers WHERE id = ?");
const readRun = driver.statement("SELECT id, row, sum FROM runs WHERE id = ?");
const writeRun = driver.statement("UPDATE runs SET status = 'ended', closesAt = ?, row = ?, sum = ? WHERE id = ?");
const addEvent = driver.statement("INSERT INTO journal (id, run, seq, row, sum) VALUES (?, ?, 2, ?, ?)");
const removeTimer = driver.statement("DELETE FROM timers WHERE id = ?");

const cpu = process.cpuUsage();
const startedAt = performance.now();
for (let left = Number(timers); left > 0; left -= Number(batch)) {
  driver.exec("BEGIN IMMEDIATE");
  for (const { id, row, sum } of due.all([Math.min(left, Number(batch))])) {
    const { owner } = JSON.parse(String(row)) as { readonly owner: string };
    readTimer.get([String(id)]);
    const run = readRun.get([owner]);
    writeRun.run([startedAt, String(run?.["row"]), String(sum), owner]);
    addEvent.run([`${owner}:00000002`, owner, String(row), String(sum)]);
    removeTimer.run([String(id)]);
  }
  driver.exec("COMMIT");
}
const { user, system } = process.cpuUsage(cpu);
console.log(JSON.stringify({ ms: performance.now() - startedAt, cpuMs: (user + system) / 1_000 }));
driver.close();
