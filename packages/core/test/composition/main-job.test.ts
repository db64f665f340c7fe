import { describe, expect, it } from "vitest";
import { virtualEngine, type VirtualEngine, type VirtualEngineSettings } from "../../src/testing/index.ts";
import { anna, visitReminder, visitRules } from "../fixtures/visit-reminder.ts";

const hour = 3_600_000;

async function world(settings: Partial<VirtualEngineSettings> = {}): Promise<VirtualEngine> {
  const made = await virtualEngine({ flows: [visitReminder], rules: [visitRules], ...settings });
  made.crm.triggerStages.set("visit-reminder.yes", "CONFIRMED");
  made.crm.triggerStages.set("visit-reminder.no", "REFUSED");
  made.crm.triggerStages.set("visit-reminder.no-answer", "UNREACHED");
  return made;
}

const request = (token = "token-1") => ({
  robot: "visit-reminder",
  subject: { type: "deal" as const, id: "42" },
  token,
  properties: { input_name: "Анна", input_time: "15:00" },
});

async function saysYes({ voice, clock }: VirtualEngine, run: string): Promise<void> {
  await voice.answers(run);
  await voice.leaves(run, "ask", "answer:yes");
  await clock.advance(2_000);
  await voice.leaves(run, "thank", "said");
  await clock.advance(2_000);
}

describe("the main job", () => {
  it("dials, follows the dialog, fires the trigger, logs the call and completes the request", async () => {
    await using made = await world();
    const { crm, voice, clock } = made;
    crm.addDeal("42");
    expect(await made.request(request())).toBe("accepted");
    await clock.settle();
    const run = voice.launches[0]?.run ?? "";
    expect(voice.launches).toEqual([
      expect.objectContaining({
        phone: "+79161234567",
        texts: expect.objectContaining({ ask: "Здравствуйте, Анна! Вы записаны на 15:00. Вы придёте?" }),
      }),
    ]);
    await saysYes(made, run);
    await voice.sendsRecording(run, [{ speaker: "client", text: "да", atMs: 0, untilMs: 500 }]);
    await clock.settle();
    expect(crm.triggersFired).toEqual([{ code: "visit-reminder.yes", subject: { type: "deal", id: "42" } }]);
    expect(crm.items.get("deal:42")?.stage).toBe("CONFIRMED");
    expect(crm.completed).toEqual([
      { token: "token-1", values: { outcome: "yes", outcomeTitle: "Клиент ответил ДА", reason: "", attempts: "1" } },
    ]);
    const [logged] = crm.calls.values();
    expect(logged).toMatchObject({
      result: "connected",
      durationSeconds: 2,
      person: { type: "contact", id: "c42" },
      responsibleId: "6",
      linkedTo: [{ type: "deal", id: "42" }],
      recordingBytes: 1_600,
      transcript: [expect.objectContaining({ text: "да" })],
    });
  });

  it("makes one job of one event token, for ever", async () => {
    await using made = await world();
    made.crm.addDeal("42");
    await made.request(request());
    expect(await made.request(request())).toBe("duplicate");
    await made.clock.settle();
    await saysYes(made, made.voice.launches[0]?.run ?? "");
    expect(await made.request(request())).toBe("duplicate");
    await made.clock.runAll();
    expect(made.voice.launches).toHaveLength(1);
    expect(made.crm.triggersFired).toHaveLength(1);
  });

  it("applies a repeated report once, and takes reports in any order", async () => {
    await using made = await world();
    made.crm.addDeal("42");
    await made.request(request());
    await made.clock.settle();
    const run = made.voice.launches[0]?.run ?? "";
    await made.voice.leaves(run, "thank", "said");
    expect(await made.voice.leaves(run, "thank", "said")).toBe("duplicate");
    await made.voice.leaves(run, "ask", "answer:yes");
    await made.voice.answers(run);
    await made.clock.advance(5_000);
    expect(made.crm.triggersFired).toHaveLength(1);
    expect((await made.engine.account("test").journal(run)).length).toBeGreaterThan(2);
  });

  it("tries again an hour after nobody picked up, and tells the CRM only after the last attempt", async () => {
    await using made = await world();
    made.crm.addDeal("42");
    await made.request(request());
    await made.clock.settle();
    await made.voice.doesNotConnect(made.voice.launches[0]?.run ?? "");
    await made.clock.advance(hour - 1_000);
    expect([made.voice.launches.length, made.crm.triggersFired.length]).toEqual([1, 0]);
    await made.clock.advance(1_000);
    expect(made.voice.launches).toHaveLength(2);
    await made.voice.doesNotConnect(made.voice.launches[1]?.run ?? "");
    await made.clock.advance(5_000);
    expect(made.crm.items.get("deal:42")?.stage).toBe("UNREACHED");
    expect(made.crm.completed[0]?.values).toMatchObject({ outcome: "noAnswer", attempts: "2" });
    expect([...made.crm.calls.values()].map((call) => call.result)).toEqual(["no_answer", "no_answer"]);
  });

  it("leaves an unclear answer to the responsible: no trigger, no move, a to-do", async () => {
    await using made = await world();
    made.crm.addDeal("42", { stage: "VISIT" });
    await made.request(request());
    await made.clock.settle();
    const run = made.voice.launches[0]?.run ?? "";
    await made.voice.answers(run);
    await made.voice.leaves(run, "ask", "hungUp");
    await made.clock.advance(5_000);
    expect(made.crm.triggersFired).toEqual([]);
    expect(made.crm.items.get("deal:42")?.stage).toBe("VISIT");
    expect(made.crm.todos).toEqual([
      expect.objectContaining({ responsibleId: "6", title: "Ответ клиента не распознан: перезвоните" }),
    ]);
  });

  it("records a trigger that moved nothing", async () => {
    await using made = await world();
    made.crm.addDeal("42");
    made.crm.triggerStages.clear();
    await made.request(request());
    await made.clock.settle();
    const run = made.voice.launches[0]?.run ?? "";
    await saysYes(made, run);
    const journal = await made.account.journal(`${run.split(":")[0] ?? ""}:end`);
    expect(JSON.stringify(journal)).toContain("trigger.no-move");
  });
});

