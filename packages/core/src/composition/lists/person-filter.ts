import { toE164 } from "../../calls/index.ts";
import type { DialingParts } from "../../dialing/index.ts";
import { CallwrightError } from "../../errors/index.ts";
import type { AccountId, Subject } from "../../ports/identity.ts";

/** Whom a list is about: everything where neither is given. */
export interface PersonFilter {
  /** A number: its calls, also those that found it in the CRM. */
  readonly phone?: string;
  /** An item of the CRM. */
  readonly subject?: Subject;
}

/**
 * The lanes that are about a person; `undefined` for everybody.
 *
 * @throws PHONE_INVALID
 */
export async function lanesAbout(
  { phone, subject }: PersonFilter,
  account: AccountId,
  { persons, country }: DialingParts,
): Promise<readonly string[] | undefined> {
  if (phone === undefined && subject === undefined) return undefined;
  const byPhone =
    phone === undefined ? undefined : await allOf(persons.ownersOf(account, { phone: e164(phone, country) }));
  const bySubject = subject === undefined ? undefined : await allOf(persons.ownersOf(account, { subject }));
  if (!byPhone || !bySubject) return byPhone ?? bySubject;
  return byPhone.filter((lane) => bySubject.includes(lane));
}

function e164(written: string, country: string | undefined): string {
  const phone = toE164(written, country);
  if (phone === undefined) throw new CallwrightError("PHONE_INVALID", { where: "phone" });
  return phone;
}

async function allOf(lanes: AsyncIterable<string>): Promise<readonly string[]> {
  const all: string[] = [];
  for await (const lane of lanes) all.push(lane);
  return all;
}
