import { nextCommonOpening, type CallingWindow } from "./calling-window.ts";
import type { StopReason } from "./causes.ts";

/** Whether the person agreed to be called. `notRequired`: the host asks for no consent. */
export type Consent = "given" | "missing" | "notRequired";

/** Everything the gate looks at. */
export interface GateQuestion {
  readonly now: number;
  readonly window: CallingWindow;
  /** Zones the person may be in, and how we know. */
  readonly zones: readonly string[];
  readonly zoneSource: "call" | "crm" | "number";
  /** The account's own zone, chosen when it is among several. */
  readonly accountZone: string | null;
  readonly doNotCall: boolean;
  readonly consent: Consent;
}

/** What the answer rests on, for people who ask why. Holds no phone number. */
export interface GateInputs {
  readonly at: string;
  readonly zones: readonly string[];
  readonly zoneSource: "call" | "crm" | "number" | "account";
  readonly window: string;
  readonly consent: Consent;
  readonly doNotCall: boolean;
}

/** Go, wait, or refuse; with the rule that decided and what it saw. */
export type GateAnswer =
  | { readonly answer: "go"; readonly rule: "allowed"; readonly inputs: GateInputs }
  | { readonly answer: "wait"; readonly rule: "callingWindow"; readonly until: number; readonly inputs: GateInputs }
  | { readonly answer: "refuse"; readonly rule: StopReason; readonly inputs: GateInputs };

/** The check at the moment of every dial. Rules in order: do-not-call, consent, zone, calling window. */
export function askGate(question: GateQuestion): GateAnswer {
  const { zones, source } = settleZones(question);
  const inputs: GateInputs = {
    at: new Date(question.now).toISOString(),
    zones,
    zoneSource: source,
    window: `${question.window.from}–${question.window.to}`,
    consent: question.consent,
    doNotCall: question.doNotCall,
  };
  if (question.doNotCall) return { answer: "refuse", rule: "doNotCall", inputs };
  if (question.consent === "missing") return { answer: "refuse", rule: "noConsent", inputs };
  if (zones.length === 0) return { answer: "refuse", rule: "unknownZone", inputs };
  const opensAt = nextCommonOpening(question.window, zones, question.now);
  if (opensAt === undefined) return { answer: "refuse", rule: "noCommonWindow", inputs };
  if (opensAt > question.now) return { answer: "wait", rule: "callingWindow", until: opensAt, inputs };
  return { answer: "go", rule: "allowed", inputs };
}

function settleZones(question: GateQuestion): {
  readonly zones: readonly string[];
  readonly source: GateInputs["zoneSource"];
} {
  const { zones, zoneSource, accountZone } = question;
  if (accountZone !== null && zones.length > 1 && zones.includes(accountZone)) {
    return { zones: [accountZone], source: "account" };
  }
  return { zones, source: zoneSource };
}
