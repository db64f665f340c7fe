import type { ClockPort } from "@callwright/core/ports";
import { RestError } from "./rest-error.ts";

/** Seconds of work that one client has spent in one method. */
export interface OperatingTime {
  readonly seconds: number;
  /** When the oldest minute falls out of the window, in milliseconds. */
  readonly resetAt: number;
}

/** The two limits of the cloud: intensity of requests and operating time. */
export interface RateLimits {
  /** Counts one HTTP request of a source. @throws `QUERY_LIMIT_EXCEEDED` when the bucket would run over. */
  countRequest(source: string): void;
  /** @throws `OPERATION_TIME_LIMIT` when the client has used up its time in this method. */
  checkOperating(client: string, method: string): void;
  /** Adds the work of one call and tells what was used in the window. */
  spend(client: string, method: string, seconds: number): OperatingTime;
  /** From now on each call of a method costs this many seconds, whatever it took. */
  setCost(method: string, seconds: number): void;
  /** What one call of a method costs when it took `tookMs`. */
  costOf(method: string, tookMs: number): number;
}

// Limits of all plans but Enterprise, and the documented sample of the operating limit (docs read 2026-08-21).
const bucketSize = 50;
const drainPerSecond = 2;
const operatingLimitSeconds = 480;
const operatingWindowMs = 600_000;
/** Values below are not recorded (reported by users, facts read 2026-08-21). */
const smallestRecordedSeconds = 0.1;

/** Limits that start empty. With `enabled: false` nothing is refused, while operating time is still told. */
export function createRateLimits(clock: ClockPort, enabled: boolean): RateLimits {
  const buckets = new Map<string, { level: number; at: number }>();
  const windows = new Map<string, { readonly startedAt: number; seconds: number }[]>();
  const costs = new Map<string, number>();

  const windowOf = (client: string, method: string): { readonly startedAt: number; seconds: number }[] => {
    const key = `${client} ${method}`;
    const minutes = (windows.get(key) ?? []).filter((minute) => clock.now() - minute.startedAt < operatingWindowMs);
    windows.set(key, minutes);
    return minutes;
  };
  const total = (minutes: readonly { seconds: number }[]): number =>
    minutes.reduce((sum, { seconds }) => sum + seconds, 0);

  return {
    countRequest(source) {
      const now = clock.now();
      const bucket = buckets.get(source) ?? { level: 0, at: now };
      const level = Math.max(0, bucket.level - ((now - bucket.at) / 1000) * drainPerSecond);
      const full = level + 1 > bucketSize;
      buckets.set(source, { level: full ? level : level + 1, at: now });
      if (full && enabled) throw new RestError(503, "QUERY_LIMIT_EXCEEDED", "Too many requests");
    },
    checkOperating(client, method) {
      if (!enabled || total(windowOf(client, method)) < operatingLimitSeconds) return;
      throw new RestError(429, "OPERATION_TIME_LIMIT", "Method is blocked due to operation time limit.");
    },
    spend(client, method, seconds) {
      const minutes = windowOf(client, method);
      const now = clock.now();
      if (seconds >= smallestRecordedSeconds) {
        const current = minutes.at(-1);
        if (current && now - current.startedAt < 60_000) current.seconds += seconds;
        else minutes.push({ startedAt: now, seconds });
      }
      return { seconds: total(minutes), resetAt: (minutes[0]?.startedAt ?? now) + operatingWindowMs };
    },
    setCost(method, seconds) {
      costs.set(method.toLowerCase(), seconds);
    },
    costOf: (method, tookMs) => costs.get(method) ?? tookMs / 1000,
  };
}
