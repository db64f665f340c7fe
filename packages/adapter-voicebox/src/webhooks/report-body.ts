import type { CallReport, DialogExit } from "@callwright/core/calls";
import { z } from "zod";

const exitSchema = z.custom<DialogExit>(
  (value) => typeof value === "string" && /^(?:said|noInput|noMatch|hungUp|answer:.{1,200})$/su.test(value),
  "is not an exit of a node",
);
const envelope = { v: z.literal(1), runId: z.string().min(1).max(200) };
const knownEvents = ["answered", "notConnected", "left"] as const;
const reportSchema = z.discriminatedUnion("event", [
  z.looseObject({ ...envelope, event: z.literal("answered") }),
  z.looseObject({ ...envelope, event: z.literal("notConnected") }),
  z.looseObject({ ...envelope, event: z.literal("left"), node: z.string().min(1).max(200), exit: exitSchema }),
]);
const anyEventSchema = z.looseObject({ ...envelope, event: z.string().min(1) });

/** The body of a report that we understand. */
export type ReportBody = z.infer<typeof reportSchema>;

/** What a body turned out to be: a report, an event of another version of the scenario, or neither. */
export type ParsedReport =
  | { readonly known: true; readonly body: ReportBody }
  | { readonly known: false; readonly event: string }
  | { readonly known: false; readonly event: undefined; readonly problems: readonly string[] };

/** Reads the body of a report. The same for reports that were posted and those that a look-up shows. */
export function parseReport(value: unknown): ParsedReport {
  const other = anyEventSchema.safeParse(value);
  if (other.success && !knownEvents.some((event) => event === other.data.event)) {
    return { known: false, event: other.data.event };
  }
  const report = reportSchema.safeParse(value);
  if (report.success) return { known: true, body: report.data };
  return { known: false, event: undefined, problems: toProblems(report.error) };
}

/** The sentences of a failed check: where, and what is wrong, never the value. */
export function toProblems(error: z.ZodError): readonly string[] {
  return error.issues.slice(0, 5).map(({ path, message }) => `${path.join(".") || "body"}: ${message}`);
}

/** A report in our words. */
export function toCallReport(body: ReportBody, at: number): CallReport {
  switch (body.event) {
    case "answered":
      return { type: "call.answered", by: "unknown", at };
    case "notConnected":
      // The error edge of dialing does not tell the cause (reading).
      return { type: "call.not-connected", cause: "unknown", at };
    case "left":
      return { type: "dialog.left", node: body.node, exit: body.exit, at };
  }
}

/** One per event of the attempt; a node is left once. */
export function reportKey(body: ReportBody): string {
  const key = `voicebox:${body.runId}:${body.event}`;
  return body.event === "left" ? `${key}:${body.node}` : key;
}
