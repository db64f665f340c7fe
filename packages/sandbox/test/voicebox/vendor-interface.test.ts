import { describe, expect, it } from "vitest";
import { initial, message, outgoing, release, scenario } from "./scenario-parts.ts";
import { client, number, testBox } from "./test-box.ts";

const hello = scenario([
  initial("dial"),
  outgoing("hello", "release"),
  message("hello", "Привет", "release", null),
  release,
]);
const scenarioPath = "/v1/customers/c1/scenarios/s1";

describe("publishing", () => {
  it("gives back the document as last put, with keys that mean nothing here", async () => {
    const { send } = testBox();
    expect((await send("GET", scenarioPath, undefined, "Bearer token")).status).toBe(404);
    const document = { ...hello, shareLink: "x" };
    expect((await send("PUT", scenarioPath, document, "Bearer token")).status).toBe(200);
    expect(await (await send("GET", scenarioPath, undefined, "Bearer token")).json()).toEqual(document);
  });

  it("refuses without the bearer, and another customer", async () => {
    const { send } = testBox();
    expect((await send("PUT", scenarioPath, hello, "Bearer wrong")).status).toBe(401);
    expect((await send("PUT", scenarioPath, hello)).status).toBe(401);
    expect((await send("PUT", "/v1/customers/c2/scenarios/s1", hello, "Bearer token")).status).toBe(404);
  });

  it.each<[string, unknown]>([
    ["no JSON", "{"],
    ["no states", { ...hello, states: [] }],
    ["no initial state", { ...hello, states: hello.states.slice(1) }],
    ["two states of one name", { ...hello, states: [...hello.states, release] }],
    ["an unknown type of state", { ...hello, states: [...hello.states, { ...release, name: "x", type: "Teleport" }] }],
    [
      "an edge without a state",
      { ...hello, states: [...hello.states, { ...release, name: "x", success: { title: "" } }] },
    ],
    [
      "an announcement without text",
      { ...hello, states: [...hello.states, { ...message("x", "", null, null), announcement: {} }] },
    ],
    ["another type of scenario", { ...hello, type: "incoming" }],
  ])("refuses a document with %s", async (_, document) => {
    const { publish } = testBox();
    const response = await publish(document);
    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({ error: expect.any(String) as string });
  });
});

describe("launching", () => {
  it("answers the call's id and rings", async () => {
    const { publish, launch, box } = testBox();
    await publish(hello);
    expect(await (await launch({ runId: "r1" })).json()).toEqual({ callId: "vb-1" });
    expect(box.calls()).toMatchObject([{ callId: "vb-1", runId: "r1", status: "ringing" }]);
    expect(box.pending()).toBe(1);
  });

  it("refuses what the wire document says it refuses, and starts no call", async () => {
    const { publish, send, box } = testBox();
    await publish(hello);
    const launch = (body: unknown, authorization?: string) => send("POST", "/api/v1/sb", body, authorization);
    expect((await launch({ method: "entry", data: { number } }, "Basic eDp5")).status).toBe(401);
    expect((await launch({ method: "entry", data: { number: "+79161234567" } })).status).toBe(400);
    expect((await launch({ method: "entry", data: { number: "7916" } })).status).toBe(400);
    expect((await launch({ method: "entry", data: { number, nested: {} } })).status).toBe(400);
    expect((await launch("not json")).status).toBe(400);
    expect((await launch({ method: "other", data: { number } })).status).toBe(404);
    expect(box.calls()).toEqual([]);
  });

  it("finds no free line while all lines talk", async () => {
    const { publish, launch, clock, box } = testBox({ maxLines: 1, clientFor: () => client() });
    await publish(hello);
    expect((await launch()).status).toBe(200);
    expect((await launch()).status).toBe(429);
    await clock.runUntil(() => box.pending() === 0);
    expect((await launch()).status).toBe(200);
  });

  it("executes the scenario as it was at the launch", async () => {
    const { publish, launch, clock, box } = testBox({ clientFor: () => client() });
    await publish(hello);
    await launch();
    await publish(scenario([initial("dial"), outgoing("release", "release"), release]));
    await clock.runUntil(() => box.pending() === 0);
    expect(box.calls()[0]?.heard).toEqual(["Привет"]);
  });

  it("starts the call at once and withholds the answer, the same for the same seed", async () => {
    const answeredAfter = async (seed: number) => {
      const { publish, launch, clock, box } = testBox({ seed, latencyMs: { min: 20, max: 2000 } });
      await clock.during(publish(hello));
      const launchedAt = clock.now();
      await clock.during(launch());
      expect(box.calls()[0]?.startedAt).toBe(launchedAt);
      return clock.now() - launchedAt;
    };
    const first = await answeredAfter(7);
    expect(first).toBeGreaterThanOrEqual(20);
    expect(first).toBeLessThanOrEqual(2000);
    expect(await answeredAfter(7)).toBe(first);
    expect(await answeredAfter(8)).not.toBe(first);
  });
});

describe("looking up", () => {
  it("follows the call from ringing to its end", async () => {
    const { publish, launch, lookUp, clock, box } = testBox({ clientFor: () => client() });
    await publish(hello);
    const startedAt = clock.now();
    await launch({ runId: "r1" });
    const known = { callId: "vb-1", runId: "r1", startedAt, reports: [], recording: null };
    expect(await lookUp("r1")).toEqual([{ ...known, status: "ringing", answeredAt: null, endedAt: null }]);
    await clock.advance(4100);
    expect(await lookUp("r1")).toEqual([{ ...known, status: "talking", answeredAt: startedAt + 4000, endedAt: null }]);
    await clock.runUntil(() => box.pending() === 0);
    expect(await lookUp("r1")).toMatchObject([{ status: "ended", endedAt: startedAt + 4000 + 360 }]);
  });

  it("finds nothing for a launch that never arrived", async () => {
    expect(await testBox().lookUp("r9")).toEqual([]);
  });

  it("needs credentials and a run, and can be switched off", async () => {
    const { send } = testBox();
    expect((await send("GET", "/api/v1/sb/calls?runId=r1", undefined, "Basic eDp5")).status).toBe(401);
    expect((await send("GET", "/api/v1/sb/calls")).status).toBe(400);
    expect((await testBox({ lookup: false }).send("GET", "/api/v1/sb/calls?runId=r1")).status).toBe(404);
  });
});
