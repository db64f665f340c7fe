import { createEngine, type EngineSettings } from "../../src/index.ts";
import type { LogFields, LoggerPort } from "../../src/ports/index.ts";

/** How pino declares each of its levels (pino 9 and 10). */
interface PinoLevel {
  (fields: object, message?: string, ...more: unknown[]): void;
  (message: string, ...more: unknown[]): void;
}
type Pino = Readonly<Record<"trace" | "debug" | "info" | "warn" | "error" | "fatal", PinoLevel>> & { level: string };

export const fits = (pino: Pino): LoggerPort => pino;
export const isTaken = (settings: EngineSettings, pino: Pino) => createEngine({ ...settings, logger: pino });
export const ids: LogFields = { run: "r", count: 1, again: true, code: undefined, copy: null };

/** A logger that wants the message first, as the console does. */
type MessageFirst = Readonly<Record<"debug" | "info" | "warn" | "error", (message: string, fields?: object) => void>>;
// @ts-expect-error The fields come first.
export const doesNotFit = (logger: MessageFirst): LoggerPort => logger;
// @ts-expect-error Values that are structured may hold anything, also what a person said.
export const bodies: LogFields = { body: { name: "x" } };
// @ts-expect-error An error is told by its code.
export const errors: LogFields = { error: new Error("x") };
export const half = (logger: Pick<LoggerPort, "warn" | "error">) =>
  // @ts-expect-error Every level must be there.
  createEngine({ logger } satisfies Partial<EngineSettings> as EngineSettings);