describe("placements that cannot be dialed", () => {
  const stopped = async (properties: Record<string, string>, phones = ["+79161234567"]) => {
    await using made = await world();
    made.crm.addDeal("42", { phones });
    await made.request({ ...request(), properties: { ...request().properties, ...properties } });
    await made.clock.advance(5_000);
    expect(made.voice.launches).toEqual([]);
    expect(made.crm.triggersFired).toEqual([]);
    return made.crm.completed[0]?.values["reason"];
  };

  it("completes the request with the reason and dials nobody", async () => {
    expect(await stopped({ phone: "12345" })).toBe("noNumber");
    expect(await stopped({}, ["12", "hello"])).toBe("noNumber");
    expect(await stopped({}, [])).toBe("noNumber");
    expect(await stopped({ text_question: "Здравствуйте, {nmae}!" })).toBe("badText");
  });
});

describe("the gate", () => {
  const at = (iso: string) => Date.parse(iso);

  it("lets a job of 23:40 ring after 9:00 of the recipient's zone and says why", async () => {
    await using made = await world();
    await made.clock.advance(at("2026-03-04T18:40:00Z") - made.clock.now());
    made.crm.addDeal("42", { phones: ["+73431234567"] });
    await made.request(request());
    await made.clock.advance(9 * hour);
    expect(made.voice.launches).toEqual([]);
    await made.clock.advance(hour);
    expect(made.voice.launches).toHaveLength(1);
    const job = await made.store.read("jobs", made.voice.launches[0]?.run.split(":")[0] ?? "");
    const attempt = await made.store.read("attempts", made.voice.launches[0]?.run ?? "");
    expect(attempt?.startedAt).toBe(at("2026-03-05T04:00:00Z"));
    expect(job?.gate).toMatchObject({ answer: "go", inputs: { zones: ["Asia/Yekaterinburg"], zoneSource: "number" } });
  });

  it("explains the wait while it lasts", async () => {
    await using made = await world();
    await made.clock.advance(at("2026-03-04T18:40:00Z") - made.clock.now());
    const call = await made.account.call(visitReminder, { input: anna, phone: "+73431234567" });
    await made.clock.settle();
    expect((await call.status()).gate).toMatchObject({
      answer: "wait",
      rule: "callingWindow",
      until: at("2026-03-05T04:00:00Z"),
    });
  });

  it("stops a job whose client opted out between creation and dialing", async () => {
    await using made = await world();
    await made.clock.advance(at("2026-03-04T20:40:00Z") - made.clock.now());
    made.crm.addDeal("42");
    await made.request(request());
    await made.clock.settle();
    await made.account.forbid("+7 916 123-45-67", "asked on the phone");
    await made.clock.advance(12 * hour);
    expect(made.voice.launches).toEqual([]);
    expect(made.crm.completed[0]?.values).toMatchObject({ outcome: "", reason: "doNotCall" });
  });

  it("refuses without consent, read at the moment of dialing", async () => {
    const gate: VirtualEngineSettings["gate"] = {
      consent: async ({ contact, readField }) =>
        contact !== null && (await readField(contact, "UF_CRM_CONSENT")) === "Y",
    };
    await using without = await world({ gate });
    without.crm.addDeal("42");
    await without.request(request());
    await without.clock.advance(5_000);
    expect(without.crm.completed[0]?.values["reason"]).toBe("noConsent");
    expect(without.voice.launches).toEqual([]);
    await using withConsent = await world({ gate });
    withConsent.crm.addDeal("42", { fields: { UF_CRM_CONSENT: "Y" } });
    await withConsent.request(request());
    await withConsent.clock.advance(5_000);
    expect(withConsent.voice.launches).toHaveLength(1);
  });

  it("asks again before a launch that was held up into the night", async () => {
    await using made = await world();
    made.crm.addDeal("42");
    await made.clock.advance(at("2026-03-04T16:59:00Z") - made.clock.now());
    made.voice.behaviour = "unreachable";
    await made.request(request());
    await made.clock.advance(50_000);
    made.voice.behaviour = "accept";
    await made.clock.advance(10 * hour);
    expect(made.voice.launches).toEqual([]);
    await made.clock.advance(6 * hour);
    expect(made.voice.launches).toHaveLength(1);
    expect(made.clock.now()).toBeGreaterThan(at("2026-03-05T06:00:00Z"));
  });
});

