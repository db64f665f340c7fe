import { describe, expect, it, vi } from "vitest";
import { outcomeRules } from "../../src/index.ts";
import { createVirtualClock, memoryStore, virtualEngine } from "../../src/testing/index.ts";
import { anna, visitReminder, visitRules } from "../fixtures/visit-reminder.ts";

const hour = 3_600_000;
const request = {
  robot: "visit-reminder",
  subject: { type: "deal" as const, id: "42" },
  token: "token-1",
  properties: { input_name: "Анна", input_time: "15:00" },
};
const flows = [visitReminder];
const rules = [visitRules];

describe("calls that must not be made", () => {
  it("dials no second attempt three weeks late, and completes the request as expired", async () => {
    const clock = createVirtualClock();
    const store = memoryStore();
    const first = await virtualEngine({ flows, rules, clock, store });
    first.crm.addDeal("42");
    await first.request(request);
    await clock.settle();
    await first.voice.doesNotConnect(first.voice.launches[0]?.run ?? "");
    await clock.settle();
    await first.close();
    await clock.advance(21 * 24 * hour);
    const { crm, voice } = first;
    await using second = await virtualEngine({
      flows,
      rules,
      clock,
      crm,
      voice,
      store: memoryStore({ takeOver: store }),
    });
    await second.clock.advance(5_000);
    expect(voice.launches).toHaveLength(1);
    expect(crm.completed.map(({ values }) => values["reason"])).toEqual(["expired"]);
  });

  it("launches no call that was decided on before a long downtime", async () => {
    const clock = createVirtualClock();
    const store = memoryStore();
    const first = await virtualEngine({ flows, rules, clock, store });
    first.crm.addDeal("42");
    first.voice.behaviour = "noLine";
    await first.request(request);
    await clock.settle();
    await first.close();
    await clock.advance(2 * 24 * hour);
    const { crm, voice } = first;
    voice.behaviour = "accept";
    await using second = await virtualEngine({
      flows,
      rules,
      clock,
      crm,
      voice,
      store: memoryStore({ takeOver: store }),
    });
    await second.clock.advance(5_000);
    expect(voice.launches).toEqual([]);
    expect(crm.completed.map(({ values }) => values["reason"])).toEqual(["expired"]);
  });

  it("looks the number up again at every dialing, together with the person", async () => {
    await using made = await virtualEngine({ flows, rules });
    made.crm.addDeal("42");
    await made.request(request);
    await made.clock.settle();
    await made.voice.doesNotConnect(made.voice.launches[0]?.run ?? "");
    made.crm.addDeal("42", { phones: ["+79167654321"] });
    await made.clock.advance(hour);
    expect(made.voice.launches.map((launch) => launch.phone)).toEqual(["+79161234567", "+79167654321"]);
  });

  it("hears an opt-out that comes while the host's consent check takes its time", async () => {
    let release: (() => void) | undefined;
    const slow = new Promise<void>((resolve) => {
      release = resolve;
    });
    const consent = async () => {
      await slow;
      return true;
    };
    await using made = await virtualEngine({ flows, rules, gate: { consent } });
    made.crm.addDeal("42");
    await made.request(request);
    await new Promise((resolve) => setImmediate(resolve));
    await made.account.forbid("+79161234567", "asked in the shop");
    release?.();
    await made.clock.advance(5_000);
    expect(made.voice.launches).toEqual([]);
    expect(made.crm.completed[0]?.values["reason"]).toBe("doNotCall");
  });

  it("waits, dialing nobody, while the host's consent check fails", async () => {
    let broken = true;
    const consent = () => {
      if (broken) throw new TypeError("no database");
      return true;
    };
    await using made = await virtualEngine({ flows, rules, gate: { consent } });
    made.crm.addDeal("42");
    await made.request(request);
    await made.clock.advance(60_000);
    expect(made.voice.launches).toEqual([]);
    const [job] = (await made.account.calls.list()).rows;
    expect(job?.gate).toMatchObject({ answer: "wait", code: "GATE_CHECK_FAILED" });
    broken = false;
    await made.clock.advance(60_000);
    expect(made.voice.launches).toHaveLength(1);
  });

  it("waits, dialing nobody, while the host's consent check does not answer", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    try {
      let answer = new Promise<boolean>(() => undefined);
      let asked = 0;
      const consent = () => ((asked += 1), answer);
      await using made = await virtualEngine({ flows, rules, gate: { consent } });
      made.crm.addDeal("42");
      await made.request(request);
      const settled = made.clock.settle();
      while (asked === 0) await new Promise((resolve) => setImmediate(resolve));
      await vi.advanceTimersByTimeAsync(30_000);
      await settled;
      expect(made.voice.launches).toEqual([]);
      const [job] = (await made.account.calls.list()).rows;
      expect(job?.gate).toMatchObject({ answer: "wait", code: "GATE_CHECK_FAILED" });
      answer = Promise.resolve(true);
      await made.clock.advance(60_000);
      expect(made.voice.launches).toHaveLength(1);
    } finally {
      vi.useRealTimers();
    }
  });
});

