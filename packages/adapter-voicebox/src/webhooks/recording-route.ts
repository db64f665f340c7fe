import { CallwrightError, type Signer } from "@callwright/core/adapter-kit";
import type { AdapterHost, WebhookRoute } from "@callwright/core/ports";
import { accepted, openMessage } from "./open-message.ts";
import { recordingPath as path } from "./paths.ts";
import { parseRecording, toRecordingReport } from "./recording-body.ts";

const maxBodyBytes = 1024 * 1024;

/** Takes the message about a call's recording and transcript. The recording itself is fetched later. Answers after the commit. */
export function recordingRoute(signer: Signer, { inbox, clock }: AdapterHost): WebhookRoute {
  return {
    method: "POST",
    path,
    maxBodyBytes,
    async handle(message) {
      const { runId, value } = openMessage(message, { path, maxBodyBytes, signer });
      const parsed = parseRecording(value);
      if (!parsed.ok) throw new CallwrightError("WEBHOOK_MALFORMED", { path, problems: parsed.problems });
      const { transcript } = parsed.body;
      await inbox.reported({
        run: runId,
        dedupeKey: `voicebox:${runId}:recording`,
        report: toRecordingReport(parsed.body, clock.now()),
        ...(transcript.length > 0 ? { transcript } : {}),
      });
      return accepted();
    },
  };
}
