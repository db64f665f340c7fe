import { CallwrightError, type FormTree } from "@callwright/core/adapter-kit";
import type { Inbox, RobotRequest } from "@callwright/core/ports";
import { z } from "zod";
import type { Connections } from "../connection.ts";
import { fromDocumentId } from "../crm/entity-types.ts";
import { formText, readFields, readForm } from "./event-form.ts";
import { robotPath } from "./paths.ts";
import { verifySender } from "./verify-sender.ts";

const requestSchema = z.object({
  code: z.string().min(1),
  /** Module, kind and id of the document, by position. */
  document_id: z.looseObject({ 2: z.string() }),
  event_token: z.string().min(1),
  properties: z.record(z.string(), formText).default({}),
});

/**
 * Takes an automation robot's request in: proof, then shape, then the inbox.
 *
 * Errors: `WEBHOOK_MALFORMED`, `WEBHOOK_UNKNOWN_ACCOUNT`, `WEBHOOK_NOT_AUTHENTIC`.
 */
export async function receiveRobotRequest(connections: Connections, inbox: Inbox, body: Uint8Array): Promise<void> {
  const form = readForm(body, robotPath);
  const { account } = await verifySender(connections, form, robotPath);
  await inbox.robotRequested({ account, ...toRequest(form) });
}

function toRequest(form: FormTree): Omit<RobotRequest, "account"> {
  const request = readFields(requestSchema, form, robotPath);
  const subject = fromDocumentId(request.document_id[2]);
  if (!subject) {
    const problems = ["document_id names a kind of document that no calls are made about"];
    throw new CallwrightError("WEBHOOK_MALFORMED", { path: robotPath, problems });
  }
  return { robot: request.code, subject, token: request.event_token, properties: request.properties };
}
