/** Why a dialed call did not connect. A call that was never dialed has no such cause. */
export const notConnectedCauses = [
  "busy",
  "no_answer",
  "declined",
  "canceled",
  "invalid_number",
  "unreachable",
  "blocked",
  "forbidden",
  "network",
  "no_funds",
  "provider_error",
  "unknown",
] as const;
/** Why a dialed call did not connect. */
export type NotConnectedCause = (typeof notConnectedCauses)[number];

/** How a connected call came to its end. */
export const endCauses = ["caller_hangup", "robot_hangup", "transferred", "max_duration", "silence", "error"] as const;
/** How a connected call came to its end. */
export type EndCause = (typeof endCauses)[number];

/** Who or what picked up. A fact: it may be revised and never changes an outcome. */
export const reachedKinds = [
  "human",
  "machine.voicemail",
  "machine.ivr",
  "machine.screening",
  "fax",
  "silence",
  "unknown",
] as const;
/** Who or what picked up. */
export type Reached = (typeof reachedKinds)[number];

/** Where a job stands. */
export type JobStatus = "planned" | "waiting" | "attempting" | "ending" | "done" | "stopped";

/** Why a job ended without an outcome: the gate refused, or nobody could be dialed. */
export type StopReason =
  | "noNumber"
  | "doNotCall"
  | "noConsent"
  | "noCommonWindow"
  | "unknownZone"
  | "expired"
  | "badText"
  | "badInput"
  | "unknownRobot"
  | "itemGone"
  | "cancelled";
