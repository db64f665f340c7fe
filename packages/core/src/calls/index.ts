export { noFacts, mergeReport, reduceReports, withEndCause, type CallFacts } from "./call-facts.ts";
export type {
  AnsweredReport,
  CallEndedReport,
  CallReport,
  DialogExit,
  DialogLeftReport,
  NotConnectedReport,
  RecordingReport,
  TranscriptTurn,
} from "./call-report.ts";
export {
  defaultCallingWindow,
  nextCommonOpening,
  nextOpening,
  isTimeZone,
  type CallingWindow,
} from "./calling-window.ts";
export {
  endCauses,
  notConnectedCauses,
  reachedKinds,
  type EndCause,
  type JobStatus,
  type NotConnectedCause,
  type Reached,
  type StopReason,
} from "./causes.ts";
export { askGate, type Consent, type GateAnswer, type GateInputs, type GateQuestion } from "./gate.ts";
export { zonesOfNumber } from "./number-zones.ts";
export { toE164 } from "./phone-number.ts";
