import { randomUUID } from "node:crypto";
import { CallwrightError } from "@callwright/core/adapter-kit";
import { z } from "zod";
import type { RestClient } from "../rest/rest-client.ts";

const uploadSchema = z.looseObject({ uploadUrl: z.url(), fieldName: z.string().regex(/^[\w-]+$/) });

/**
 * Uploads a recording through the form that the portal names, without ever holding it whole. A second recording of a
 * call takes the place of the first, so it may be repeated.
 */
export async function attachRecording(
  rest: RestClient,
  callId: string,
  fileName: string,
  content: ReadableStream<Uint8Array>,
): Promise<void> {
  const operation = "telephony.externalCall.attachRecord";
  if (!/^[^"\\/\r\n]+\.(wav|mp3)$/i.test(fileName)) {
    throw new CallwrightError("CRM_REJECTED", {
      account: rest.account,
      operation,
      reason: "a recording's file name must end with .wav or .mp3.",
    });
  }
  const { uploadUrl, fieldName } = await rest.call(operation, { CALL_ID: callId, FILENAME: fileName }, uploadSchema);
  const boundary = `callwright-${randomUUID()}`;
  await rest.upload(operation, {
    method: "POST",
    url: uploadUrl,
    headers: { "Content-Type": `multipart/form-data; boundary=${boundary}`, Accept: "application/json" },
    body: toMultipart(boundary, fieldName, fileName, content),
  });
}

function toMultipart(
  boundary: string,
  fieldName: string,
  fileName: string,
  content: ReadableStream<Uint8Array>,
): ReadableStream<Uint8Array> {
  const mediaType = /mp3$/i.test(fileName) ? "audio/mpeg" : "audio/wav";
  const disposition = `Content-Disposition: form-data; name="${fieldName}"; filename="${fileName}"`;
  const text = new TextEncoder();
  return content.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      start: (part) =>
        part.enqueue(text.encode(`--${boundary}\r\n${disposition}\r\nContent-Type: ${mediaType}\r\n\r\n`)),
      flush: (part) => part.enqueue(text.encode(`\r\n--${boundary}--\r\n`)),
    }),
  );
}
