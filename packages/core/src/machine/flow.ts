import type { AnyStateMachine } from "xstate";
import type { z } from "zod";
import type { Json } from "../ports/identity.ts";

/** Where a machine stands, nested as its states are. */
export type StateValue = string | { readonly [state: string]: StateValue };

/** A run's whole state as plain JSON. Made and read by `advance`. */
export interface FlowSnapshot {
  readonly status: "active" | "done" | "error" | "stopped";
  readonly value: StateValue;
  readonly context: Readonly<Record<string, Json | undefined>>;
  readonly children: Readonly<Record<string, Json | undefined>>;
  readonly historyValue: Readonly<Record<string, Json | undefined>>;
  readonly output?: Json;
  readonly error?: Json;
  readonly [other: string]: Json | undefined;
}

/** Examples that the walk at registration may use. By name of the event, by type of the effect. */
export interface FlowSamples {
  readonly inputs?: readonly Json[];
  readonly events?: Readonly<Record<string, readonly Readonly<Record<string, Json>>[]>>;
  readonly results?: Readonly<Record<string, readonly Json[]>>;
}

/** What every definition compiles to: a machine that does nothing itself, and what surrounds it. */
export interface Flow<Input = unknown, Outcome extends string = string> {
  readonly kind: "robot" | "flow" | "system";
  readonly id: string;
  readonly version: number;
  /** Runs are pinned to it. */
  readonly fingerprint: string;
  readonly machine: AnyStateMachine;
  /** Types of effects that it may ask for. */
  readonly effects: readonly string[];
  /** Tables of the host that its records write to, as far as that can be told before it runs. */
  readonly tables?: readonly string[];
  /** Checks the input of a run. */
  readonly input?: z.ZodType<Input>;
  /** Ways to end; absent for flows that have no outcome. */
  readonly outcomes?: readonly Outcome[];
  readonly samples?: FlowSamples;
}

/** Whether the run has reached its final state. */
export function isDone(snapshot: FlowSnapshot): boolean {
  return snapshot.status === "done";
}

/** What the run ended with; `undefined` before its end and for machines without output. */
export function outputOf(snapshot: FlowSnapshot): Json | undefined {
  return snapshot.status === "done" ? snapshot.output : undefined;
}

/** The effect's failure that no state of the machine handles; the run cannot go on by itself. */
export function failureOf(snapshot: FlowSnapshot): { readonly code: string; readonly message: string } | undefined {
  if (snapshot.status !== "error") return undefined;
  return snapshot.error as { readonly code: string; readonly message: string };
}

/** The states the run is in, innermost only, written with dots, e.g. `["live.talking.ask~i"]`. */
export function statesOf(snapshot: FlowSnapshot): readonly string[] {
  return leavesOf(snapshot.value, "");
}

function leavesOf(value: StateValue, prefix: string): readonly string[] {
  if (typeof value === "string") return [prefix + value];
  const entries = Object.entries(value);
  if (entries.length === 0) return prefix === "" ? [] : [prefix.slice(0, -1)];
  return entries.flatMap(([state, inner]) => leavesOf(inner, `${prefix}${state}.`));
}