describe("the CRM", () => {
  const moving = outcomeRules(visitReminder, {
    yes: { trigger: false, moveTo: "CONFIRMED" },
    no: {},
    noAnswer: {},
    unclear: { trigger: false },
  });
  const sayYes = async ({ voice }: Awaited<ReturnType<typeof virtualEngine>>) => {
    const run = voice.launches[0]?.run ?? "";
    await voice.answers(run);
    await voice.leaves(run, "ask", "answer:yes");
    await voice.leaves(run, "thank", "said");
  };

  it("moves an item by its rule, but not one that a person has moved meanwhile", async () => {
    for (const meanwhile of ["VISIT", "WON"]) {
      await using made = await virtualEngine({ flows, rules: [moving] });
      made.crm.addDeal("42", { stage: "VISIT" });
      await made.request(request);
      await made.clock.settle();
      const readItem = made.crm.readItem.bind(made.crm);
      let reads = 0;
      made.crm.readItem = async (subject) => {
        const item = await readItem(subject);
        reads += 1;
        const deal = made.crm.items.get("deal:42");
        if (reads === 1 && deal) deal.stage = meanwhile;
        return item;
      };
      await sayYes(made);
      await made.clock.advance(10_000);
      expect(made.crm.items.get("deal:42")?.stage).toBe(meanwhile === "WON" ? "WON" : "CONFIRMED");
    }
  });

  it("never shows the token that completes its request", async () => {
    await using made = await virtualEngine({ flows, rules });
    const shown: unknown[] = [];
    made.engine.on("job:changed", (event) => shown.push(event));
    made.crm.addDeal("42");
    await made.request({ ...request, token: "secret-event-token" });
    await made.clock.settle();
    shown.push((await made.account.calls.list()).rows);
    expect(shown.length).toBeGreaterThan(1);
    expect(JSON.stringify(shown)).not.toContain("secret-event-token");
  });

  it("completes the request of a robot that the application no longer has", async () => {
    await using made = await virtualEngine({ flows, rules });
    made.crm.addDeal("42");
    await made.request({ ...request, robot: "old-robot" });
    await made.clock.advance(5_000);
    expect(made.crm.completed[0]?.values["reason"]).toBe("unknownRobot");
    expect(made.voice.launches).toEqual([]);
  });

  it("stops a job whose item is gone", async () => {
    await using made = await virtualEngine({ flows, rules });
    await made.request(request);
    await made.clock.advance(5_000);
    expect(made.crm.completed[0]?.values["reason"]).toBe("itemGone");
  });
});

describe("what comes late", () => {
  it("keeps what is reported of a call that was cancelled while it rang", async () => {
    await using made = await virtualEngine({ flows, rules });
    const call = await made.account.call(visitReminder, { input: anna, phone: "+79161234567" });
    await made.clock.settle();
    await call.cancel();
    await made.voice.answers(`${call.id}:1`);
    expect(await call.result()).toEqual({ status: "cancelled" });
    const journal = await made.account.journal(`${call.id}:1`);
    expect(journal.map((entry) => (entry.event as { readonly type: string }).type)).toContain("call.answered");
  });

  it("keeps the transcript of a call about no item", async () => {
    await using made = await virtualEngine({ flows, rules });
    const call = await made.account.call(visitReminder, { input: anna, phone: "+79161234567" });
    await made.clock.settle();
    const run = `${call.id}:1`;
    await made.voice.leaves(run, "ask", "hungUp");
    await made.clock.settle();
    await made.voice.sendsRecording(run, [{ speaker: "client", text: "нет времени", atMs: 0, untilMs: 900 }]);
    expect(await made.account.transcript(run)).toHaveLength(1);
  });

  it("lets a person decide a call whose result stays unknown: the job goes on from there", async () => {
    await using made = await virtualEngine({ flows, rules, lookup: false });
    made.crm.addDeal("42");
    made.crm.triggerStages.set("visit-reminder.yes", "CONFIRMED");
    await made.request(request);
    await made.clock.advance(hour);
    const [parked] = await made.account.parked();
    await expect(made.account.retry(parked?.id ?? "")).rejects.toMatchObject({ code: "RUN_NOT_PARKED_AT_EFFECT" });
    await expect(made.account.decide(parked?.id ?? "", "maybe")).rejects.toMatchObject({ code: "INPUT_INVALID" });
    await made.account.decide(parked?.id ?? "", "yes");
    await made.clock.advance(10_000);
    expect(made.crm.items.get("deal:42")?.stage).toBe("CONFIRMED");
    expect(made.crm.completed[0]?.values["outcome"]).toBe("yes");
  });
});
