import { notConnectedCauses } from "@callwright/core/calls";
import type { CallToLog } from "@callwright/core/ports";
import { describe, expect, it } from "vitest";
import { connected } from "../support/connected.ts";

const call: CallToLog = {
  mark: "run-1:4:0",
  phone: "+79161234567",
  direction: "outbound",
  startedAt: Date.parse("2026-03-02T07:00:00.900Z"),
  person: { type: "contact", id: "21" },
  responsibleId: "6",
};

describe("openCall", () => {
  it("registers the call on the person, with the mark, and shows nobody a card", async () => {
    const { callLog, seen } = connected(() => ({
      json: { result: { CALL_ID: "externalCall.1.2", CRM_CREATED_LEAD: null } },
    }));
    expect(await callLog.openCall(call)).toEqual({ callId: "externalCall.1.2" });
    expect(seen[0]).toMatchObject({ operation: "telephony.externalCall.register" });
    expect(seen[0]?.params).toEqual({
      USER_ID: 6,
      PHONE_NUMBER: "+79161234567",
      TYPE: 1,
      CALL_START_DATE: "2026-03-02T07:00:00+00:00",
      CRM_CREATE: 0,
      CRM_ENTITY_TYPE: "CONTACT",
      CRM_ENTITY_ID: 21,
      SHOW: 0,
      ADD_TO_CHAT: 0,
      EXTERNAL_CALL_ID: "run-1:4:0",
      auth: "access-token-one",
    });
  });

  it("knows inbound calls and calls to nobody known", async () => {
    const { callLog, seen } = connected(() => ({ json: { result: { CALL_ID: "c" } } }));
    await callLog.openCall({ ...call, direction: "inbound", person: null });
    expect(seen[0]?.params).toMatchObject({ TYPE: 2 });
    expect(seen[0]?.params).not.toHaveProperty("CRM_ENTITY_TYPE");
  });

  it("is never written to a deal", async () => {
    const { callLog, seen } = connected(() => ({ json: { result: { CALL_ID: "c" } } }));
    await expect(callLog.openCall({ ...call, person: { type: "deal", id: "42" } })).rejects.toMatchObject({
      code: "CRM_REJECTED",
    });
    expect(seen).toEqual([]);
  });
});

describe("closeCall", () => {
  const close = { callId: "externalCall.1.2", responsibleId: "6", durationSeconds: 14.6, result: "connected" } as const;

  it("finishes the call and gives its activity", async () => {
    const { callLog, seen } = connected(() => ({
      json: { result: { CALL_ID: "externalCall.1.2", CALL_START_DATE: {}, CRM_ACTIVITY_ID: 7943 } },
    }));
    expect(await callLog.closeCall(close)).toEqual({ activityId: "7943" });
    expect(seen[0]?.params).toMatchObject({
      CALL_ID: "externalCall.1.2",
      USER_ID: 6,
      DURATION: 15,
      STATUS_CODE: "200",
      ADD_TO_CHAT: 0,
    });
  });

  it.each([
    ["connected", "200"],
    ["no_answer", "304"],
    ["busy", "486"],
    ["declined", "603"],
    ["canceled", "603-S"],
    ["invalid_number", "404"],
    ["unreachable", "480"],
    ["network", "503"],
    ["blocked", "423"],
    ["forbidden", "403"],
    ["no_funds", "402"],
    ["provider_error", "OTHER"],
    ["unknown", "OTHER"],
  ] as const)("writes %s as %s", async (result, code) => {
    const { callLog, seen } = connected(() => ({ json: { result: { CRM_ACTIVITY_ID: "1" } } }));
    await callLog.closeCall({ ...close, result });
    expect(seen[0]?.params["STATUS_CODE"]).toBe(code);
  });

  it("has a code for every cause", async () => {
    const { callLog, seen } = connected(() => ({ json: { result: { CRM_ACTIVITY_ID: "1" } } }));
    for (const result of notConnectedCauses) await callLog.closeCall({ ...close, result });
    expect(seen.map(({ params }) => params["STATUS_CODE"])).not.toContain(undefined);
  });

  it("says so when no activity came of it", async () => {
    const { callLog } = connected(() => ({ json: { result: { CRM_ACTIVITY_ID: null } } }));
    await expect(callLog.closeCall(close)).rejects.toMatchObject({ code: "CRM_ANSWER_UNKNOWN" });
  });
});

