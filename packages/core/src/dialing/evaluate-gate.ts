import {
  askGate,
  isTimeZone,
  zonesOfNumber,
  type Consent,
  type GateAnswer,
  type GateQuestion,
} from "../calls/index.ts";
import type { JobRow } from "../ports/rows.ts";
import type { DialingParts } from "./dialing-parts.ts";

/** Asks the gate about dialing this job now. Reads the ledger and the CRM; changes nothing. */
export async function evaluateGate(parts: DialingParts, job: JobRow, phone: string): Promise<GateAnswer> {
  const account = await parts.store.read("accounts", job.account);
  const listed = await parts.store.read("doNotCall", doNotCallKey(job.account, phone));
  const zones = await zonesOf(parts, job, phone);
  return askGate({
    now: parts.clock.now(),
    window: parts.gate.window,
    accountZone: account?.timeZone ?? null,
    doNotCall: listed !== undefined,
    consent: listed === undefined ? await consentOf(parts, job, phone) : "missing",
    ...zones,
  });
}

/** Key of a number in the do-not-call ledger. */
export function doNotCallKey(account: string, phone: string): string {
  return `${account}:${phone}`;
}

async function zonesOf(
  parts: DialingParts,
  job: JobRow,
  phone: string,
): Promise<Pick<GateQuestion, "zones" | "zoneSource">> {
  if (job.timeZone !== null) return { zones: [job.timeZone], zoneSource: "call" };
  const field = parts.gate.timeZoneField;
  if (field !== null && job.contact !== null) {
    const zone = await parts.ports.crm(job.account).readField(job.contact, field);
    if (typeof zone === "string" && isTimeZone(zone)) return { zones: [zone], zoneSource: "crm" };
  }
  return { zones: await zonesOfNumber(phone), zoneSource: "number" };
}

async function consentOf(parts: DialingParts, job: JobRow, phone: string): Promise<Consent> {
  const { consent } = parts.gate;
  if (consent === "notRequired") return "notRequired";
  const given = await consent({
    account: job.account,
    phone,
    subject: job.subject,
    contact: job.contact,
    readField: (item, field) => parts.ports.crm(job.account).readField(item, field),
  });
  return given ? "given" : "missing";
}
