import type { DialogDocument, RobotDocument } from "../document.ts";
import type { JsonSchema } from "../json-types.ts";
import { isWaiting } from "../step-ways.ts";
import { ownNames } from "./check-graph.ts";
import type { Notes } from "./notes.ts";
import { join } from "./read-value.ts";
import { followSlots, type SlotFlow } from "./slot-flow.ts";
import { filledSlots, globalUses, usesOf, type VariableUse } from "./slot-uses.ts";

/** Notes slots that nothing fills, and places that need a slot which some way to them leaves empty. `effects`: those of a dialog. */
export function checkSlots(
  document: RobotDocument | DialogDocument,
  notes: Notes,
  effects?: RobotDocument["effects"],
): void {
  const slots = Object.entries(document.slots ?? {});
  if (slots.length === 0) return;
  const filled = filledSlots(document);
  const empty = slots.filter(([name, schema]) => !filled.has(name) && (schema as JsonSchema).default === undefined);
  for (const [name] of empty) notes.add("DEFINE_SLOT_NEVER_FILLED", join("slots", name), { name });
  const checked = new Set(slots.map(([name]) => name).filter((name) => !empty.some(([other]) => other === name)));
  const flow = followSlots(document, effects);
  const told = new Set<string>();
  const check = (step: string, use: VariableUse): void => {
    const id = `${use.path} ${use.name}`;
    if (!checked.has(use.name) || told.has(id) || isFilledFor(use, step, flow)) return;
    told.add(id);
    notes.add("DEFINE_SLOT_MAY_BE_EMPTY", use.path, { name: use.name, way: emptyWay(document, step, use, flow) });
  };
  for (const [name, step] of Object.entries(document.steps)) {
    for (const use of usesOf(step, join("steps", name), document.texts)) check(nodeOf(name, use), use);
  }
  const everywhere = globalUses(document);
  for (const [name, step] of Object.entries(flow.steps)) {
    if (isWaiting(step)) for (const use of everywhere) check(name, use);
  }
}

/** The step of the flat document that needs it: an exit of a dialog is a step of its own there. */
function nodeOf(step: string, { way }: VariableUse): string {
  return way?.startsWith("exits.") ? `${step}!${way.slice("exits.".length)}` : step;
}

function isFilledFor({ name, way }: VariableUse, step: string, flow: SlotFlow): boolean {
  if (way === undefined) return flow.isFilledAt(step, name);
  const edges = flow.edges[step] ?? flow.edges[step.split("!", 1)[0] ?? ""] ?? [];
  const edge = edges.find(({ path }) => path === way) ?? edges[0];
  return edge === undefined || flow.isFilledAfter(step, edge, name);
}

/** The shortest way from the start to a step after which the slot is empty, in the steps of the document itself. */
function emptyWay(
  document: RobotDocument | DialogDocument,
  step: string,
  { name }: VariableUse,
  flow: SlotFlow,
): readonly string[] {
  interface Place {
    readonly step: string;
    readonly isFilled: boolean;
    readonly before: Place | null;
  }
  const queue: Place[] = [{ step: document.start, isFilled: false, before: null }];
  const met = new Set([`${document.start} false`]);
  let end: Place | undefined;
  for (let place = queue.shift(); place !== undefined && end === undefined; place = queue.shift()) {
    if (place.step === step && !place.isFilled) end = place;
    for (const edge of flow.edges[place.step] ?? []) {
      const isFilled = flow.isFilledOver(place.step, edge, name, place.isFilled);
      if (edge.to === null || met.has(`${edge.to} ${isFilled}`)) continue;
      met.add(`${edge.to} ${isFilled}`);
      queue.push({ step: edge.to, isFilled, before: place });
    }
  }
  const way: string[] = [];
  for (let place: Place | null = end ?? null; place !== null; place = place.before) way.unshift(place.step);
  return ownNames(way.length === 0 ? [step] : way);
}
