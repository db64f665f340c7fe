import { CallwrightError, redactText, type Signer } from "@callwright/core/adapter-kit";
import type { AdapterHost, WebhookRoute } from "@callwright/core/ports";
import { accepted, openMessage } from "./open-message.ts";
import { reportPath as path } from "./paths.ts";
import { parseReport, reportKey, toCallReport } from "./report-body.ts";

const maxBodyBytes = 16 * 1024;

/** Takes the reports of our own scenario states. Answers after the commit. */
export function reportRoute(signer: Signer, { inbox, clock, logger }: AdapterHost): WebhookRoute {
  return {
    method: "POST",
    path,
    maxBodyBytes,
    async handle(message) {
      const { runId, value } = openMessage(message, { path, maxBodyBytes, signer });
      const report = parseReport(value);
      if (report.known) {
        const { body } = report;
        await inbox.reported({ run: runId, dedupeKey: reportKey(body), report: toCallReport(body, clock.now()) });
        return accepted();
      }
      if (report.event === undefined)
        throw new CallwrightError("WEBHOOK_MALFORMED", { path, problems: report.problems });
      // A scenario of a newer version may tell more than this one knows: the call goes on either way.
      const event = /^[a-z][\w.-]{0,40}$/.test(report.event) ? redactText(report.event) : "other";
      logger.warn({ run: runId, event }, "VoiceBox reported an unknown event");
      return accepted();
    },
  };
}
