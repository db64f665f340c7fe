/** Where a command reads and writes. */
export interface CliIo {
  /** Paths are read relative to it. */
  readonly cwd: string;
  /** Writes to standard output, as it is. */
  write(text: string): void;
  /** Writes to standard error, as it is: problems and progress. */
  warn(text: string): void;
  /** The lines that a person types. */
  lines(): AsyncIterable<string>;
  /** Whether a person reads the output: then prompts and progress are shown. */
  readonly interactive: boolean;
}
