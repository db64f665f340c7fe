import { CallwrightError, readJsonBody, type Signer } from "@callwright/core/adapter-kit";
import { z } from "zod";

const addressedSchema = z.looseObject({ runId: z.string().min(1).max(200) });

/** A message as it came in. */
export interface IncomingMessage {
  readonly headers: Headers;
  readonly body: Uint8Array;
}

/**
 * The JSON of a message that proved to come from the attempt it names. Nothing else of it is looked at before that.
 *
 * @throws `WEBHOOK_TOO_LARGE`, `WEBHOOK_MALFORMED` (no JSON, no run), `WEBHOOK_NOT_AUTHENTIC`, in this order.
 */
export function openMessage(
  message: IncomingMessage,
  { path, maxBodyBytes, signer }: { readonly path: string; readonly maxBodyBytes: number; readonly signer: Signer },
): { readonly runId: string; readonly value: unknown } {
  if (message.body.byteLength > maxBodyBytes) {
    throw new CallwrightError("WEBHOOK_TOO_LARGE", { path, limitBytes: maxBodyBytes });
  }
  const value = readJsonBody(message.body, path);
  const addressed = addressedSchema.safeParse(value);
  if (!addressed.success)
    throw new CallwrightError("WEBHOOK_MALFORMED", { path, problems: ["it does not name its run"] });
  const { runId } = addressed.data;
  if (!signer.verify(runId, message.headers.get("x-robot-token") ?? "")) {
    throw new CallwrightError("WEBHOOK_NOT_AUTHENTIC", { path });
  }
  return { runId, value };
}

/** The answer to a message that was taken. */
export function accepted(): Response {
  return Response.json({});
}
