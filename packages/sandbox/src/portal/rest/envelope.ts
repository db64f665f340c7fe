import { toPortalTime } from "../portal-time.ts";
import type { MethodAnswer } from "./method-spec.ts";
import type { OperatingTime } from "./rate-limits.ts";

/** The `time` block that every successful answer carries. */
export function toTimeBlock(
  startedAt: number,
  finishedAt: number,
  timeZone: string,
  operating: OperatingTime | undefined,
): Record<string, unknown> {
  const seconds = (finishedAt - startedAt) / 1000;
  return {
    start: startedAt / 1000,
    finish: finishedAt / 1000,
    duration: seconds,
    processing: seconds,
    date_start: toPortalTime(startedAt, timeZone),
    date_finish: toPortalTime(finishedAt, timeZone),
    ...(operating && {
      operating_reset_at: Math.floor(operating.resetAt / 1000),
      operating: operating.seconds,
    }),
  };
}

/** A successful answer: the result, the paging of lists, the time. */
export function toEnvelope(answer: MethodAnswer, time: Record<string, unknown>): Record<string, unknown> {
  return {
    result: answer.result,
    ...(answer.next === undefined ? {} : { next: answer.next }),
    ...(answer.total === undefined ? {} : { total: answer.total }),
    time,
  };
}