describe("vendors in trouble", () => {
  it("parks a job whose voice vendor stays down, dialing nobody, and dials after a person retries", async () => {
    await using made = await world();
    made.crm.addDeal("42");
    made.voice.behaviour = "unreachable";
    await made.request(request());
    await made.clock.advance(hour);
    const [parked] = await made.account.parked();
    expect(parked?.parked?.code).toBe("VOICE_UNREACHABLE");
    made.voice.behaviour = "accept";
    await made.account.retry(parked?.id ?? "");
    await made.clock.settle();
    expect(made.voice.launches).toHaveLength(1);
  });

  it("never repeats a launch whose answer was lost: it looks the call up", async () => {
    await using made = await world();
    made.crm.addDeal("42");
    made.voice.behaviour = "answerLost";
    await made.request(request());
    await made.clock.settle();
    const run = made.voice.launches[0]?.run ?? "";
    made.voice.lookups.set(run, { found: true, live: true, vendorCallId: "v-1", reports: [] });
    await made.clock.advance(10_000);
    expect(made.voice.launches).toHaveLength(1);
    await saysYes(made, run);
    expect(made.crm.triggersFired).toHaveLength(1);
  });

  it("parks a call without a last report when the vendor cannot be asked, and asks the responsible", async () => {
    await using made = await world({ lookup: false });
    made.crm.addDeal("42");
    await made.request(request());
    await made.clock.settle();
    const run = made.voice.launches[0]?.run ?? "";
    await made.voice.answers(run);
    await made.clock.advance(hour);
    expect((await made.account.parked()).map((one) => one.parked?.code)).toEqual(["CALL_RESULT_UNKNOWN"]);
    expect(made.crm.triggersFired).toEqual([]);
    expect(made.crm.todos.map((todo) => todo.title)).toEqual(["Проверьте результат звонка робота"]);
    await saysYes(made, run);
    expect([(await made.account.parked()).length, made.crm.triggersFired.length]).toEqual([0, 1]);
  });

  it("takes the end of a call from a look-up when its last report was lost", async () => {
    await using made = await world();
    made.crm.addDeal("42");
    await made.request(request());
    await made.clock.settle();
    const run = made.voice.launches[0]?.run ?? "";
    await made.voice.answers(run);
    const at = made.clock.now();
    made.voice.lookups.set(run, {
      found: true,
      live: false,
      vendorCallId: "v-1",
      reports: [
        { type: "call.answered", by: "unknown", at },
        { type: "dialog.left", node: "ask", exit: "answer:no", at: at + 3_000 },
        { type: "dialog.left", node: "promise", exit: "said", at: at + 7_000 },
      ],
    });
    await made.clock.advance(hour);
    expect(made.crm.items.get("deal:42")?.stage).toBe("REFUSED");
    expect([...made.crm.calls.values()][0]).toMatchObject({ result: "connected", durationSeconds: 7 });
  });

  it("tells the CRM later when it is down at the end, once", async () => {
    await using made = await world();
    made.crm.addDeal("42");
    await made.request(request());
    await made.clock.settle();
    const run = made.voice.launches[0]?.run ?? "";
    await made.voice.answers(run);
    made.crm.down = true;
    await made.voice.leaves(run, "ask", "answer:yes");
    await made.voice.leaves(run, "thank", "said");
    await made.clock.advance(10 * 60_000);
    expect(made.crm.triggersFired).toEqual([]);
    made.crm.down = false;
    await made.clock.advance(6 * hour);
    expect(made.crm.triggersFired).toHaveLength(1);
    expect(made.crm.completed).toHaveLength(1);
    expect(made.crm.calls.size).toBe(1);
  });
});

