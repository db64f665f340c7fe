import type { DialogExit } from "../../calls/index.ts";
import type { DialogTarget } from "../../ports/dialog-graph.ts";
import { change, nodeStateTarget } from "./build-machine.ts";
import type { DriveContext, DriveFacts } from "./drive-context.ts";
import { noteDialogEnd, noteReport, type Timeless } from "./dialog-facts.ts";
import { resolveValues } from "./drive-words.ts";
import { isEnd } from "./node-target.ts";

/** What leaving a node brings along. */
interface LeaveOptions<Event> {
  readonly report?: Timeless;
  /** What else changes, before the next node is reached. */
  readonly take?: (facts: DriveFacts<Event>) => Partial<DriveContext>;
  /** The transition is taken only when this holds. */
  readonly when?: (facts: DriveFacts<Event>) => boolean;
}

/** The transition to a target; the outcome is decided when it is an end. */
export function goTo<Event>(target: DialogTarget, { report, take, when }: LeaveOptions<Event> = {}): object {
  return {
    ...(when && { guard: when }),
    target: isEnd(target) ? "#ended" : nodeStateTarget(target.node),
    // A node that leads to itself speaks again.
    reenter: true,
    actions: change<DriveContext, Event>((facts) => {
      const taken = { ...facts.context, ...take?.(facts) };
      return arrive(report ? { ...taken, facts: noteReport(taken.facts, report) } : taken, target);
    }),
  };
}

/** The transition out of a node by one of its exits. */
export function leave<Event>(
  node: string,
  exit: DialogExit,
  target: DialogTarget,
  options: Omit<LeaveOptions<Event>, "report"> = {},
): object {
  return goTo(target, { ...options, report: { type: "dialog.left", node, exit } });
}

/** What a node does when the connection is over while it waits. */
export function onCallEnded(hungUp: string): object {
  return {
    "call.ended": {
      target: "#ended",
      actions: change<DriveContext, Timeless>(({ context, event }) =>
        arrive({ ...context, facts: noteReport(context.facts, event) }, { end: hungUp }),
      ),
    },
  };
}

/** What a turn that fails for good leads to: the line is lost. */
export function onLineLost(hungUp: string): object {
  return goTo({ end: hungUp }, { report: { type: "call.ended", cause: "error" } });
}

function arrive(context: DriveContext, target: DialogTarget): DriveContext {
  const settled = { ...settle(context, target), act: null, passage: null };
  if (!isEnd(target)) return settled;
  const data = target.data === undefined ? null : resolveValues(settled, target.data);
  return { ...settled, outcome: target.end, data, facts: noteDialogEnd(settled.facts) };
}

/** Takes back a value that is not confirmed when the dialog leaves the node that reads it back. */
function settle(context: DriveContext, target: DialogTarget): DriveContext {
  const { unproven } = context;
  if (unproven === null || (!isEnd(target) && isWithin(unproven.node, target.node))) return context;
  const { [unproven.slot]: _, ...others } = context.slots;
  const slots = unproven.before === null ? others : { ...others, [unproven.slot]: unproven.before.value };
  return { ...context, slots, unproven: null };
}

function isWithin(readBack: string, node: string): boolean {
  return node === readBack || node.startsWith(`${readBack}+`);
}
