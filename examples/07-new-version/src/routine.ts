import type { RunHandle } from "@callwright/core";
import { endedRuns, replay, toCapturedRun, type VirtualEngine } from "@callwright/core/testing";
import { callAll, clientOf, endCall, pickUp } from "./clients.ts";
import { deploy } from "./deploy.ts";
import { feedback1, refused } from "./feedback-1.ts";
import { feedback2 } from "./feedback-2.ts";
import { feedbackTo1, feedbackTo2, remindersTo2 } from "./migrations.ts";
import { visitReminder1 } from "./visit-reminder-1.ts";
import { visitReminder2 } from "./visit-reminder-2.ts";

/** How large the routine is done. */
export interface RoutineOptions {
  /** The store. */
  readonly path: string;
  /** Calls of version 1 that have ended before. */
  readonly journals: number;
  /** Runs of version 1 that are open: half of them calls on the line, half of them runs that wait for an answer. */
  readonly open: number;
  readonly print: (line: string) => void;
}

const minute = 60_000;
const day = 24 * 60 * minute;
const version1 = [visitReminder1, feedback1];
const both = [visitReminder1, visitReminder2, feedback1, feedback2];
const serve1 = { "visit-reminder": 1, feedback: 1 };

/** Publishes version 2 while runs of version 1 are open, and takes it back. Gives the open runs of each version at the end. */
export async function newVersion(options: RoutineOptions): Promise<Readonly<Record<string, number>>> {
  const { path, print } = options;
  let world = await deploy(path, { flows: version1 });
  const { calls, runs } = await beforeHand(world, options);

  print("\n1. What would version 2 have done with the calls of version 1?");
  print(String(await replayAll(world)));

  print("\n2. Deploy the code of both versions; version 1 still serves.");
  world = await deploy(path, { flows: both, serve: serve1 }, world);
  print(await openRuns(world));

  print("\n3. Publish: version 2 serves. Who is on the line stays on version 1.");
  world = await deploy(path, { flows: both }, world);
  const [newCall = ""] = await callAll(world, options.journals + options.open, 1);
  const { id } = await world.account.start(feedback2, { input: { to: "+442079460000" } });
  await world.clock.settle();
  print(await openRuns(world));

  print("\n4. Migrate the runs in flight. First only asked:");
  print(String(await world.account.migrate(feedbackTo2, { dryRun: true })));
  print(String(await world.account.migrate(remindersTo2, { dryRun: true })));
  print("Then for good:");
  print(String(await world.account.migrate(feedbackTo2)));
  print(await openRuns(world));

  print("\n5. What was open goes on: the calls end, half of the others answer.");
  await Promise.all(calls.map((call, at) => endCall(world, call, clientOf(options.journals + at))));
  await Promise.all(runs.filter((_, at) => at % 2 === 0).map((run) => answer(world, run)));
  await world.clock.advance(10 * minute);
  print(await outcomesOf(world, calls));
  print(await openRuns(world));

  print("\n6. Roll back: version 1 serves again, runs of version 2 go back.");
  world = await deploy(path, { flows: both, serve: serve1 }, world);
  print(String(await world.account.migrate(feedbackTo1)));
  await talkInVersion2(world, newCall);
  print(await openRuns(world));

  print("\n7. Take the code of version 2 out: nothing of it is left that would miss it.");
  world = await deploy(path, { flows: version1 }, world);
  refused.clear();
  print(String(await world.account.operate({ flow: "feedback" }, { action: "retry" })));
  await world.clock.settle();
  const left = await countOpen(world);
  print(await openRuns(world));
  print(`started under version 2: ${(await world.account.run(id)).flow}@${(await world.account.run(id)).version}`);
  await world.close();
  return left;
}

/** The months before: many calls, put away since; and what is open now. */
async function beforeHand(
  world: VirtualEngine,
  { journals, open, print }: RoutineOptions,
): Promise<{ readonly calls: readonly string[]; readonly runs: readonly string[] }> {
  for (let from = 0; from < journals; from += 100) {
    const calls = await callAll(world, from, Math.min(100, journals - from));
    await Promise.all(calls.map((call) => pickUp(world, call)));
    await Promise.all(calls.map((call, at) => endCall(world, call, clientOf(from + at))));
    await world.clock.advance(10 * minute);
  }
  await world.clock.advance(3 * day);
  const report = await world.engine.compact();
  const calls = await callAll(world, journals, open / 2);
  await Promise.all(calls.map((call) => pickUp(world, call)));
  const runs: string[] = [];
  for (let at = 0; at < open / 2; at += 1) {
    const to = `+4420794${String(70_000 + at)}`;
    // Every twentieth number is refused: its run waits for a person.
    if (at % 20 === 19) refused.add(to);
    runs.push((await world.account.start(feedback1, { input: { to }, idempotencyKey: `feedback-${at}` })).id);
  }
  await world.clock.settle();
  print(`${journals} calls were made, the last ${report.lanes} put away just now. ${await openRuns(world)}`);
  return { calls, runs };
}

function replayAll(world: VirtualEngine) {
  const captured = async function* () {
    for await (const { run, journal } of endedRuns(world.store, ({ flow }) => flow.startsWith("visit-reminder/"))) {
      const job = run.job === null ? undefined : await world.store.read("jobs", run.job);
      yield toCapturedRun(journal, run, visitReminder1, job);
    }
  };
  return replay(captured(), visitReminder2);
}

async function answer(world: VirtualEngine, id: string): Promise<void> {
  const run: RunHandle = await world.account.findRun(id);
  if ((await run.status()).status === "running") await run.send({ type: "answer", stars: 5 });
}

/** The call that was made under version 2 is led by its steps, whatever serves meanwhile. */
async function talkInVersion2({ voice, clock }: VirtualEngine, call: string): Promise<void> {
  const run = `${call}:1`;
  await voice.answers(run);
  await voice.leaves(run, "ask", "answer:no");
  await voice.leaves(run, "offer", "answer:yes");
  await clock.advance(minute);
}

async function outcomesOf({ account }: VirtualEngine, calls: readonly string[]): Promise<string> {
  const counts: Record<string, number> = {};
  for (const call of calls) {
    const outcome = (await (await account.findCall(call))?.status())?.outcome ?? "none";
    counts[outcome] = (counts[outcome] ?? 0) + 1;
  }
  return `outcomes of the calls: ${told(counts)}`;
}

/** Open runs by flow, version and status. */
async function countOpen({ store }: VirtualEngine): Promise<Readonly<Record<string, number>>> {
  const counts: Record<string, number> = {};
  for (const status of ["running", "parked"] as const) {
    for (const { flow, version } of await store.find("runs", { where: { status }, limit: 10_000 })) {
      const name = `${flow}@${version} ${status}`;
      counts[name] = (counts[name] ?? 0) + 1;
    }
  }
  return counts;
}

async function openRuns(world: VirtualEngine): Promise<string> {
  return `open runs: ${told(await countOpen(world))}`;
}

function told(counts: Readonly<Record<string, number>>): string {
  const names = Object.keys(counts).sort();
  return names.length === 0 ? "none" : names.map((name) => `${counts[name] ?? 0} ${name}`).join(", ");
}
