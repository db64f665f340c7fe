import {
  context,
  SpanKind,
  SpanStatusCode,
  type Attributes,
  type Link,
  type Span,
  type SpanContext,
  type Tracer,
} from "@opentelemetry/api";
import type { RunChange, WorkWatch } from "../../engine/index.ts";
import { isCallwrightError } from "../../errors/index.ts";
import type { EffectRow } from "../../ports/rows.ts";
import { safeName } from "../safe-name.ts";
import { secondsSince, type Instruments } from "./instruments.ts";

/** A work that is watched here, with the transaction that it was written in. */
export interface SpannedWork extends WorkWatch {
  writtenIn(commit: SpanContext): void;
}

/** What watching works needs. */
export interface WorkParts {
  readonly tracer: Tracer;
  readonly instruments: Instruments;
  /** Remembers which event of a run asked for an effect. */
  readonly asked: (effect: string, by: SpanContext) => void;
}

/**
 * One work: a span for each event of a run in it, from the moment the work was asked for until its commit.
 *
 * Spans are made when their end is known: work that changes nothing, e.g. a report that came twice, leaves none.
 */
export function watchWork({ tracer, instruments, asked }: WorkParts): SpannedWork {
  const parent = context.active();
  const beganMs = performance.now();
  const changes: RunChange[] = [];
  const links: Link[] = [];
  let computedMs = beganMs;
  let over = false;
  const span = (name: string, attributes: Attributes): Span =>
    tracer.startSpan(name, { startTime: beganMs, kind: SpanKind.INTERNAL, links, attributes }, parent);
  return {
    gathered() {
      computedMs = performance.now();
    },
    stepped(change) {
      changes.push(change);
      const event = safeName(change.event.type);
      instruments.steps.record(secondsSince(computedMs), { "callwright.event": event });
      computedMs = performance.now();
    },
    writtenIn(commit) {
      links.push({ context: commit });
    },
    committed(effects) {
      over = true;
      for (const change of changes) {
        const attributes = attributesOf(change);
        const { "callwright.event": event = "", "callwright.status": status = "" } = attributes;
        instruments.events.record(secondsSince(beganMs), { "callwright.event": event, "callwright.status": status });
        countExit(change, instruments);
        const one = span("callwright.event", attributes);
        noteAsked(change, effects, one.spanContext());
        one.end();
      }
    },
    failed(error) {
      if (over) return;
      over = true;
      const [first] = changes;
      const code = isCallwrightError(error) ? error.code : "unknown";
      const one = span("callwright.event", { ...(first && attributesOf(first)), "error.type": code });
      one.setStatus({ code: SpanStatusCode.ERROR });
      one.end();
    },
  };

  function noteAsked({ after }: RunChange, effects: readonly EffectRow[], by: SpanContext): void {
    for (const effect of effects) if (effect.run === after.id) asked(effect.id, by);
  }
}

function attributesOf({ after, event }: RunChange): Attributes {
  return {
    "callwright.account": after.account,
    "callwright.run": after.id,
    ...(after.job === null ? {} : { "callwright.job": after.job }),
    "callwright.flow": `${after.flow}@${after.version}`,
    "callwright.event": safeName(event.type),
    "callwright.seq": after.seq,
    "callwright.status": after.status,
    ...(after.outcome === null ? {} : { "callwright.outcome": safeName(after.outcome) }),
    ...(after.parked === null ? {} : { "callwright.parked.code": safeName(after.parked.code) }),
  };
}

/** What a dialog heard shows in how it left its node: the kind alone, not which answer. */
function countExit({ event, after }: RunChange, { exits }: Instruments): void {
  if (event.type !== "dialog.left") return;
  const [kind] = safeName(event["exit"]).split(":");
  exits.add(1, { "callwright.flow": `${after.flow}@${after.version}`, "callwright.exit": kind ?? "other" });
}
