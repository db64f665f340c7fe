export { createHealth, type StartState } from "./health/create-health.ts";
export type { Health, LimitedCount } from "./health/health.ts";
export { createTelemetry, type TelemetrySwitch } from "./telemetry/create-telemetry.ts";
export { readParked, type ParkedRun } from "./read-parked.ts";
export { readTimeline, type TimelineOptions } from "./timeline/read-timeline.ts";
export { timelineText } from "./timeline/timeline-text.ts";
export type { TimelineLocale } from "./timeline/timeline-words.ts";
export type { Timeline, TimelineEntry, TimelineKind, TimelineResult, TimelineRun } from "./timeline/timeline.ts";