describe("linkActivity", () => {
  it("binds the activity to the deal", async () => {
    const { callLog, seen } = connected(() => ({ json: { result: true } }));
    await callLog.linkActivity("7943", { type: "deal", id: "42" });
    expect(seen[0]).toMatchObject({
      operation: "crm.activity.binding.add",
      params: { activityId: 7943, entityTypeId: 2, entityId: 42 },
    });
  });

  it("counts a binding that stands as done, other refusals not", async () => {
    const answer = (error: string) =>
      connected(() => ({ status: 400, json: { error, error_description: "" } })).callLog;
    await expect(
      answer("ACTIVITY_IS_ALREADY_BOUND").linkActivity("1", { type: "deal", id: "42" }),
    ).resolves.toBeUndefined();
    await expect(answer("NOT_FOUND").linkActivity("1", { type: "deal", id: "42" })).rejects.toMatchObject({
      code: "CRM_NOT_FOUND",
    });
  });
});

describe("attachTranscript", () => {
  it("sends whole seconds and both sides, without empty turns", async () => {
    const { callLog, seen } = connected(() => ({ json: { result: { TRANSCRIPT_ID: 1 } } }));
    await callLog.attachTranscript("externalCall.1.2", [
      { speaker: "robot", text: "Алло", atMs: -20, untilMs: 0 },
      { speaker: "robot", text: "Вы придёте?", atMs: 0, untilMs: 200 },
      { speaker: "client", text: "  ", atMs: 300, untilMs: 400 },
      { speaker: "client", text: "Да", atMs: 3900, untilMs: 4100 },
    ]);
    expect(seen[0]).toMatchObject({
      operation: "telephony.call.attachTranscription",
      params: {
        CALL_ID: "externalCall.1.2",
        MESSAGES: [
          { SIDE: "User", START_TIME: 0, STOP_TIME: 1, MESSAGE: "Алло" },
          { SIDE: "User", START_TIME: 0, STOP_TIME: 1, MESSAGE: "Вы придёте?" },
          { SIDE: "Client", START_TIME: 3, STOP_TIME: 5, MESSAGE: "Да" },
        ],
      },
    });
  });

  it("sends nothing when nobody said anything", async () => {
    const { callLog, seen } = connected(() => ({ json: { result: {} } }));
    await callLog.attachTranscript("c", [{ speaker: "client", text: "", atMs: 0, untilMs: 1 }]);
    expect(seen).toEqual([]);
  });
});

describe("findCall", () => {
  const row = {
    CALL_ID: "c1",
    CRM_ACTIVITY_ID: "7943",
    CALL_RECORD_URL: null,
    RECORD_FILE_ID: null,
    TRANSCRIPT_ID: null,
  };
  it.each([
    [
      "a call without anything",
      { ...row, CRM_ACTIVITY_ID: "0" },
      { activityId: null, hasRecording: false, hasTranscript: false },
    ],
    ["a closed call", row, { activityId: "7943", hasRecording: false, hasTranscript: false }],
    [
      "an uploaded recording",
      { ...row, RECORD_FILE_ID: 9079 },
      { activityId: "7943", hasRecording: true, hasTranscript: false },
    ],
    [
      "a linked recording",
      { ...row, CALL_RECORD_URL: "https://x/y.mp3" },
      { activityId: "7943", hasRecording: true, hasTranscript: false },
    ],
    ["a transcript", { ...row, TRANSCRIPT_ID: "1" }, { activityId: "7943", hasRecording: false, hasTranscript: true }],
  ])("tells of %s", async (_, found, expected) => {
    const { callLog, seen } = connected(() => ({ json: { result: [found], total: 1 } }));
    expect(await callLog.findCall("c1")).toEqual({ callId: "c1", ...expected });
    expect(seen[0]).toMatchObject({ operation: "voximplant.statistic.get", params: { FILTER: { CALL_ID: "c1" } } });
  });

  it("knows nothing of a call that was not closed", async () => {
    const { callLog } = connected(() => ({ json: { result: [] } }));
    expect(await callLog.findCall("c1")).toBeUndefined();
  });
});
