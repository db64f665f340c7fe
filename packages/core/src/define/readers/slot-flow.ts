import type { DialogDocument, RobotDocument } from "../document.ts";
import type { FlatStepDocument } from "../flat-document.ts";
import { flattenOwner } from "../flatten-dialogs.ts";
import type { Json } from "../../ports/identity.ts";
import { isWaiting, waysOf } from "../step-ways.ts";
import type { JsonSchema } from "../json-types.ts";
import { isAlwaysInResult } from "../result-members.ts";
import { schemaCover } from "../schema-cover.ts";
import { builtInEffectDocuments } from "../built-in-effect-documents.ts";
import { commandWays } from "./check-graph.ts";

/** One edge of the flow of slots. */
export interface SlotEdge {
  /** Where it stands in its step, e.g. `answers.yes.next`. */
  readonly path: string;
  /** The next step; `null` at an end. */
  readonly to: string | null;
  readonly data: Json;
  /** Slots that are certainly filled after it. */
  readonly fills: readonly string[];
  /** Slots that are filled after it where the variable has a value: the slot takes all that the variable can be. */
  readonly copies: readonly (readonly [slot: string, variable: string])[];
  /** Slots that may be empty after it, before anything is filled; those with a default hold that. */
  readonly clears: readonly string[];
}

/** Which slots are certainly filled, step by step. */
export interface SlotFlow {
  /** Steps of the flat document, those of dialogs among them. */
  readonly steps: Readonly<Record<string, FlatStepDocument>>;
  readonly edges: Readonly<Record<string, readonly SlotEdge[]>>;
  /** Whether a slot is filled on every way to a step. Nothing leads to an unreachable step, so there everything is. */
  isFilledAt(step: string, slot: string): boolean;
  /** Whether a slot is filled on every way over an edge. */
  isFilledAfter(step: string, edge: SlotEdge, slot: string): boolean;
  /** Whether a slot is filled after an edge of one way, on which it was filled before or not. */
  isFilledOver(step: string, edge: SlotEdge, slot: string, before: boolean): boolean;
}

/** Follows the slots of a robot or dialog through its steps, until nothing changes. `effects`: those that a dialog may name. */
export function followSlots(
  document: RobotDocument | DialogDocument,
  effects: RobotDocument["effects"] = document.kind === "robot" ? document.effects : undefined,
): SlotFlow {
  const { steps, slots } = flattenOwner(document);
  const scope: FlowScope = { effects, slots, input: document.input as JsonSchema };
  const commands = document.kind === "robot" ? commandWays(document) : [];
  const edges = Object.fromEntries(
    Object.entries(steps).map(([name, step]) => {
      const own = waysOf(step).map(({ path, next }) => toEdge(step, path, next, scope));
      const global = isWaiting(step) ? commands.map(({ path, next }) => toEdge(step, path, next, scope)) : [];
      return [name, [...own, ...global]];
    }),
  );
  const names = Object.keys(slots);
  const isSlot = (name: string): boolean => Object.hasOwn(slots, name);
  const filledAt = new Map<string, ReadonlySet<string>>();
  const hasDefault = (name: string): boolean => (slots[name] as JsonSchema | null | undefined)?.default !== undefined;
  const atStart = new Set(names.filter(hasDefault));
  const after = (step: string, edge: SlotEdge): ReadonlySet<string> => {
    const before = filledAt.get(step) ?? new Set(names);
    const filled = new Set([...before].filter((slot) => hasDefault(slot) || !edge.clears.includes(slot)));
    for (const slot of edge.fills) filled.add(slot);
    for (const [slot, variable] of edge.copies) if (!isSlot(variable) || before.has(variable)) filled.add(slot);
    return filled;
  };
  const queue = Object.hasOwn(steps, document.start) ? [document.start] : [];
  filledAt.set(document.start, atStart);
  for (let step = queue.shift(); step !== undefined; step = queue.shift()) {
    for (const edge of edges[step] ?? []) {
      if (edge.to === null || !Object.hasOwn(steps, edge.to)) continue;
      const known = filledAt.get(edge.to);
      const arriving = after(step, edge);
      const both = known ? new Set([...known].filter((slot) => arriving.has(slot))) : arriving;
      if (known?.size === both.size) continue;
      filledAt.set(edge.to, both);
      queue.push(edge.to);
    }
  }
  return {
    steps,
    edges,
    isFilledAt: (step, slot) => filledAt.get(step)?.has(slot) ?? true,
    isFilledOver: (step, edge, slot, before) =>
      hasDefault(slot) ||
      edge.fills.includes(slot) ||
      edge.copies.some(([to, variable]) => to === slot && (filledAt.get(step)?.has(variable) ?? !isSlot(variable))) ||
      (before && !edge.clears.includes(slot)),
    isFilledAfter: (step, edge, slot) => !filledAt.has(step) || after(step, edge).has(slot),
  };
}

