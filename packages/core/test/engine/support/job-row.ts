import type { JobRow } from "../../../src/ports/index.ts";

/** A job with nothing in it but what a test cares for. */
export function jobRow(given: Pick<JobRow, "id"> & Partial<JobRow>): JobRow {
  return {
    account: "a",
    robot: "robot",
    status: "attempting",
    input: null,
    texts: null,
    phone: null,
    dialed: null,
    timeZone: null,
    subject: null,
    contact: null,
    responsibleId: null,
    origin: "api",
    requestToken: null,
    notBefore: null,
    priority: 0,
    createdAt: 0,
    nextAt: null,
    attempts: 0,
    liveRun: null,
    outcome: null,
    outcomeData: null,
    stopReason: null,
    gate: null,
    fingerprint: "",
    endedAt: null,
    ...given,
  };
}
