/**
 * The result of work, unless it takes longer than allowed.
 *
 * Measured on the real clock on purpose: what hangs must fail although a virtual clock stands still. The work itself is not stopped.
 *
 * @param late what it fails with then
 */
export async function inRealTime<Result>(work: Promise<Result>, withinMs: number, late: () => Error): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(late()), withinMs);
  });
  try {
    return await Promise.race([work, tooLate]);
  } finally {
    clearTimeout(timer);
  }
}
