import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { seededRandom } from "@callwright/sandbox";
import { judge, type Batch, type KillRecord } from "./judge.ts";
import { HostProcess } from "./host-process.ts";
import type { HostSettings } from "./host-settings.ts";
import type { KillOptions } from "./kill-options.ts";
import { Office } from "./office.ts";
import { effectsInFlight, readStore } from "./store-view.ts";
import { startVendors, type Vendors } from "./vendors.ts";

const firstBatch = 100;
const secondBatch = 20;
/** The host lives this long after it is ready, at the most. */
const longestLifeMs = 220;
/** Everything must have come to an end this long after the last kill. */
const endsWithinMs = 120_000;

/** Kills the host again and again while it works, and counts what the vendors saw. Gives the number of failed checks. */
export async function tortureKill(options: KillOptions): Promise<number> {
  const folder = await mkdtemp(path.join(tmpdir(), "callwright-torture-"));
  const clockOffsetMs = Date.parse("2026-03-04T10:00:00+03:00") - Date.now();
  const port = await freePort();
  const clients = firstBatch + secondBatch;
  const vendors = await startVendors({ ...options, clients, clockOffsetMs, hostUrl: `http://127.0.0.1:${port}` });
  const settings: HostSettings = {
    port,
    storePath: path.join(folder, "host.db"),
    storeKey: randomBytes(32).toString("base64"),
    reportSecret: randomBytes(32).toString("hex"),
    portalHost: new URL(vendors.portalUrl).hostname,
    voiceBoxUrl: vendors.voiceBoxUrl,
    clockOffsetMs,
    lookup: options.lookup,
    variant: options.variant,
  };
  const host = new HostProcess(settings);
  try {
    return await run(options, vendors, host, settings);
  } finally {
    await host.kill();
    await vendors.close();
    await rm(folder, { recursive: true, force: true });
  }
}

async function run(options: KillOptions, vendors: Vendors, host: HostProcess, settings: HostSettings): Promise<number> {
  const random = seededRandom(options.seed + 1);
  const office = new Office(vendors);
  await host.start();
  await vendors.portal.installApp();
  await host.install();
  await office.setUp();

  const first = await moveDeals(office, 0, firstBatch);
  await until(
    async () => countAnswered(await office.requestStatus(), first) === firstBatch,
    60_000,
    "all requests answered",
  );
  say(`${firstBatch} robot requests answered; ${options.kills} kills begin`);
  const kills: KillRecord[] = [];
  const killOnce = async (lifeMs: number) => {
    await sleep(lifeMs);
    await host.kill();
    const inFlight = await effectsInFlight(settings.storePath, settings.storeKey, Date.now() + settings.clockOffsetMs);
    kills.push({ inFlight });
  };
  for (let kill = 1; kill < options.kills; kill += 1) {
    await killOnce(Math.floor(random() * longestLifeMs));
    await host.start();
    if (kill % 10 === 0)
      say(`${kill} kills, ${kills.filter((one) => one.inFlight.length > 0).length} with an effect in flight`);
  }

  const deals = await addDeals(office, firstBatch, secondBatch);
  const arriving = Promise.allSettled([...deals.keys()].map((deal) => office.moveDeal(deal)));
  // Killed while they arrive: as soon as a random number of them was answered.
  const enough = 2 + Math.floor(random() * (secondBatch - 8));
  await until(
    async () => countAnswered(await office.requestStatus(), deals) >= enough,
    20_000,
    "some requests answered",
  );
  await killOnce(0);
  await arriving;
  await until(async () => !isArriving(await office.requestStatus(), deals), 40_000, "all requests delivered or not");
  const status = await office.requestStatus();
  const second: Batch = {
    clients: deals,
    answered: new Set([...deals.keys()].filter((deal) => isAnswered(status.get(deal)))),
  };
  await host.start();
  say(`second batch: ${second.answered.size} of ${secondBatch} requests answered before the kill`);

  await untilQuiet(vendors, host, settings);
  const view = await readStore(settings.storePath, settings.storeKey);
  return judge({
    options,
    vendors,
    view,
    kills,
    first: { clients: first, answered: new Set(first.keys()) },
    second,
    stages: await office.stages(),
    todos: await office.todoCounts(),
  });
}

async function addDeals(office: Office, from: number, count: number): Promise<ReadonlyMap<string, number>> {
  const deals = new Map<string, number>();
  for (let client = from; client < from + count; client += 1) deals.set(await office.addDeal(client), client);
  return deals;
}

async function moveDeals(office: Office, from: number, count: number): Promise<ReadonlyMap<string, number>> {
  const deals = await addDeals(office, from, count);
  await Promise.all([...deals.keys()].map((deal) => office.moveDeal(deal)));
  return deals;
}

/** Lets the last host finish: stops it now and then to look whether anything is still to come. */
async function untilQuiet(vendors: Vendors, host: HostProcess, settings: HostSettings): Promise<void> {
  const giveUpAt = Date.now() + endsWithinMs;
  for (;;) {
    await sleep(12_000);
    await host.stop();
    const { jobs, runs, effects } = await readStore(settings.storePath, settings.storeKey);
    const parked = new Set(runs.filter((one) => one.status === "parked").map((one) => one.job));
    const open = jobs.filter((job) => job.status !== "done" && job.status !== "stopped" && !parked.has(job.id));
    const waiting = effects.filter((effect) => effect.state === "pending" || effect.state === "started");
    if (open.length === 0 && waiting.length === 0 && vendors.voiceBox.pending() === 0) return;
    if (Date.now() > giveUpAt) {
      say(
        `still open: ${open.map((job) => `${job.id} ${job.status}`).join(", ")}; effects ${waiting.map((one) => `${one.type} ${one.state}`).join(", ")}`,
      );
      return;
    }
    await host.start();
  }
}

function countAnswered(status: ReadonlyMap<string, string>, deals: ReadonlyMap<string, number>): number {
  return [...deals.keys()].filter((deal) => isAnswered(status.get(deal))).length;
}

function isAnswered(status: string | undefined): boolean {
  return status !== undefined && status !== "undelivered" && status !== "sending";
}

function isArriving(status: ReadonlyMap<string, string>, deals: ReadonlyMap<string, number>): boolean {
  return [...deals.keys()].some((deal) => status.get(deal) === "sending" || !status.has(deal));
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function until(isTrue: () => Promise<boolean>, withinMs: number, what: string): Promise<void> {
  const giveUpAt = Date.now() + withinMs;
  while (!(await isTrue())) {
    if (Date.now() > giveUpAt) throw new Error(`Not within ${withinMs} ms: ${what}.`);
    await sleep(50);
  }
}

function sleep(durationMs: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, durationMs));
}

function say(text: string): void {
  console.log(text);
}
