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
export function compactCommands(commands: readonly FlowCommand[], over: Over): readonly FlowCommand[] {
  const kept: FlowCommand[] = [];
  const finished = { invoke: over.invoke, timer: over.timer };
  for (const command of commands) {
    switch (command.type) {
      case "effect.start":
        if (command.invoke === finished.invoke) finished.invoke = undefined;
        break;
      case "effect.stop":
        if (removeLast(kept, (earlier) => earlier.type === "effect.start" && earlier.invoke === command.invoke))
          continue;
        if (command.invoke === finished.invoke) continue;
        break;
      case "timer.set":
        if (command.timer === finished.timer) finished.timer = undefined;
        break;
      case "timer.cancel": {
        const wasSet = removeLast(kept, (earlier) => earlier.type === "timer.set" && earlier.timer === command.timer);
        if (wasSet && isOfState(command.timer)) continue;
        if (command.timer === finished.timer) continue;
        break;
      }
      default:
    }
    kept.push(command);
  }
  return kept;
}

// A state's own timer was cancelled when the state was left before, so only the one of this step is meant. A timer with a name of
// its own may have replaced an older one.
function isOfState(timer: string): boolean {
  return timer.startsWith("xstate.after.");
}

function removeLast(commands: FlowCommand[], isIt: (command: FlowCommand) => boolean): boolean {
  const index = commands.findLastIndex(isIt);
  if (index < 0) return false;
  commands.splice(index, 1);
  return true;
}
