import type { CallingWindow } from "../calls/index.ts";
import type { RunEngine } from "../engine/index.ts";
import type { CallLogPort } from "../ports/call-log.ts";
import type { ClockPort } from "../ports/clock.ts";
import type { CrmPort } from "../ports/crm.ts";
import type { AccountId, Subject } from "../ports/identity.ts";
import type { LoggerPort } from "../ports/logger.ts";
import type { StorePort } from "../ports/store.ts";
import type { VoicePort } from "../ports/voice.ts";
import type { PersonBook } from "./person-book.ts";
import type { RobotBook } from "./robot-book.ts";

/** What a consent check may look at. */
export interface ConsentQuestion {
  readonly account: AccountId;
  /** E.164. Do not log it. */
  readonly phone: string;
  readonly subject: Subject | null;
  /** The contact, company or lead that is to be called. */
  readonly contact: Subject | null;
  /** Reads a field of an item in the CRM's own name and form; `null` when empty. */
  readonly readField: (item: Subject, field: string) => Promise<unknown>;
}

/** Whether the person agreed to be called. Asked at the moment of every dialing; must answer within 30 s. */
export type ConsentCheck = (question: ConsentQuestion) => boolean | Promise<boolean>;

/** What the gate goes by. */
export interface GateSettings {
  /** Default: 9–20 on every day in the recipient's zone. */
  readonly window: CallingWindow;
  /** `"notRequired"`: the host answers for having the consents. */
  readonly consent: ConsentCheck | "notRequired";
  /** Field of the contact that holds an IANA zone name. */
  readonly timeZoneField: string | null;
}

/** The ports of an account; each is missing until an adapter gives it. */
export interface PortDirectory {
  /** @throws PORT_MISSING */
  crm(account: AccountId): CrmPort;
  callLog(account: AccountId): CallLogPort | undefined;
  /** @throws PORT_MISSING */
  voice(): VoicePort;
}

/** What dialing needs. */
export interface DialingParts {
  readonly store: StorePort;
  readonly clock: ClockPort;
  readonly logger: LoggerPort;
  readonly ports: PortDirectory;
  readonly robots: RobotBook;
  readonly persons: PersonBook;
  readonly gate: GateSettings;
  /** `keep`: a recording is fetched once and kept; `pass`: it is only passed on. */
  readonly recordings: "keep" | "pass";
  /** The engine of the runs that dialing makes. Not before it is made from these parts. */
  readonly runs: () => RunEngine;
  /** ISO 3166 code for numbers without a country code. */
  readonly country: string | undefined;
  /** How long after the launch a run waits for its last report. */
  readonly resultDeadlineMs: number;
  /** How long an interrupted request settles at the vendor before it is looked up. */
  readonly settleMs: number;
  /** How long after its launch a call that a look-up does not find counts as never received. */
  readonly absenceMs: number;
  /** How long a job may wait for its first dialing. */
  readonly jobLifetimeMs: number;
}
