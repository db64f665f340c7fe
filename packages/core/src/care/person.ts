import type { PersonMark } from "../adapter-kit/person-key.ts";
import { toE164 } from "../calls/index.ts";
import { CallwrightError } from "../errors/index.ts";
import type { Subject } from "../ports/identity.ts";

/** Who is meant: by a number, written in any way that is valid, or by an item of the CRM, e.g. a contact or a deal. */
export type Person =
  { readonly phone: string; readonly subject?: undefined } | { readonly subject: Subject; readonly phone?: undefined };

/** A person as everything about him was written down. @throws PHONE_INVALID */
export function toMark(person: Person, country: string | undefined): PersonMark {
  if (person.phone === undefined) return { subject: { type: person.subject.type, id: person.subject.id } };
  const phone = toE164(person.phone, country);
  if (phone === undefined) throw new CallwrightError("PHONE_INVALID", { where: "phone" });
  return { phone };
}
