import type { RobotDocument } from "../../define/document.ts";
import type { DialogGraph } from "../../ports/dialog-graph.ts";
import { type DialogFacts, type Timeless } from "./dialog-facts.ts";
import { type Position, type TrailStep } from "./follow-report.ts";
/** What a followed dialog keeps. */
export interface FollowContext {
  readonly position: Position;
  readonly trail: readonly TrailStep[];
  readonly facts: DialogFacts;
  /** Time without a last report after which the vendor is asked, or a person. */
  readonly waitMs: number;
  readonly recheckMs: number;
  readonly lookup: boolean;
  /** What the last look-up said. */
  readonly found: "live" | "over" | "absent" | null;
  /** Why the call was not launched. */
  readonly failure: {
    readonly code: string;
    readonly message: string;
  } | null;
}
/** What guards and assigns are given. */
export interface FollowFacts<Event = unknown> {
  readonly context: FollowContext;
  readonly event: Event;
}
/** The rules of one hosted dialog as guards and assigns. */
export interface FollowRules {
  readonly moves: (facts: FollowFacts<Timeless>) => boolean;
  readonly note: object;
  readonly noteLookup: object;
  readonly declareDead: object;
}
/** The rules of one hosted dialog as guards and assigns over {@link followReport}. */
export declare function followRules(graph: DialogGraph, document: RobotDocument): FollowRules;
