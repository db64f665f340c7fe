/** Names of the events that outsiders send. */
export const eventNames = ["north", "east", "south", "west"] as const;

/** What may be done when nobody knows whether an effect was carried out; `blind` is at most once, and cannot be looked up. */
export type VendorKind = "idempotent" | "may-repeat" | "marked" | "at-most-once" | "blind";

/** What a state asks for: a vendor, or a run of another flow. */
export type EffectKind = VendorKind | "child";

/** One state of a random flow. Targets are indexes of states of the same region; `-1` is the region's end. */
export interface StatePlan {
  /** Index of an effect that is asked for on entry. */
  readonly effect: number | null;
  readonly done: number;
  readonly failed: number;
  /** A timer that is set on entry and cancelled on leaving. */
  readonly timer: { readonly delayMs: number; readonly target: number } | null;
  /** Targets by the name of the event. */
  readonly on: Readonly<Record<string, number>>;
}

/** A random flow as data: at most 12 states in one or two regions, 3 effects, 3 timers. */
export interface FlowPlan {
  readonly regions: readonly (readonly StatePlan[])[];
  readonly effects: readonly EffectKind[];
}

/** Limits of a random flow and of what happens to it. */
export const scheduleLimits = { states: 12, effects: 3, timers: 3, events: 30 } as const;
