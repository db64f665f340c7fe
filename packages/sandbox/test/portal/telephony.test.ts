import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openPortal } from "./open-portal.ts";
import type { Body, OpenPortal } from "./open-portal.ts";

let open: OpenPortal;
beforeEach(async () => {
  open = await openPortal();
  await open.control("contacts", { fields: { NAME: "Anna", PHONE: [{ VALUE: "8 (916) 123-45-67" }] } });
});
afterEach(() => open.close());

const registration = {
  USER_ID: 6,
  PHONE_NUMBER: "+79161234567",
  TYPE: 1,
  CRM_ENTITY_TYPE: "CONTACT",
  CRM_ENTITY_ID: 1,
  SHOW: 0,
};

async function register(change: Record<string, unknown> = {}): Promise<Body> {
  const { body } = await open.call("telephony.externalCall.register", { ...registration, ...change });
  return body.result ?? body;
}

async function finish(callId: string, change: Record<string, unknown> = {}): Promise<{ status: number; body: Body }> {
  return open.call("telephony.externalCall.finish", {
    CALL_ID: callId,
    USER_ID: 6,
    DURATION: 12,
    STATUS_CODE: 200,
    ...change,
  });
}

async function finishedCall(): Promise<string> {
  const { CALL_ID: callId } = await register();
  await finish(callId);
  return callId;
}

/** Half a second of silence, 8 kHz, 16 bit, mono. */
function wav(): Buffer {
  const data = Buffer.alloc(8000);
  const header = Buffer.alloc(44);
  header.write("RIFF", 0);
  header.writeUInt32LE(36 + data.length, 4);
  header.write("WAVEfmt ", 8);
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(1, 22);
  header.writeUInt32LE(8000, 24);
  header.writeUInt32LE(16_000, 28);
  header.writeUInt16LE(2, 32);
  header.writeUInt16LE(16, 34);
  header.write("data", 36);
  header.writeUInt32LE(data.length, 40);
  return Buffer.concat([header, data]);
}

describe("register", () => {
  it("gives a call id of the documented form and finds the client by number too", async () => {
    const call = await register();
    expect(call.CALL_ID).toMatch(/^externalCall\.[0-9a-f]{32}\.\d{10}$/);
    expect(call).toMatchObject({
      CRM_CREATED_LEAD: null,
      CRM_CREATED_ENTITIES: [],
      CRM_ENTITY_TYPE: "CONTACT",
      CRM_ENTITY_ID: 1,
    });
    const byNumber = await register({ CRM_ENTITY_TYPE: undefined, CRM_ENTITY_ID: undefined });
    expect(byNumber).toMatchObject({ CRM_ENTITY_TYPE: "CONTACT", CRM_ENTITY_ID: 1 });
  });

  it("is the same call for 30 minutes, unless a part of the key differs", async () => {
    const first = await register({ EXTERNAL_CALL_ID: "run-1" });
    await open.clock.advance(30 * 60_000 - 1);
    expect((await register({ EXTERNAL_CALL_ID: "run-1" })).CALL_ID).toBe(first.CALL_ID);
    for (const change of [
      { EXTERNAL_CALL_ID: "run-2" },
      { TYPE: 2 },
      { USER_ID: 1 },
      { LINE_NUMBER: "7" },
      { PHONE_NUMBER: "+79990000000" },
    ]) {
      expect((await register({ EXTERNAL_CALL_ID: "run-1", ...change })).CALL_ID).not.toBe(first.CALL_ID);
    }
    await open.clock.advance(1);
    expect((await register({ EXTERNAL_CALL_ID: "run-1" })).CALL_ID).not.toBe(first.CALL_ID);
  });

  it.each([
    [{ USER_ID: undefined }, "USER_ID or USER_PHONE_INNER should be set."],
    [{ USER_ID: 77 }, "User is not found or is not active."],
    [{ TYPE: 9 }, "Unknown TYPE."],
    [{ PHONE_NUMBER: "Anna" }, "Unsupported phone number format."],
    [{ CALL_START_DATE: "now" }, "CALL_START_DATE should be in the ISO-8601 format."],
    [{ CRM_ENTITY_TYPE: "DEAL" }, "Unsupported CRM_ENTITY_TYPE."],
  ])("refuses %j", async (change, text) => {
    const answer = await open.call("telephony.externalCall.register", { ...registration, ...change });
    expect(answer).toEqual({ status: 400, body: { error: "ERROR_CORE", error_description: text } });
  });

  it("takes the inner number of an employee, and makes a lead of an unknown client when asked", async () => {
    const call = await register({
      USER_ID: undefined,
      USER_PHONE_INNER: "106",
      CRM_ENTITY_TYPE: "",
      PHONE_NUMBER: "+74950000000",
      CRM_CREATE: 1,
    });
    expect(call).toMatchObject({
      CRM_CREATED_LEAD: 1,
      CRM_CREATED_ENTITIES: [{ ENTITY_TYPE: "LEAD", ENTITY_ID: 1 }],
      CRM_ENTITY_TYPE: "LEAD",
    });
  });
});

