import { describe, expect, it } from "vitest";
import type { CallRecord } from "../../src/voicebox/call-record.ts";
import { namedClient } from "../../src/clients/named-clients.ts";
import { initial, message, outgoing, release, scenario } from "./scenario-parts.ts";
import { basic, client, number, testBox } from "./test-box.ts";

const hello = scenario([
  initial("dial"),
  outgoing("hello", "release"),
  message("hello", "Привет", "release", null),
  release,
]);

describe("clients", () => {
  it("set by number go before the settings' client, one per call, the last one stays", async () => {
    const { publish, launch, send, clock, box } = testBox({ clientFor: () => client() });
    await publish(hello);
    const scripts = [namedClient("noAnswer"), namedClient("silence"), namedClient("noAnswer")];
    expect((await send("POST", "/control/clients", { number, scripts })).status).toBe(200);
    for (let attempt = 1; attempt <= 4; attempt += 1) {
      await launch();
      await clock.runUntil(() => box.pending() === 0);
    }
    await launch({ number: "79990000000" });
    await clock.runUntil(() => box.pending() === 0);
    expect(box.calls().map(({ answeredAt }) => answeredAt !== null)).toEqual([false, true, false, false, true]);
  });

  it.each([
    { number, scripts: [] },
    { number: "1", scripts: [{ answers: false }] },
    { number, scripts: [{ answers: true, turns: [{ shouts: "да" }] }] },
    { number, scripts: [{ answers: true, turns: [], hangsUp: 1 }] },
  ])("that are not understood are refused", async (order) => {
    expect((await testBox().send("POST", "/control/clients", order)).status).toBe(400);
  });
});

describe("calls and entry points", () => {
  it("are told and set over HTTP", async () => {
    const { send, launch } = testBox();
    await send("PUT", "/v1/customers/c1/scenarios/s1", hello, "Bearer token");
    expect((await launch()).status).toBe(404);
    await send("POST", "/control/entry-points", { entryPoint: "entry", scenarioId: "s1" });
    await launch({ runId: "r1" });
    const told = (await (await send("GET", "/control/calls")).json()) as { calls: CallRecord[]; pending: number };
    expect(told).toMatchObject({ calls: [{ runId: "r1", status: "ringing" }], pending: 1 });
  });
});

describe("faults", () => {
  it("spoil the next launches only, and reset after the call was started", async () => {
    const { publish, launch, send, box } = testBox();
    await publish(hello);
    await send("POST", "/control/faults", { launch: 503, times: 2 });
    expect([(await launch()).status, (await launch()).status]).toEqual([503, 503]);
    await send("POST", "/control/faults", { launch: "html" });
    expect((await launch()).headers.get("content-type")).toBe("text/html");
    expect(box.calls()).toHaveLength(0);
    await send("POST", "/control/faults", { launch: "reset-after-apply" });
    await expect(launch()).rejects.toThrow(TypeError);
    expect(box.calls()).toHaveLength(1);
    expect((await launch()).status).toBe(200);
    expect(
      box
        .log()
        .filter(({ path }) => path === "/api/v1/sb")
        .map(({ status }) => status),
    ).toEqual([503, 503, 200, "reset", 200]);
  });

  it("destroy real connections while down, but not the control API's", async () => {
    const { box } = testBox();
    await using listening = await box.listen();
    const control = (body: object) =>
      fetch(`${listening.url}/control/faults`, { method: "POST", body: JSON.stringify(body) });
    const lookUp = () => fetch(`${listening.url}/api/v1/sb/calls?runId=r1`, { headers: { authorization: basic } });
    expect((await lookUp()).status).toBe(200);
    expect((await control({ down: true })).status).toBe(200);
    await expect(lookUp()).rejects.toThrow();
    expect((await control({ down: false })).status).toBe(200);
    expect((await lookUp()).status).toBe(200);
  });

  it("reach answers that are still withheld", async () => {
    const { launch, publish, clock, box, send } = testBox({ latencyMs: { min: 100, max: 100 } });
    await clock.during(publish(hello));
    const launched = launch();
    await send("POST", "/control/faults", { down: true });
    await expect(clock.during(launched)).rejects.toThrow(TypeError);
    expect(box.calls()).toHaveLength(1);
  });

  it("leave a call behind a connection that was reset after its launch", async () => {
    const { box, publish } = testBox();
    await publish(hello);
    await using listening = await box.listen();
    await fetch(`${listening.url}/control/faults`, {
      method: "POST",
      body: JSON.stringify({ launch: "reset-after-apply" }),
    });
    const launch = fetch(`${listening.url}/api/v1/sb`, {
      method: "POST",
      headers: { authorization: basic },
      body: JSON.stringify({ method: "entry", data: { number, runId: "r1" } }),
    });
    await expect(launch).rejects.toThrow();
    expect(box.calls().map(({ runId }) => runId)).toEqual(["r1"]);
  });

  it("that are not understood are refused", async () => {
    expect((await testBox().send("POST", "/control/faults", { launch: 504 })).status).toBe(400);
  });
});

describe("closing", () => {
  it("drops the calls under way and lets go of the clock", async () => {
    const { publish, launch, clock, box } = testBox({ clientFor: () => client() });
    await publish(hello);
    await launch();
    await clock.advance(4100);
    await box.close();
    await clock.advance(60_000);
    expect(box.calls()[0]).toMatchObject({ status: "talking", heard: ["Привет"], endedAt: null });
  });
});
