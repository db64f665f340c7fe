/** Fields of a log line. Never phone numbers, transcripts, tokens or bodies: ids and codes only. */
export type LogFields = Readonly<Record<string, string | number | boolean | null | undefined>>;

/** Where the library tells what it does. Any pino-like logger fits. */
export interface LoggerPort {
  debug(fields: LogFields, message: string): void;
  info(fields: LogFields, message: string): void;
  warn(fields: LogFields, message: string): void;
  error(fields: LogFields, message: string): void;
}
