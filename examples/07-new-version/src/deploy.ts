import { sqlite } from "@callwright/adapter-sqlite";
import type { Flow, RobotDefinition } from "@callwright/core";
import { virtualEngine, type VirtualEngine } from "@callwright/core/testing";
import { sendMessage } from "./feedback-1.ts";

/** What is deployed: the versions whose code is there, and those that new calls and runs get. */
export interface Deployment {
  readonly flows: readonly (RobotDefinition | Flow)[];
  readonly serve?: Readonly<Record<string, number>>;
}

/** Of this example alone: a real one comes from the environment. */
const key = Buffer.alloc(32, 7).toString("base64");

/** Starts the application on the store of the one that ran before, as a restart of your server does. Vendors and time are played. */
export async function deploy(path: string, deployment: Deployment, before?: VirtualEngine): Promise<VirtualEngine> {
  await before?.close();
  return virtualEngine({
    ...deployment,
    effects: [sendMessage],
    store: sqlite({ path, key }),
    country: "GB",
    timeZone: "Europe/London",
    gate: { consent: "notRequired", window: { from: "00:00", to: "23:59" } },
    ...(before && { clock: before.clock, crm: before.crm }),
  });
}
