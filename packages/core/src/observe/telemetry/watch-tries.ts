import {
  context,
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  trace,
  type Attributes,
  type SpanContext,
  type Tracer,
} from "@opentelemetry/api";
import type { EngineTelemetry, TryOutcome } from "../../engine/index.ts";
import type { EffectRow } from "../../ports/rows.ts";
import { safeName } from "../safe-name.ts";
import { secondsSince, type Instruments } from "./instruments.ts";

/** What is known of a try that is under way. */
interface Try {
  readonly beganMs: number;
  end: { readonly outcome: TryOutcome | "left"; readonly code?: string; readonly seconds: number } | undefined;
}

/** The part that watches effects. */
export type TryWatching = Pick<EngineTelemetry, "watchTry" | "tried"> & {
  /** Remembers which event of a run asked for an effect. */
  readonly asked: (effect: string, by: SpanContext) => void;
};

/** How many effects are remembered with the event that asked for them. Of older ones the link is missing. */
const maxAsked = 10_000;

/** Watches the tries of effects: a span and a measure for each, linked to the event that asked for the effect. */
export function watchTries(tracer: Tracer, { tries }: Pick<Instruments, "tries">): TryWatching {
  const underWay = new Map<string, Try>();
  const askedBy = new Map<string, SpanContext>();
  return {
    asked(effect, by) {
      askedBy.set(effect, by);
      if (askedBy.size <= maxAsked) return;
      const oldest = askedBy.keys().next();
      if (!oldest.done) askedBy.delete(oldest.value);
    },
    tried({ id }, outcome, code) {
      const one = underWay.get(id);
      if (!one || one.end) return;
      one.end = { outcome, ...(code === undefined ? {} : { code }), seconds: secondsSince(one.beganMs) };
      if (outcome !== "retry" && outcome !== "postponed") askedBy.delete(id);
    },
    async watchTry(effect, how, perform) {
      const by = askedBy.get(effect.id);
      const links = by ? [{ context: by }] : [];
      const attributes = attributesOf(effect, how);
      const name = `callwright.effect ${safeName(effect.type)}`;
      const span = tracer.startSpan(name, { kind: SpanKind.CLIENT, links, attributes }, ROOT_CONTEXT);
      const one: Try = { beganMs: performance.now(), end: undefined };
      underWay.set(effect.id, one);
      try {
        return await context.with(trace.setSpan(ROOT_CONTEXT, span), perform);
      } finally {
        if (underWay.get(effect.id) === one) underWay.delete(effect.id);
        const { outcome, code, seconds } = one.end ?? { outcome: "left", seconds: secondsSince(one.beganMs) };
        const end = {
          "callwright.effect.outcome": outcome,
          ...(code === undefined ? {} : { "error.type": safeName(code) }),
        };
        span.setAttributes(end);
        if (outcome === "failed" || outcome === "parked" || outcome === "retry")
          span.setStatus({ code: SpanStatusCode.ERROR });
        tries.record(seconds, {
          "callwright.effect.type": safeName(effect.type),
          "callwright.effect.how": how,
          ...end,
        });
        span.end();
      }
    },
  };
}

function attributesOf({ id, run, account, type, tries }: EffectRow, how: string): Attributes {
  return {
    "callwright.account": account,
    "callwright.run": run,
    "callwright.effect": id,
    "callwright.effect.type": safeName(type),
    "callwright.effect.how": how,
    "callwright.effect.try": tries + 1,
  };
}
