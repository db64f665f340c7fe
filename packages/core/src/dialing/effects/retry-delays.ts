const second = 1_000;
const minute = 60 * second;

/** Waits between tries against a vendor that is down or busy: about a day in all, then a person is asked. */
export const retryDelaysMs: readonly number[] = [
  1 * second,
  5 * second,
  15 * second,
  1 * minute,
  5 * minute,
  15 * minute,
  60 * minute,
  180 * minute,
  360 * minute,
  720 * minute,
];

/** Waits between tries of a launch: a client who was to be called now is not called hours later by itself. */
export const launchDelaysMs: readonly number[] = [
  1 * second,
  5 * second,
  15 * second,
  1 * minute,
  5 * minute,
  10 * minute,
];

/**
 * How long an effect may take at the most. A backstop: each request has its own, shorter time-out in its transport, and an effect
 * must not be given up while its request waits for the vendor's rate limit, or it would leave all the same, later.
 */
export const requestTimeoutMs = 15 * minute;
