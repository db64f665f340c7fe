import { describe, expect, it } from "vitest";
import type { HearingFacts } from "../../../src/define/index.ts";
import { simulateCall, type SimulatedCallSettings } from "../../../src/testing/index.ts";
import { richCall, richDefinition } from "./support/rich-calls.ts";

async function factsHeard(settings: Partial<SimulatedCallSettings<unknown>>, afterMs = 0): Promise<HearingFacts> {
  let heard: HearingFacts | undefined;
  const definition = richDefinition("sum", { locales: ["ru", "pl"] });
  const read = (_words: string, _locale: string, facts: HearingFacts) => {
    heard = facts;
    return undefined;
  };
  const money = { kind: "grammar", name: "grammar.money", locales: ["ru"], read };
  const functions = { ...definition.functions, slotRecognisers: { "grammar.money": money } };
  const call = simulateCall({ ...definition, functions }, { input: { name: "Анна" }, ...settings });
  await call.answer();
  await call.passes(afterMs);
  await call.says("сто");
  if (!heard) throw new Error("nothing was heard");
  return heard;
}

describe("the world of a simulated call", () => {
  it("begins on a Wednesday morning in the country of the language", async () => {
    expect(await factsHeard({})).toEqual({ now: "2026-03-04T10:00", country: "RU" });
    expect(await factsHeard({ locale: "pl" })).toMatchObject({ country: "PL" });
  });

  it("shows the client's wall clock, and lets time pass", async () => {
    expect(await factsHeard({ now: "2026-11-27T14:05", country: "BY" }, 61_000)).toEqual({
      now: "2026-11-27T14:06",
      country: "BY",
    });
    expect(await factsHeard({ now: "2026-11-27T14:05", timeZone: "Asia/Tokyo" })).toMatchObject({
      now: "2026-11-27T14:05",
    });
    expect(await factsHeard({ now: "2026-11-27T14:05Z", timeZone: "Asia/Tokyo" })).toMatchObject({
      now: "2026-11-27T23:05",
    });
  });

  it("lets a silent client wait as long as the question does, and tells when the call began and ended", async () => {
    const call = await richCall("sum", { now: "2026-11-27T14:00Z" });
    await call.silence();
    await call.hangsUp();
    const start = Date.parse("2026-11-27T14:00Z");
    expect(call.facts).toMatchObject({ answeredAt: start, endedAt: start + 5_000, endCause: "caller_hangup" });
  });

  it("speaks the language and the zone of the call, with the words of a placement", async () => {
    const definition = richDefinition("goodbye", {
      locales: ["ru", "pl"],
      texts: { bye: { ru: "Пока, {name:time}", pl: "Na razie, {name:time}" } },
    });
    const heard = async (settings: object) => {
      const call = simulateCall(definition, { input: { name: "2026-11-27T14:00Z" }, ...settings });
      await call.answer();
      return call.heard;
    };
    expect(await heard({ locale: "pl", timeZone: "Europe/Warsaw" })).toEqual(["Na razie, 15:00"]);
    expect(await heard({ texts: { bye: "Всего доброго!" } })).toEqual(["Всего доброго!"]);
  });
});

describe("a test that plays what cannot happen", () => {
  it.each([
    ["an unknown language", { locale: "en" }, 'Robot "rich" does not speak "en". It speaks: ru.'],
    ["no time", { now: "tomorrow" }, 'it was given "tomorrow"'],
    ["no zone", { timeZone: "Mars/Base" }, '"Mars/Base"'],
    ["an effect nobody asks for", { effects: { "visits.bok": () => null } }, 'Did you mean "visits.book"?'],
    ["what the robot says", { effects: { "voice.turn": () => null } }, "which this robot does not ask for"],
  ])("is told at once about %s", (_, settings, message) => {
    expect(() => simulateCall(richDefinition("sum"), { input: { name: "Анна" }, ...settings })).toThrow(message);
  });

  it("is told what the call waits for instead", async () => {
    const asking = await richCall("sum");
    await expect(asking.returns("visits.book", {})).rejects.toThrow('but step "sum" waits for the client');
    await expect(asking.means("yes")).rejects.toThrow(
      'Step "sum" has no answer "yes". It has: command.repeat, command.operator, command.stop, digression.price. It takes a value: means({ value: … }).',
    );
    await expect(asking.means({ value: "много" })).rejects.toThrow('Slot "amount" of step "sum" does not take "много"');
    await expect(asking.presses("а")).rejects.toThrow("A telephone has the keys 0–9, * and #");
    await expect(asking.answer()).rejects.toThrow("needs a call that still rings");
    await expect(asking.passes(-1)).rejects.toThrow("from 0, not -1");
    const booking = await richCall("book");
    await expect(booking.says("да")).rejects.toThrow(
      'but the call waits for the effect "visits.book": settle it with returns() or fails()',
    );
    await expect(booking.transfers("busy")).rejects.toThrow('needs the effect "voice.transfer"');
    await expect(booking.returns("visits.book", { id: 7 })).rejects.toThrow(
      /"visits.book" gives no such result: id: .*; free: /,
    );
    const transferring = await richCall("human");
    await expect(transferring.silence()).rejects.toThrow("settle it with transfers()");
    await transferring.transfers("connected");
    await expect(transferring.hangsUp()).rejects.toThrow('the call is over with "handedOver"');
    await expect(transferring.interrupts()).rejects.toThrow('the call is over with "handedOver"');
  });

  it("is told when a step takes no value", async () => {
    const call = await richCall("agree", { change: { texts: { agree: { ru: "Согласны?" } } } });
    await expect(call.means({ value: 1 })).rejects.toThrow(
      'Step "agree" takes no value. Its answers are: yes, no, later',
    );
  });

  it("is told when two steps are played at once", async () => {
    const call = await richCall("sum");
    const first = call.silence();
    await expect(call.silence()).rejects.toThrow("await every step");
    await first;
  });

  it("is told when the script of the model has run out, or the model breaks", async () => {
    const call = await richCall("talk", { model: ["Какую?"] });
    await call.says("кухню");
    await expect(call.says("белую")).rejects.toThrow(
      'The scripted model was asked once more ("converse"), but it was given 1 answer only.',
    );
    const broken = await richCall("agree", {
      model: { ask: () => Promise.reject(new TypeError("no such model")) },
      change: { texts: { agree: { ru: "Согласны?" } } },
    });
    await expect(broken.says("хм")).rejects.toThrow("no such model");
  });

  it("is told when a handler gives what the effect does not, or the robot asks with what it does not take", async () => {
    await expect(richCall("book", { effects: { "visits.book": () => ({ id: "7" }) } })).rejects.toThrow(
      '"visits.book" gives no such result: free:',
    );
    const change = { effects: { "visits.book": { input: { type: "object", required: ["at"] }, output: {} } } };
    const definition = richDefinition("book", change);
    const steps = { book: { ...definition.document.steps["book"], with: {} } };
    const unfit = {
      ...definition,
      document: { ...definition.document, steps: { ...definition.document.steps, ...steps } },
    };
    const call = simulateCall(unfit as typeof definition, { input: { name: "Анна" } });
    await expect(call.answer()).rejects.toThrow(
      'The robot asked for "visits.book" with an input that it does not take: at:',
    );
  });
});
