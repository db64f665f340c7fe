/** Lets everything else have a turn: work over many rows must keep no call waiting. */
export function breathe(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