describe("finish", () => {
  it("leaves a statistics row and an activity of the contact", async () => {
    const { CALL_ID: callId } = await register({ EXTERNAL_CALL_ID: "run-1" });
    const { body } = await finish(callId);
    expect(body.result).toMatchObject({
      CALL_ID: callId,
      CALL_START_DATE: {},
      CALL_DURATION: 12,
      CALL_FAILED_CODE: "200",
      CRM_ACTIVITY_ID: 1,
      ID: 1,
    });
    expect((await open.call("crm.activity.get", { id: 1 })).body.result).toMatchObject({
      PROVIDER_ID: "VOXIMPLANT_CALL",
      OWNER_TYPE_ID: "3",
      OWNER_ID: "1",
      ORIGIN_ID: `VI_${callId}`,
      SUBJECT: "Outgoing call Anna",
      DIRECTION: "2",
      RESPONSIBLE_ID: "6",
      END_TIME: "2026-08-24T10:00:12+03:00",
    });
    const rows = (await open.callAsEmployee("voximplant.statistic.get", { FILTER: { EXTERNAL_CALL_ID: "run-1" } }))
      .body;
    expect(rows).toMatchObject({
      total: 1,
      result: [{ CALL_ID: callId, CALL_DURATION: "12", CRM_ACTIVITY_ID: "1", RECORD_FILE_ID: null }],
    });
    expect((await open.call("voximplant.statistic.get", { FILTER: { CALL_ID: "other" } })).body.total).toBe(0);
  });

  it("refuses a second time, with an empty code", async () => {
    const callId = await finishedCall();
    expect(await finish(callId)).toEqual({
      status: 400,
      body: { error: "", error_description: "Call is not found (call should be registered prior to finishing)" },
    });
    expect((await open.call("crm.activity.list")).body.total).toBe(1);
  });

  it("takes 304 when nobody talked, and refuses a call id that is no text", async () => {
    const { CALL_ID: callId } = await register();
    expect((await finish("x", { CALL_ID: ["x"] })).body.error).toBe("INVALID_ARGUMENT");
    const { body } = await finish(callId, { DURATION: 0, STATUS_CODE: undefined });
    expect(body.result).toMatchObject({ CALL_FAILED_CODE: "304", CALL_STATUS: 0 });
  });

  it("leaves no activity when the call belongs to nothing", async () => {
    const { CALL_ID: callId } = await register({ CRM_ENTITY_TYPE: "", PHONE_NUMBER: "+74951111111" });
    expect((await finish(callId)).body.result.CRM_ACTIVITY_ID).toBeNull();
    expect((await open.call("crm.activity.list")).body.total).toBe(0);
  });
});

