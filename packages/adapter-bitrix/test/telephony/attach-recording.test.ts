import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createHttpClient } from "@callwright/core/adapter-kit";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { connected } from "../support/connected.ts";

const chunks = [new Uint8Array([0x52, 0x49, 0x46, 0x46]), new Uint8Array(200_000).fill(0x0d), new Uint8Array([0x0a])];

function content(): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(chunk);
      controller.close();
    },
  });
}

/** A portal that takes uploads as a web server does: it parses the form. */
function portal() {
  const uploads: { readonly field: string; readonly name: string; readonly bytes: Uint8Array }[] = [];
  const answer = { status: 200, body: JSON.stringify({ result: { FILE_ID: 9079 } }) };
  let uploadUrl = "";
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => {
      const body = Buffer.concat(parts);
      if (request.url?.startsWith("/rest/telephony")) {
        response.end(JSON.stringify({ result: { uploadUrl, fieldName: "file" } }));
        return;
      }
      const headers = { "content-type": request.headers["content-type"] ?? "" };
      void new Response(new Uint8Array(body), { headers }).formData().then(async (form) => {
        for (const [field, file] of form) {
          if (typeof file !== "string")
            uploads.push({ field, name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) });
        }
        response.writeHead(answer.status).end(answer.body);
      });
    });
  });
  return {
    uploads,
    answer,
    nameUpload: (url: string) => (uploadUrl = url),
    async listen() {
      await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
      const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
      uploadUrl = `${url}/rest/upload.json?auth=secret-auth&token=secret-token`;
      return url;
    },
    close: () => new Promise<void>((resolve) => void server.close(() => resolve())),
  };
}

describe("attachRecording", () => {
  let server: ReturnType<typeof portal>;
  let callLog: ReturnType<typeof connected>["callLog"];

  beforeEach(async () => {
    server = portal();
    const url = await server.listen();
    callLog = connected(() => ({}), {
      settings: { http: createHttpClient(), oauthHosts: ["127.0.0.1"] },
      connection: { clientEndpoint: `${url}/rest/` },
    }).callLog;
  });
  afterEach(() => server.close());

  it.each(["call-1.wav", "call-1.mp3"])("streams %s as a form to the address that the portal names", async (name) => {
    await callLog.attachRecording("externalCall.1.2", name, content());
    expect(server.uploads.map(({ field, name }) => [field, name])).toEqual([["file", name]]);
    expect(Buffer.compare(server.uploads[0]?.bytes ?? new Uint8Array(), Buffer.concat(chunks))).toBe(0);
  });

  it("gives a recording to no other host", async () => {
    server.nameUpload("https://evil.example/rest/upload.json?auth=secret-auth");
    const error: unknown = await callLog.attachRecording("c", "a.wav", content()).catch((caught: unknown) => caught);
    expect(error).toMatchObject({ code: "CRM_REJECTED" });
    expect(String(error)).not.toContain("secret-auth");
    expect(server.uploads).toEqual([]);
  });

  it("tells why the upload was refused, without its address", async () => {
    server.answer.status = 400;
    server.answer.body = JSON.stringify({
      error: "ERROR_CORE",
      error_description: "Wrong file extension. Only wav and mp3 are allowed",
    });
    const error: unknown = await callLog.attachRecording("c", "a.wav", content()).catch((caught: unknown) => caught);
    expect(error).toMatchObject({
      code: "CRM_REJECTED",
      details: { reason: "Wrong file extension. Only wav and mp3 are allowed" },
    });
    expect(JSON.stringify(error)).not.toContain("secret");
  });

  it.each(["a.ogg", "a", 'a".wav', "a\r\nX: y.wav", "../a.wav"])("refuses the file name %j", async (name) => {
    await expect(callLog.attachRecording("c", name, content())).rejects.toMatchObject({ code: "CRM_REJECTED" });
    expect(server.uploads).toEqual([]);
  });
});
