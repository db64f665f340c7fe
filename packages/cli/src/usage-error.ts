/** A command that was called wrongly: the sentence is shown alone, and the exit code is 2. */
export class UsageError extends Error {}
