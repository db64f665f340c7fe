import { toE164 } from "../calls/index.ts";
import type { Subject } from "../ports/identity.ts";
import type { JobRow } from "../ports/rows.ts";
import type { DialingParts } from "./dialing-parts.ts";

/** Who is called, and who answers for the item. `phone: null`: nobody has a valid number. */
export interface Callee {
  readonly phone: string | null;
  readonly contact: Subject | null;
  readonly responsibleId: string | null;
}

/** The number to dial: the job's own, else the first valid one among the item's people, in the CRM's order. */
export async function findCallee(parts: DialingParts, job: JobRow): Promise<Callee> {
  if (job.subject === null) return { phone: job.phone, contact: null, responsibleId: null };
  const { item, people } = await parts.ports.crm(job.account).readCallee(job.subject);
  const { responsibleId } = item;
  if (job.phone !== null) return { phone: job.phone, contact: people[0]?.subject ?? null, responsibleId };
  for (const person of people) {
    for (const { value } of person.phones) {
      const phone = toE164(value, parts.country);
      if (phone !== undefined) return { phone, contact: person.subject, responsibleId };
    }
  }
  return { phone: null, contact: people[0]?.subject ?? null, responsibleId };
}
