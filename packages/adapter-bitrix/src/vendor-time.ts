/** A moment as the vendor reads it: ISO-8601 with whole seconds and an offset. */
export function toVendorTime(atMs: number): string {
  return new Date(atMs).toISOString().replace(/\.\d{3}Z$/, "+00:00");
}
