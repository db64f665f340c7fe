import { Session, type Profiler, type Runtime } from "node:inspector/promises";
import path from "node:path";
import { rounded } from "./rounds.ts";

/** Where the time of some work goes, most of it first: the functions in which the processor was found, and how often. */
export async function topOfProfile(
  work: () => Promise<unknown>,
  count = 10,
): Promise<readonly { readonly percent: number; readonly where: string }[]> {
  const session = new Session();
  session.connect();
  try {
    await session.post("Profiler.enable");
    await session.post("Profiler.start");
    await work();
    const { profile } = await session.post("Profiler.stop");
    return selfTimes(profile).slice(0, count);
  } finally {
    session.disconnect();
  }
}

function selfTimes({ nodes, samples = [], timeDeltas = [] }: Profiler.Profile) {
  const names = new Map(nodes.map(({ id, callFrame }) => [id, nameOf(callFrame)]));
  const spent = new Map<string, number>();
  for (const [index, sample] of samples.entries()) {
    const name = names.get(sample) ?? "";
    if (name !== "(idle)") spent.set(name, (spent.get(name) ?? 0) + (timeDeltas[index] ?? 0));
  }
  const total = [...spent.values()].reduce((sum, each) => sum + each, 0);
  return [...spent]
    .sort(([, left], [, right]) => right - left)
    .map(([where, time]) => ({ percent: rounded((100 * time) / total), where }));
}

function nameOf({ functionName, url }: Runtime.CallFrame): string {
  const name = functionName === "" ? "(no name)" : functionName;
  return url === "" ? name : `${name}, ${path.basename(url)}`;
}
