import { redact } from "../errors/index.ts";
import type { LogFields, LoggerPort } from "../ports/logger.ts";

/** Warnings and errors to standard error as JSON lines; everything else is dropped. Give your own logger to see more. */
export function consoleLogger(): LoggerPort {
  const write = (level: string) => (fields: LogFields, message: string) => {
    console.error(JSON.stringify({ level, message, ...(redact(fields) as object) }));
  };
  const drop = () => undefined;
  return { debug: drop, info: drop, warn: write("warn"), error: write("error") };
}
