import { CallwrightError, HttpFailure, type HttpClient } from "@callwright/core/adapter-kit";
import type { CheckedSettings } from "../check-settings.ts";
import { basicCredentials } from "./basic-credentials.ts";

/**
 * Opens a recording, streamed. The address came in a message, so only the launch's own origin is asked: no other host gets our
 * credentials, and nobody makes us read our own network.
 *
 * Errors: `RECORDING_UNAVAILABLE`; while reading also `RECORDING_TOO_LARGE`.
 */
export async function openRecording(
  settings: CheckedSettings,
  run: string,
  url: string,
): Promise<ReadableStream<Uint8Array>> {
  if (!isOwn(url, settings.launchUrl)) throw new CallwrightError("RECORDING_UNAVAILABLE", { run });
  const { status, body } = await open(settings, run, url);
  if (status !== 200) {
    await body.cancel();
    throw new CallwrightError("RECORDING_UNAVAILABLE", { run, status });
  }
  return bounded(body, run, settings.maxRecordingBytes);
}

function isOwn(text: string, launchUrl: string): boolean {
  if (!URL.canParse(text)) return false;
  const url = new URL(text);
  // Credentials inside the address would take the place of ours.
  return url.origin === new URL(launchUrl).origin && url.username === "" && url.password === "";
}

async function open(settings: CheckedSettings, run: string, url: string): ReturnType<HttpClient["stream"]> {
  try {
    return await settings.http.stream({ method: "GET", url, headers: { Authorization: basicCredentials(settings) } });
  } catch (error) {
    throw unavailable(run, error);
  }
}

function bounded(body: ReadableStream<Uint8Array>, run: string, limitBytes: number): ReadableStream<Uint8Array> {
  const reader = body.getReader();
  let size = 0;
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { done, value } = await reader.read().catch((error: unknown) => {
          throw unavailable(run, error);
        });
        if (done) {
          controller.close();
          return;
        }
        size += value.byteLength;
        if (size > limitBytes) {
          await reader.cancel();
          throw new CallwrightError("RECORDING_TOO_LARGE", { run, limitBytes });
        }
        controller.enqueue(value);
      },
      cancel: (reason) => reader.cancel(reason),
    },
    { highWaterMark: 0 },
  );
}

function unavailable(run: string, error: unknown): unknown {
  if (!(error instanceof HttpFailure)) return error;
  return new CallwrightError("RECORDING_UNAVAILABLE", { run }, { cause: error });
}
