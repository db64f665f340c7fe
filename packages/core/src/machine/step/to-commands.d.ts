import type { EventObject, ExecutableActionObject } from "xstate";
import type { FlowCommand } from "../command.ts";
/** What an executed action would have done that no snapshot can keep. */
export declare class NotDurable extends Error {}
/** What the actions of one step ask for. `ownEvents` are events that the run sent to itself; they come next. */
export interface AskedFor {
  readonly commands: readonly FlowCommand[];
  readonly ownEvents: readonly EventObject[];
}
/** XState's actions as commands. @throws NotDurable, NotJson */
export declare function toCommands(actions: readonly ExecutableActionObject[]): AskedFor;