const oneVariable = /^\{([^{}:]+)\}$/;

/** What the edges of one document are read with. */
interface FlowScope {
  readonly effects: RobotDocument["effects"];
  readonly slots: Readonly<Record<string, Json>>;
  readonly input: JsonSchema;
}

function toEdge(
  step: FlatStepDocument,
  path: string,
  next: ReturnType<typeof waysOf>[number]["next"],
  scope: FlowScope,
): SlotEdge {
  const base = {
    path,
    to: typeof next === "string" ? next : null,
    data: typeof next === "object" && "data" in next ? (next.data ?? null) : null,
    fills: [],
    copies: [],
    clears: [],
  };
  if (path !== "next") return base;
  if ("collect" in step) return { ...base, fills: [step.collect] };
  if ("act" in step) return { ...base, ...filledBy(step, scope) };
  if (!("set" in step)) return base;
  const values = Object.entries(step.set).map(([slot, value]) => {
    const variable = typeof value === "string" ? oneVariable.exec(value)?.[1] : undefined;
    return { slot, variable, isTaken: isTaken(slot, value, variable, scope) };
  });
  return {
    ...base,
    clears: [...step.clear, ...values.flatMap(({ slot, isTaken }) => (isTaken ? [] : [slot]))],
    fills: values.flatMap(({ slot, variable, isTaken }) => (variable === undefined && isTaken ? [slot] : [])),
    copies: values.flatMap(({ slot, variable, isTaken }) =>
      variable === undefined || !isTaken ? [] : [[slot, variable] as const],
    ),
  };
}

/** Whether a slot certainly takes a value that is put into it; what it refuses leaves it empty. */
function isTaken(slot: string, value: Json, variable: string | undefined, { slots, input }: FlowScope): boolean {
  const schema = slots[slot] as JsonSchema | undefined;
  if (!schema || typeof value !== "string" || !/[{}]/.test(value)) return true;
  const taken = { schema, root: schema };
  if (variable === undefined) return schemaCover(taken, { schema: { type: "string" }, root: {} }) === "all";
  const own = slots[variable] as JsonSchema | undefined;
  const member = input.properties?.[variable];
  if (own) return schemaCover(taken, { schema: own, root: own }) === "all";
  return member === undefined || schemaCover(taken, { schema: member, root: input }) === "all";
}

/** A whole result fills its slot, else the act has failed; a member that is absent from the result leaves its slot empty. */
function filledBy(
  { act, into }: { readonly act: string; readonly into?: string | Readonly<Record<string, string>> },
  { effects }: FlowScope,
): Pick<SlotEdge, "fills" | "clears"> {
  if (into === undefined || typeof into === "string") return { fills: into === undefined ? [] : [into], clears: [] };
  const output = (effects?.[act] ?? builtInEffectDocuments[act])?.output;
  const isThere = (member: string): boolean => output === undefined || isAlwaysInResult(output, member);
  const members = Object.entries(into);
  return {
    fills: members.flatMap(([slot, member]) => (isThere(member) ? [slot] : [])),
    clears: members.flatMap(([slot, member]) => (isThere(member) ? [] : [slot])),
  };
}
