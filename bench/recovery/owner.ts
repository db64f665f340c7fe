import { openHost, hourAgoMs, startLoad, tellRun, type Load } from "./host.ts";

/**
 * The process that is killed: an hour ago it starts the runs of a load in a store and then serves events until its end.
 * Arguments: the store's path, the load as JSON. Prints one line when it owns them all.
 */
const [path = "", load = "{}"] = process.argv.slice(2);
const { engine } = await openHost(path, hourAgoMs);
const ids = await startLoad(engine, JSON.parse(load) as Load);
console.log(JSON.stringify({ owns: true, ids: ids.filter((_, at) => at % 1_000 === 500) }));
for (let at = 0; ; at += 1) await tellRun(engine, ids[at % ids.length] ?? "");
