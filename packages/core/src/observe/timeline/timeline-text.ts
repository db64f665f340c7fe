import type { Timeline, TimelineEntry } from "./timeline.ts";
import { timelineWords, type TimelineLocale, type TimelineWords } from "./timeline-words.ts";

/**
 * A timeline as aligned text: what it is of, then a line for each thing that happened, with the time since the start.
 *
 * Default: in English.
 */
export function timelineText(timeline: Timeline, locale: TimelineLocale = "en"): string {
  const words = timelineWords[locale];
  const lines = timeline.entries.map((entry) => cellsOf(entry, timeline, words));
  return [headOf(timeline, words), ...aligned(lines), ...(lines.length === 0 ? [words.nothing] : [])].join("\n");
}

function headOf({ kind, id, of, status, outcome, code, startedAt }: Timeline, words: TimelineWords): string {
  const end = [status, outcome, code].filter((part) => part !== null).join(", ");
  return `${kind === "run" ? words.run : words.job} ${id}  ${of}  ${end}  ${new Date(startedAt).toISOString()}`;
}

function cellsOf(entry: TimelineEntry, { id, startedAt }: Timeline, words: TimelineWords): readonly string[] {
  const { kind, name, detail, result, durationMs, retries, code } = entry;
  const end = [
    result === null ? "" : words.results[result],
    durationMs === null ? "" : durationOf(durationMs),
    retries > 0 ? `${words.retries} ${retries}` : "",
    code ?? "",
  ];
  const run = entry.run === null || entry.run === id ? "" : entry.run.slice(id.length);
  return [
    `+${offsetOf(entry.at - startedAt)}`,
    run,
    words.kinds[kind],
    detail ? `${name} ${detail}` : name,
    joined(end),
  ];
}

function joined(parts: readonly string[]): string {
  return parts.filter((part) => part !== "").join("  ");
}

/** Columns of one width; a column that is empty everywhere is left out. */
function aligned(lines: readonly (readonly string[])[]): readonly string[] {
  const columns = lines[0]?.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0))) ?? [];
  const shown = columns.flatMap((width, column) => (width > 0 ? [column] : []));
  return lines.map((line) =>
    shown
      .map((column) => (line[column] ?? "").padEnd(columns[column] ?? 0))
      .join("  ")
      .trimEnd(),
  );
}

/** Hours, minutes and seconds with thousandths; days before them. */
function offsetOf(ms: number): string {
  const whole = Math.max(0, ms);
  const days = Math.floor(whole / 86_400_000);
  const clock = new Date(whole % 86_400_000).toISOString().slice(11, 23);
  return days > 0 ? `${days}d ${clock}` : clock;
}

/** A duration as people write it. */
function durationOf(ms: number): string {
  if (ms < 1_000) return `${ms} ms`;
  if (ms < 60_000) return `${(ms / 1_000).toFixed(1)} s`;
  if (ms < 3_600_000) return `${Math.floor(ms / 60_000)} min ${Math.round((ms % 60_000) / 1_000)} s`;
  return `${Math.floor(ms / 3_600_000)} h ${Math.round((ms % 3_600_000) / 60_000)} min`;
}
