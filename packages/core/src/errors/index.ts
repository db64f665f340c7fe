export { CallwrightError, isCallwrightError, type CallwrightErrorOptions } from "./callwright-error.ts";
export { catalog, type ErrorCode, type ErrorDetails } from "./catalog.ts";
export type { DefinitionMistake } from "./catalog/define.ts";
export type { CatalogEntry, FaultSide, RetryRule } from "./catalog/entry.ts";
export { nearest } from "./nearest.ts";
export { reasonOf } from "./reason-of.ts";
export { redact, redactText } from "./redact.ts";
export { safeKey, safePath } from "./safe-path.ts";
export { SayableError } from "./sayable-error.ts";
