import type { FlowCommand } from "../command.ts";
/** What the event of a step was the end of: it needs neither stop nor cancel. */
export interface Over {
  readonly invoke?: string;
  readonly timer?: string;
}
/**
 * Commands without those that undo each other within one step: an effect that is started and stopped at once must never leave,
 * and a timer that is set and cancelled at once must never be written.
 */
export declare function compactCommands(commands: readonly FlowCommand[], over: Over): readonly FlowCommand[];
