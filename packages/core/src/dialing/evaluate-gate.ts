import {
  askGate,
  isTimeZone,
  zonesOfNumber,
  type Consent,
  type GateAnswer,
  type GateQuestion,
} from "../calls/index.ts";
import { inRealTime } from "../engine/index.ts";
import { CallwrightError, isCallwrightError } from "../errors/index.ts";
import type { JobRow } from "../ports/rows.ts";
import type { DialingParts } from "./dialing-parts.ts";

/** How long the host's consent check may take, in real time. */
const consentWithinMs = 30_000;

/** What the CRM and the host said about a person; may be used again for a moment. */
export type AskedBefore = Pick<GateQuestion, "zones" | "zoneSource" | "consent">;

/**
 * Asks the gate about dialing this number now. Reads the ledger and, unless `asked` is given, the CRM; changes nothing.
 *
 * The slow questions come first: do-not-call and the clock are looked at last, so the answer is as new as it can be.
 */
export async function evaluateGate(
  parts: DialingParts,
  job: JobRow,
  phone: string,
  asked?: AskedBefore,
): Promise<GateAnswer> {
  const account = await parts.store.read("accounts", job.account);
  const about = asked ?? { ...(await zonesOf(parts, job, phone)), consent: await consentOf(parts, job, phone) };
  const listed = await parts.store.read("doNotCall", parts.persons.doNotCallKey(job.account, phone));
  return askGate({
    ...about,
    now: parts.clock.now(),
    window: parts.gate.window,
    accountZone: account?.timeZone ?? null,
    doNotCall: listed !== undefined,
  });
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
  try {
    const asked = consent({
      account: job.account,
      phone,
      subject: job.subject,
      contact: job.contact,
      readField: (item, field) => parts.ports.crm(job.account).readField(item, field),
    });
    const given = typeof asked === "boolean" ? asked : await inRealTime(asked, consentWithinMs, () => new NoAnswer());
    return given ? "given" : "missing";
  } catch (error) {
    if (isCallwrightError(error)) throw error;
    const reason = error instanceof Error ? error.name : typeof error;
    throw new CallwrightError("GATE_CHECK_FAILED", { job: job.id, check: "consent", reason }, { cause: error });
  }
}

class NoAnswer extends Error {
  override readonly name = "no answer in 30 s";
}
