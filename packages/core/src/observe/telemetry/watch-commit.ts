import { ROOT_CONTEXT, SpanStatusCode, type Tracer } from "@opentelemetry/api";
import type { CommitWatch, WorkWatch } from "../../engine/index.ts";
import { isCallwrightError } from "../../errors/index.ts";
import { secondsSince, type Instruments } from "./instruments.ts";
import type { SpannedWork } from "./watch-work.ts";

/** One transaction: it holds the works of one turn of the event loop, so it belongs to none of them; their events link to it. */
export function watchCommit(
  tracer: Tracer,
  { commits, commitRows }: Instruments,
  works: readonly (WorkWatch | undefined)[],
  rows: number,
): CommitWatch {
  const beganMs = performance.now();
  const attributes = { "callwright.batches": works.length, "callwright.rows": rows };
  const span = tracer.startSpan("callwright.commit", { attributes }, ROOT_CONTEXT);
  for (const work of works) if (work && isSpanned(work)) work.writtenIn(span.spanContext());
  return {
    ended(error) {
      const failed = error !== undefined && { "error.type": isCallwrightError(error) ? error.code : "unknown" };
      if (failed) {
        span.setAttributes(failed);
        span.setStatus({ code: SpanStatusCode.ERROR });
      } else commitRows.add(rows);
      commits.record(secondsSince(beganMs), failed || {});
      span.end();
    },
  };
}

function isSpanned(work: WorkWatch): work is SpannedWork {
  return "writtenIn" in work;
}
