import { CallwrightError, isSameSecret, type FormTree } from "@callwright/core/adapter-kit";
import type { AccountId } from "@callwright/core/ports";
import { z } from "zod";
import type { Connection, Connections } from "../connection.ts";
import { readFields } from "./event-form.ts";

const proofSchema = z.object({
  auth: z.object({ member_id: z.string().min(1), application_token: z.string().min(1) }),
});

/** The account that a request comes from, proven by the token that only its portal and we know. */
export interface Sender {
  readonly account: AccountId;
  readonly connection: Connection;
}

/**
 * Proves where a request comes from, before anything else in it is read.
 *
 * Errors: `WEBHOOK_MALFORMED`, `WEBHOOK_UNKNOWN_ACCOUNT`, `WEBHOOK_NOT_AUTHENTIC`.
 */
export async function verifySender(connections: Connections, form: FormTree, path: string): Promise<Sender> {
  const { auth } = readFields(proofSchema, form, path);
  const account = await connections.findAccount(auth.member_id);
  const connection = account === undefined ? undefined : await connections.find(account);
  if (account === undefined || !connection) throw new CallwrightError("WEBHOOK_UNKNOWN_ACCOUNT", { path });
  const isProven =
    connection.memberId === auth.member_id && isSameSecret(connection.applicationToken, auth.application_token);
  if (!isProven) throw new CallwrightError("WEBHOOK_NOT_AUTHENTIC", { path });
  return { account, connection };
}
