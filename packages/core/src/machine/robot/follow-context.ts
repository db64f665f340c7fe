import type { RobotDocument } from "../../define/document.ts";
import type { DialogGraph } from "../../ports/dialog-graph.ts";
import type { CallLookup } from "../../ports/voice.ts";
import { change } from "./build-machine.ts";
import { noteDialogEnd, noteReport, type DialogFacts, type Timeless } from "./dialog-facts.ts";
import { addToTrail, followReport, lineDead, type Position, type TrailStep } from "./follow-report.ts";

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
  readonly failure: { readonly code: string; readonly message: string } | null;
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
export function followRules(graph: DialogGraph, document: RobotDocument): FollowRules {
  const applied = (context: FollowContext, report: Timeless): FollowContext => {
    const position = followReport(graph, document, context.position, report);
    const facts = noteReport(context.facts, report);
    return {
      ...context,
      position,
      trail: addToTrail(graph, context.trail, report),
      facts: position.at === "end" && position.by === "end" ? noteDialogEnd(facts) : facts,
    };
  };
  return {
    moves: ({ context, event }) => followReport(graph, document, context.position, event) !== context.position,
    note: change<FollowContext, Timeless>(({ context, event }) => applied(context, event)),
    noteLookup: change<FollowContext, { readonly output: CallLookup }>(({ context, event }) => {
      const lookup = event.output;
      if (!lookup.found) return { found: "absent" as const };
      const next = lookup.reports.reduce<FollowContext>(applied, context);
      return { ...next, found: lookup.live ? ("live" as const) : ("over" as const), waitMs: context.recheckMs };
    }),
    declareDead: change<FollowContext, unknown>(({ context }) => ({ position: lineDead(graph, context.position) })),
  };
}
