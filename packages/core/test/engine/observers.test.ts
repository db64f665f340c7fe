import { expect, it } from "vitest";
import { listeningLogger, openEngine } from "./support/open-engine.ts";

it("a listener that throws or rejects disturbs neither the run nor the listeners beside it", async () => {
  const logger = listeningLogger();
  const opened = await openEngine({ logger });
  const heard: string[] = [];
  opened.engine.observers.on("run:ended", () => {
    throw new Error("call +79161234567");
  });
  opened.engine.observers.on("run:ended", () => Promise.reject(new Error("call +79161234567")));
  opened.engine.observers.on("run:ended", ({ outcome }) => void heard.push(String(outcome)));
  await opened.start("r", "count-flow");
  await opened.send("r", { type: "finish" });
  await new Promise((resolve) => setImmediate(resolve));
  expect(heard).toEqual(["done"]);
  expect((await opened.run("r"))?.status).toBe("ended");
  expect(logger.lines).toHaveLength(2);
  expect(JSON.stringify(logger.lines)).not.toContain("7916");
});

it("a listener hears each change once, in order, until it is taken off", async () => {
  const { engine, start, send } = await openEngine();
  const heard: string[] = [];
  const stop = engine.observers.on("run:advanced", ({ event, run }) => void heard.push(`${event} ${run.seq}`));
  engine.observers.on("run:started", ({ run }) => void heard.push(`started ${run.seq}`));
  await start("r", "count-flow");
  await send("r", { type: "tick" });
  stop();
  await send("r", { type: "tick" });
  expect(heard).toEqual(["started 1", "tick 2"]);
});

it("a listener that sends an event to the run it hears of does not lock it", async () => {
  const { engine, start, send, clock, run } = await openEngine();
  engine.observers.on("run:started", ({ run: { id } }) => engine.dispatch(id, { type: "tick" }));
  await start("r", "count-flow");
  await clock.settle();
  await send("r", { type: "finish" });
  expect((await run("r"))?.output).toMatchObject({ ticks: 1 });
});
