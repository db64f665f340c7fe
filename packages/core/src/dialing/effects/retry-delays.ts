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

/** How long one request may take. Bitrix24 cuts requests at 60 s in its cloud (documentation read 2026-08-21). */
export const requestTimeoutMs = 60_000;