describe("attachRecord", () => {
  const attach = (params: Record<string, unknown>): Promise<{ status: number; body: Body }> =>
    open.call("telephony.externalCall.attachRecord", params);

  it("takes a multipart upload at the address it gives, once", async () => {
    const callId = await finishedCall();
    const { uploadUrl, fieldName } = (await attach({ CALL_ID: callId, FILENAME: "call.wav" })).body.result;
    expect(fieldName).toBe("file");
    const form = new FormData();
    form.append("file", new File([wav()], "call.wav"));
    const uploaded: Body = await (await fetch(uploadUrl, { method: "POST", body: form })).json();
    expect(uploaded.result).toEqual({ FILE_ID: 1 });
    expect((await fetch(uploadUrl, { method: "POST", body: form })).status).toBe(403);
    expect(await open.control("recordings")).toEqual([
      {
        id: 1,
        callId,
        activityId: 1,
        name: "call.wav",
        bytes: 8044,
        wav: { channels: 1, sampleRate: 8000, bitsPerSample: 16, durationSeconds: 0.5 },
      },
    ]);
    const activity = (await open.call("crm.activity.get", { id: 1 })).body.result;
    const bytes = Buffer.from(await (await fetch(activity.FILES[0].url)).arrayBuffer());
    expect(bytes.equals(wav())).toBe(true);
    expect((await fetch(`${open.url}/files/1?token=guess`)).status).toBe(404);
    expect((await open.call("voximplant.statistic.get")).body.result).toMatchObject([{ RECORD_FILE_ID: 1 }]);
  });

  it("takes base64 content, and fetches an address", async () => {
    const callId = await finishedCall();
    const inline = await attach({ CALL_ID: callId, FILENAME: "a.wav", FILE_CONTENT: wav().toString("base64") });
    expect(inline.body.result).toEqual({ FILE_ID: 1 });
    const server = createServer((request, response) => {
      response.writeHead(request.url === "/b.wav" ? 200 : 410).end(wav());
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    expect((await attach({ CALL_ID: callId, RECORD_URL: `${base}/b.wav` })).body.result).toEqual({ FILE_ID: 2 });
    expect((await attach({ CALL_ID: callId, RECORD_URL: `${base}/gone.wav` })).body.error_description).toBe(
      "Server returns HTTP error code 410",
    );
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  it("refuses before the end of the call and what is no recording", async () => {
    const { CALL_ID: callId } = await register();
    const text = async (params: object): Promise<string> =>
      (await attach({ CALL_ID: callId, ...params })).body.error_description;
    expect(await text({ FILENAME: "a.wav" })).toBe(
      "Call is not found in the statistic table. It looks like it is not finished yet.",
    );
    await finish(callId);
    expect(await text({})).toBe(
      "Required parameters are not set. Request should contain either URL or FILENAME parameter",
    );
    expect(await text({ FILENAME: "" })).toBe("File name is empty");
    expect(await text({ FILENAME: "a.ogg" })).toBe("Wrong file extension. Only wav and mp3 are allowed");
    expect(await text({ FILENAME: "a.mp3", FILE_CONTENT: "" })).toBe("File content is empty.");
    expect(await text({ FILENAME: "a.mp3", FILE_CONTENT: "%%%" })).toBe(
      "File content is not properly encoded. Base64 encoding is expected.",
    );
  });
});

describe("attachTranscription", () => {
  const turn = { SIDE: "User", START_TIME: 0, STOP_TIME: 3, MESSAGE: "Вы придёте?" };
  const attach = (params: Record<string, unknown>): Promise<{ status: number; body: Body }> =>
    open.call("telephony.call.attachTranscription", params);

  it("keeps the turns and lets them be read back as text", async () => {
    const callId = await finishedCall();
    expect((await open.call("crm.activity.call.getTranscript", { activityId: 1 })).body.result).toBeNull();
    const messages = [turn, { SIDE: "Client", START_TIME: 4, STOP_TIME: 5, MESSAGE: "да" }];
    expect((await attach({ CALL_ID: callId, MESSAGES: messages })).body.result).toEqual({ TRANSCRIPT_ID: 1 });
    expect((await open.call("crm.activity.call.getTranscript", { activityId: 1 })).body.result).toEqual({
      transcription: "User: Вы придёте?\nClient: да",
    });
    expect(await open.control("transcripts")).toMatchObject([
      { callId, activityId: 1, turns: [{ side: "User" }, { side: "Client", message: "да" }] },
    ]);
    expect((await open.call("voximplant.statistic.get")).body.result).toMatchObject([{ TRANSCRIPT_ID: "1" }]);
  });

  it("names the turn that is wrong", async () => {
    const callId = await finishedCall();
    const text = async (params: object): Promise<string> =>
      (await attach({ CALL_ID: callId, ...params })).body.error_description;
    expect(await text({ CALL_ID: "" })).toBe("CALL_ID should be set");
    expect(await text({ MESSAGES: "x" })).toBe("MESSAGES should be an array");
    expect(await text({ MESSAGES: [turn, { ...turn, SIDE: "Robot" }] })).toBe(
      "MESSAGES[1][SIDE] should be either Client or User",
    );
    expect(await text({ MESSAGES: [{ ...turn, START_TIME: -1 }] })).toBe(
      "MESSAGES[0][START_TIME] should be greater or equal to zero",
    );
    expect(await text({ MESSAGES: [{ ...turn, STOP_TIME: 0 }] })).toBe(
      "MESSAGES[0][STOP_TIME] should be greater than zero",
    );
    expect(await text({ MESSAGES: [{ ...turn, MESSAGE: "" }] })).toBe("MESSAGES[0][MESSAGE] is empty");
    expect(await text({ CALL_ID: "x", MESSAGES: [turn] })).toBe("Call x is not found. Is it finished?");
  });
});
