import { scopeFacts } from "../../define/index.ts";
import type { BranchNode, SetNode } from "../../ports/dialog-graph.ts";
import { nodeStateId } from "./build-machine.ts";
import type { DriveContext, DriveFacts } from "./drive-context.ts";
import { fitsSlot, withoutSlots, type DriveScope } from "./drive-scope.ts";
import { goTo } from "./drive-target.ts";
import { resolveValues } from "./drive-words.ts";

/**
 * The state of the border of a sub-dialog: values are put into slots. A slot that does not take its value holds nothing then, never
 * the value of a former visit; a variable that is empty leaves the slot as it is.
 */
export function setState(name: string, node: SetNode, scope: DriveScope): object {
  const take = ({ context }: DriveFacts): Partial<DriveContext> => {
    const values = Object.entries(resolveValues(context, node.values));
    const fitting = values.filter(([slot, value]) => fitsSlot(scope, slot, value));
    const kept = withoutSlots(scope, context.slots, [...node.clear, ...values.map(([slot]) => slot)]);
    return { slots: { ...kept, ...Object.fromEntries(fitting) } };
  };
  return { id: nodeStateId(name), always: goTo(node.next, { take }) };
}

/** The state of a branch: the first way whose condition holds. Conditions of a sub-dialog see what it sees. */
export function branchState(name: string, node: BranchNode, scope: DriveScope): object {
  const ways = node.ways.map(({ condition, next }) =>
    condition === null ? goTo(next) : goTo(next, { when: ({ context }) => holds(condition, node, scope, context) }),
  );
  return { id: nodeStateId(name), always: ways };
}

function holds(
  condition: string,
  { scope }: BranchNode,
  { document, functions }: DriveScope,
  { input, slots }: DriveContext,
): boolean {
  const byInput = functions.inputConditions[condition];
  if (byInput) return byInput({ input });
  return functions.conditions[condition]?.(scopeFacts(document, scope, { input, slots })) === true;
}
