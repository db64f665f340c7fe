const formats = new Map<string, Intl.DateTimeFormat>();

/**
 * A moment as the portal writes it: ISO-8601 with the offset of its time zone.
 *
 * Units: milliseconds since the Unix epoch; the text has whole seconds.
 */
export function toPortalTime(atMs: number, timeZone: string): string {
  const parts = new Map(
    formatFor(timeZone)
      .formatToParts(atMs)
      .map((part) => [part.type, part.value]),
  );
  const of = (type: Intl.DateTimeFormatPartTypes): string => parts.get(type) ?? "";
  const offset = of("timeZoneName").replace("GMT", "") || "+00:00";
  return `${of("year")}-${of("month")}-${of("day")}T${of("hour")}:${of("minute")}:${of("second")}${offset}`;
}

/** The day of a moment as the portal writes `date` fields: midnight of the server, which keeps UTC, in the portal's zone. */
export function toPortalDate(atMs: number, timeZone: string): string {
  const day = toPortalTime(atMs, timeZone).slice(0, 10);
  return toPortalTime(Date.parse(`${day}T00:00:00Z`), timeZone);
}

/** Reads an ISO date or moment; one without an offset is meant in the portal's time zone. */
export function parsePortalTime(text: string, timeZone: string): number | undefined {
  const match = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2})(?::(\d{2})(?:\.\d+)?)?)?\s*(Z|[+-]\d{2}:?\d{2})?$/.exec(
    text.trim(),
  );
  if (!match) return undefined;
  const local = `${match[1]}T${match[2] ?? "00:00"}:${match[3] ?? "00"}`;
  const guess = Date.parse(`${local}Z`);
  if (Number.isNaN(guess)) return undefined;
  const offset = match[4] ?? toPortalTime(guess, timeZone).slice(19);
  const at = Date.parse(`${local}${offset.length === 5 ? `${offset.slice(0, 3)}:${offset.slice(3)}` : offset}`);
  return Number.isNaN(at) ? undefined : at;
}

function formatFor(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known) return known;
  const format = new Intl.DateTimeFormat("en-CA", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    timeZoneName: "longOffset",
  });
  formats.set(timeZone, format);
  return format;
}
