import { afterEach, describe, expect, it } from "vitest";
import { namedClient, type NamedClientKind } from "@callwright/sandbox";
import { playManyClients } from "../src/many-clients.ts";
import { readResult } from "../src/one-client.ts";
import { PortalOffice, stages } from "../src/portal-office.ts";
import { startServers, type Servers } from "../src/servers.ts";

let servers: Servers | undefined;
afterEach(async () => {
  await servers?.close();
  servers = undefined;
});

async function play(kind: NamedClientKind, withTriggers = true) {
  servers = await startServers({ seed: 1, clientFor: () => namedClient(kind) });
  const office = new PortalOffice(servers);
  await office.setUp({ triggers: withTriggers });
  const deal = await office.addDeal("Анна", "+7 916 123-45-67");
  await office.moveDeal(deal, stages.robot);
  const stageBefore = await office.stageOf(deal);
  await servers.clock.runAll();
  const calls = await office.callsOf(deal);
  const result = await readResult(servers, office, { deal, stageBefore, calls });
  return { servers, office, deal, calls, result };
}

const cases: readonly (readonly [NamedClientKind, string, string | null, string, number])[] = [
  ["yes", "yes", "visit-reminder.yes", stages.yes, 1],
  ["no", "no", "visit-reminder.no", stages.no, 1],
  ["noAnswer", "noAnswer", "visit-reminder.no-answer", stages.noAnswer, 2],
  ["silence", "unclear", null, stages.robot, 1],
  ["unclear", "unclear", null, stages.robot, 1],
  ["hangup", "unclear", null, stages.robot, 1],
];

describe("the main job over three servers", () => {
  it.each(cases)("client %s ends %s with trigger %s at %s", async (kind, outcome, trigger, stageAfter, attempts) => {
    const { result, office, deal, calls, servers: world } = await play(kind);
    expect(result).toMatchObject({ outcome, trigger, stageBefore: stages.robot, stageAfter, attempts });
    expect(world.voiceBox.calls()).toHaveLength(attempts);
    expect(await office.todosOf(deal)).toHaveLength(outcome === "unclear" ? 1 : 0);
    const answered = kind !== "noAnswer";
    const last = calls.at(-1);
    expect(last?.hasRecording).toBe(answered);
    expect((last?.durationSeconds ?? 0) > 0).toBe(answered);
    const inPortal = last ? await office.transcriptOf(last.activityId) : [];
    expect(inPortal.map((line) => line.replace(/^\w+: /, ""))).toEqual(result.transcript.map((turn) => turn.text));
    const requests = await office.robotRequests();
    expect(requests.map((request) => request["status"])).toEqual(["completed"]);
  });

  it("records a trigger that no stage has", async () => {
    const { servers: world, result } = await play("yes", false);
    expect(result.stageAfter).toBe(stages.robot);
    const [job] = (await world.account.calls.list()).rows;
    const journal = await world.account.journal(`${job?.id ?? ""}:end`);
    expect(JSON.stringify(journal)).toContain("trigger.no-move");
  });

  it("ends as the scripts of 30 random clients say", async () => {
    const result = await playManyClients(30, 11);
    expect(result).toMatchObject({ clients: 30, wrong: 0 });
    expect(Object.keys(result.byOutcome).length).toBeGreaterThan(2);
  });
});
