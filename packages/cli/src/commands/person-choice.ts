import type { Person } from "@callwright/core";
import type { SubjectType } from "@callwright/core/ports";
import { UsageError } from "../usage-error.ts";

/** Which person of an account is meant. */
export interface PersonChoice {
  /** A number, with the code of its country. */
  readonly phone?: string | undefined;
  /** An item of the CRM, e.g. `contact:17`. */
  readonly subject?: string | undefined;
}

const types: readonly SubjectType[] = ["lead", "deal", "contact", "company"];

/** The person; `undefined` when none is named. @throws UsageError */
export function personOf({ phone, subject }: PersonChoice): Person | undefined {
  if (phone !== undefined && subject !== undefined) throw new UsageError("Give --phone or --subject, not both.");
  if (phone !== undefined) return { phone };
  if (subject === undefined) return undefined;
  const [kind, id, more] = subject.split(":");
  const type = types.find((known) => known === kind);
  if (!type || !id || more !== undefined)
    throw new UsageError("Write --subject as lead:1, deal:42, contact:17 or company:5.");
  return { subject: { type, id } };
}

/** The account, which must be named. @throws UsageError */
export function accountOf(account: string | undefined): string {
  if (account !== undefined && account !== "") return account;
  throw new UsageError("Name the account with --account ID.");
}
