/** Result codes of SQLite that mean something to a store (sqlite.org/rescode.html, read 2026-08-21). */
const numbers = { BUSY: 5, CORRUPT: 11, FULL: 13, NOTADB: 26 } as const;

/** Whether an error of the driver carries a result code, in whichever kind. */
export function hasResultCode(error: unknown, name: keyof typeof numbers): boolean {
  const { code, errcode } = (error ?? {}) as { readonly code?: unknown; readonly errcode?: unknown };
  // libsql names the code; Node numbers it, with the kind in the higher bits.
  if (typeof errcode === "number") return (errcode & 0xff) === numbers[name];
  return typeof code === "string" && (code === `SQLITE_${name}` || code.startsWith(`SQLITE_${name}_`));
}
