export { Account, type CallOptions, type StartOptions } from "./account.ts";
export type { CallHandle, CallResult, ParkedError } from "./call-handle.ts";
export { createEngine } from "./create-engine.ts";
export type { EngineSettings, EngineTimings } from "./engine-settings.ts";
export type { Engine } from "./engine.ts";
export type { RunHandle, RunResult } from "./run-handle.ts";
export { systemClock } from "./system-clock.ts";
export { toNodeHandler } from "./to-node-handler.ts";
