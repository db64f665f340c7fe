import { describe, expect, it } from "vitest";
import { z } from "zod";
import { defineRobot } from "../../src/define/index.ts";
import { simulateCall } from "../../src/testing/index.ts";
import { anna, visitReminder } from "../fixtures/visit-reminder.ts";

const begin = async () => {
  const call = simulateCall(visitReminder, { input: anna });
  await call.answer();
  return call;
};

describe("simulateCall", () => {
  it("asks, hears a yes and thanks", async () => {
    const call = await begin();
    expect(call.heard).toEqual(["Здравствуйте, Анна! Вы записаны на 15:00. Вы придёте?"]);
    await call.says("да, конечно");
    expect(call.outcome).toBe("yes");
    expect(call.heard).toEqual([expect.any(String), "Спасибо, ждём вас!"]);
    expect(call.facts).toMatchObject({ reached: "human", endCause: "robot_hangup", notConnected: null });
  });

  it("takes keys, and skips hearing for means", async () => {
    const pressed = await begin();
    await pressed.presses("2");
    const meant = await begin();
    await meant.means("no");
    expect([pressed.outcome, meant.outcome]).toEqual(["no", "no"]);
  });

  it("asks again at every level and gives up after the last", async () => {
    const silent = await begin();
    await silent.silence();
    await silent.silence();
    expect(silent.waitsIn).toBe("ask~ii");
    await silent.silence();
    expect([silent.outcome, silent.heard.length]).toEqual(["unclear", 3]);
    const muttering = await begin();
    await muttering.says("бубубу");
    await muttering.presses("9");
    expect([muttering.outcome, muttering.heard.length]).toEqual(["unclear", 2]);
  });

  it("ends by the step in which the client hangs up", async () => {
    const inQuestion = await begin();
    await inQuestion.hangsUp();
    const inThanks = await begin();
    inThanks.hangsUpDuringNextMessage();
    await inThanks.says("да");
    expect([inQuestion.outcome, inThanks.outcome]).toEqual(["unclear", "yes"]);
    expect(inThanks.facts.endCause).toBe("caller_hangup");
  });

  it("ends unreached when nobody picks up", async () => {
    const call = simulateCall(visitReminder, { input: anna });
    await call.notConnected("busy");
    expect([call.outcome, call.facts.notConnected, call.heard]).toEqual(["noAnswer", "busy", []]);
  });

  it("says what is wrong when a test plays what cannot happen", async () => {
    const early = simulateCall(visitReminder, { input: anna });
    await expect(early.says("да")).rejects.toThrow("the call was not answered yet");
    const call = await begin();
    await expect(call.means("maybe")).rejects.toThrow('Step "ask" has no answer "maybe". It has: yes, no.');
    await call.says("нет");
    await expect(call.silence()).rejects.toThrow('the call is over with "no"');
  });

  it("refuses an input that does not fit", () => {
    expect(() => simulateCall(visitReminder, { input: { name: "Анна" } as never })).toThrow(/time/);
  });

  it("fills in what the input leaves to defaults", async () => {
    const greeter = defineRobot({
      id: "greeter",
      version: 1,
      direction: "outbound",
      locale: "en",
      input: z.object({ name: z.string(), company: z.string().default("the clinic") }),
      texts: { hello: "Hello {name}, this is {company}." },
      outcomes: { greeted: { title: "Greeted" }, lost: { title: "Not reached" } },
      start: "greet",
      steps: { greet: { say: "hello", next: { end: "greeted" } } },
      unreached: "lost",
      hungUp: "lost",
    });
    const call = simulateCall(greeter, { input: { name: "Anna" } });
    await call.answer();
    expect(call.heard).toEqual(["Hello Anna, this is the clinic."]);
    // @ts-expect-error a field without a default must be given
    expect(() => simulateCall(greeter, { input: {} })).toThrow(expect.objectContaining({ code: "INPUT_INVALID" }));
  });
});
