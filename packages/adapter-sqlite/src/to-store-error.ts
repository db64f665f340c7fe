import { CallwrightError, isCallwrightError } from "@callwright/core/adapter-kit";
import { hasResultCode } from "./result-code.ts";

/** Any error as one of this library. SQLite's messages name tables and files, never values. */
export function toStoreError(store: string, error: unknown): CallwrightError {
  if (isCallwrightError(error)) return error;
  const isDamaged = hasResultCode(error, "CORRUPT") || hasResultCode(error, "NOTADB");
  return new CallwrightError(
    isDamaged ? "STORE_DAMAGED" : "STORE_FAILED",
    { path: store, reason: reasonOf(error) },
    { cause: error },
  );
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return "an unknown error";
  const message = error.message.replace(/\.$/, "");
  const { code } = error as { readonly code?: unknown };
  // Node's own SQLite gives one code for all failures, and the system's messages begin with theirs.
  const isTold = typeof code !== "string" || code === "" || code === "ERR_SQLITE_ERROR" || message.startsWith(code);
  return isTold ? message : `${code}: ${message}`;
}
