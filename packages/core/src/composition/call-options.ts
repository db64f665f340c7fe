import { isTimeZone, toE164 } from "../calls/index.ts";
import { CallwrightError } from "../errors/index.ts";
import type { Subject } from "../ports/identity.ts";

/** What a call is made with. Without `phone` the number is looked up at the subject when the call is dialed. */
export type CallOptions<Input> = {
  /** Fields with a default may be left out. */
  readonly input: Input;
  /** Words of this call, instead of the definition's, by text key. */
  readonly texts?: Readonly<Record<string, string>>;
  /** The same key gives the same call, for ever. */
  readonly idempotencyKey?: string;
  /** Not dialed earlier. */
  readonly notBefore?: Date;
  /** IANA zone of the person, where it is known better than by the number. */
  readonly timeZone?: string;
  /** A whole number. Of calls that are due together, and of those that wait for a line, the higher go first. Default: 0. */
  readonly priority?: number;
} & (
  { readonly phone: string; readonly subject?: Subject } | { readonly phone?: undefined; readonly subject: Subject }
);

/** What a run of a hand-written flow starts with. */
export interface StartOptions<Input> {
  readonly input: Input;
  /** The same key gives the same run, for ever; with another input it is refused. Default: each start is a new run. */
  readonly idempotencyKey?: string;
  /** Whom the run is about, where nothing else tells: then the person's data are found and erased with it. */
  readonly about?: { readonly phone?: string; readonly subject?: Subject };
}

/** The number in E.164; `null` where none is given. @throws PHONE_INVALID */
export function phoneOf(written: string | undefined, country: string | undefined): string | null {
  if (written === undefined) return null;
  const phone = toE164(written, country);
  if (phone === undefined) throw new CallwrightError("PHONE_INVALID", { where: "phone" });
  return phone;
}

/** @throws INPUT_INVALID */
export function priorityOf(given = 0): number {
  if (Number.isSafeInteger(given)) return given;
  throw new CallwrightError("INPUT_INVALID", { flow: "call", problems: ["priority: must be a whole number"] });
}

/** A moment in milliseconds. @throws INPUT_INVALID */
export function momentOf(given: Date | undefined): number | null {
  const moment = given?.getTime() ?? null;
  if (moment === null || Number.isFinite(moment)) return moment;
  throw new CallwrightError("INPUT_INVALID", { flow: "call", problems: ["notBefore: must be a valid date"] });
}

/** @throws INPUT_INVALID for what is no IANA zone */
export function zoneOf(name: string | undefined): string | null {
  if (name === undefined) return null;
  if (isTimeZone(name)) return name;
  throw new CallwrightError("INPUT_INVALID", {
    flow: "call",
    problems: ["timeZone: must be an IANA time zone such as Europe/Moscow"],
  });
}
