import { CallwrightError, isCallwrightError } from "@callwright/core/adapter-kit";
import { hasResultCode } from "./result-code.ts";

/** Any error as one of this library. SQLite's messages name tables and files, never values. */
export function toStoreError(store: string, error: unknown): CallwrightError {
  if (isCallwrightError(error)) return error;
  // What a parser says quotes what it read.
  if (error instanceof SyntaxError)
    return new CallwrightError("STORE_DAMAGED", { path: store, reason: "a text in it that should be JSON is none" });
  const code = codeOf(error);
  const told = reasonOf(error);
  const reason = code === "STORE_DAMAGED" ? `SQLite cannot make sense of a page of the file (${told})` : told;
  return new CallwrightError(code, { path: store, reason }, { cause: error });
}

function codeOf(error: unknown): "STORE_DAMAGED" | "STORE_FULL" | "STORE_FAILED" {
  if (hasResultCode(error, "CORRUPT") || hasResultCode(error, "NOTADB")) return "STORE_DAMAGED";
  // ENOSPC and EDQUOT: the same trouble, met by the system where SQLite does not write itself.
  const { code } = (error ?? {}) as { readonly code?: unknown };
  if (hasResultCode(error, "FULL") || code === "ENOSPC" || code === "EDQUOT") return "STORE_FULL";
  return "STORE_FAILED";
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return "an unknown error";
  const message = error.message.replace(/\.$/, "");
  const { code } = error as { readonly code?: unknown };
  // Node's own SQLite gives one code for all failures, and the system's messages begin with theirs.
  const isTold = typeof code !== "string" || code === "" || code === "ERR_SQLITE_ERROR" || message.startsWith(code);
  return isTold ? message : `${code}: ${message}`;
}
