import type { LoggerPort } from "../ports/logger.ts";
/** Warnings and errors to standard error as JSON lines; everything else is dropped. Give your own logger to see more. */
export declare function consoleLogger(): LoggerPort;