describe("account.call", () => {
  it("gives the outcome with its facts", async () => {
    await using made = await world();
    const deal = made.crm.addDeal("42");
    const call = await made.account.call(visitReminder, { input: anna, phone: "+79161234567", subject: deal });
    await made.clock.settle();
    const result = call.result();
    await saysYes(made, `${call.id}:1`);
    expect(await result).toMatchObject({ status: "ended", outcome: "yes", facts: { reached: "human" } });
  });

  it("makes one call of one idempotency key and refuses another call under it", async () => {
    await using made = await world();
    const options = { input: anna, phone: "+79161234567", idempotencyKey: "visit-8812" };
    const first = await made.account.call(visitReminder, options);
    const again = await made.account.call(visitReminder, options);
    expect(again.id).toBe(first.id);
    await made.clock.settle();
    expect(made.voice.launches).toHaveLength(1);
    await expect(made.account.call(visitReminder, { ...options, phone: "+79161234568" })).rejects.toMatchObject({
      code: "IDEMPOTENCY_KEY_REUSED",
    });
  });

  it("refuses bad numbers, inputs, texts and unknown accounts with codes", async () => {
    await using made = await world();
    const call = (change: object) =>
      made.account.call(visitReminder, { input: anna, phone: "+79161234567", ...change });
    await expect(call({ phone: "123" })).rejects.toMatchObject({ code: "PHONE_INVALID" });
    await expect(call({ input: { name: "Анна" } })).rejects.toMatchObject({ code: "INPUT_INVALID" });
    await expect(call({ texts: { question: "{nmae}" } })).rejects.toMatchObject({ code: "TEXT_UNKNOWN_VARIABLE" });
    await expect(call({ texts: { nothing: "x" } })).rejects.toMatchObject({ code: "TEXT_UNKNOWN" });
    // Such a call would never be due, and nobody would be told.
    await expect(call({ notBefore: new Date("tomorrow") })).rejects.toMatchObject({ code: "INPUT_INVALID" });
    const stranger = made.engine.account("nobody").call(visitReminder, { input: anna, phone: "+79161234567" });
    await expect(stranger).rejects.toMatchObject({ code: "ACCOUNT_UNKNOWN" });
    expect(made.voice.launches).toEqual([]);
  });

  it("waits for notBefore and can be cancelled until then", async () => {
    await using made = await world();
    const notBefore = new Date(made.clock.now() + 2 * hour);
    const call = await made.account.call(visitReminder, { input: anna, phone: "+79161234567", notBefore });
    await made.clock.advance(hour);
    expect(made.voice.launches).toEqual([]);
    await call.cancel();
    await made.clock.advance(5 * hour);
    expect(made.voice.launches).toEqual([]);
    expect(await call.result()).toEqual({ status: "cancelled" });
  });
});
