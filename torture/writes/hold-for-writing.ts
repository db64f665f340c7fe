import { spawn } from "node:child_process";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { LoadedHost } from "./loaded-host.ts";
import { missing, readEvents } from "./read-events.ts";
import type { Judgement, WritesOptions } from "./torture-writes.ts";

const holder = fileURLToPath(new URL("./holder.ts", import.meta.url));

/** Another process holds the file for writing, longer than commits wait for it: they are refused, and all goes on afterwards. */
export async function holdForWriting({ folder, key }: WritesOptions, judge: Judgement): Promise<void> {
  const store = path.join(folder, "held.db");
  const host = await LoadedHost.start({ path: store, key, runs: 4, paddingChars: 100 });
  await host.more(100);
  const child = spawn(process.execPath, [...process.execArgv, holder, store, "9000"], {
    stdio: ["ignore", "ignore", "inherit"],
  });
  await new Promise((resolve) => child.once("exit", resolve));
  await host.more(100);
  await host.stop();
  const { events, check } = await readEvents(store, key);
  judge("commits were refused while the file was held", (host.refused.get("STORE_FAILED") ?? 0) > 0);
  judge(
    "the store is whole and holds exactly what was acknowledged",
    check.ok && missing(host.acknowledged, events).length === 0 && missing(events, host.acknowledged).length === 0,
  );
  console.log(
    `  held for 9 s: ${host.refused.get("STORE_FAILED") ?? 0} refusals, ${host.acknowledged.size} acknowledged`,
  );
}
