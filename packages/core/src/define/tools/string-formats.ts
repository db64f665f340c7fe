import { z } from "zod";
import { canonicalJson } from "../canonical-json.ts";

/** A kind of string that zod has a word for. */
export interface StringFormat {
  readonly source: string;
  /** What it is, for people. */
  readonly words: string;
  readonly schema: z.ZodType;
}

const formats: readonly StringFormat[] = [
  { source: "z.iso.date()", words: "a date", schema: z.iso.date() },
  { source: "z.iso.time()", words: "a time of day", schema: z.iso.time() },
  { source: "z.iso.datetime()", words: "a date and time", schema: z.iso.datetime() },
  {
    source: "z.iso.datetime({ offset: true })",
    words: "a date and time with its zone",
    schema: z.iso.datetime({ offset: true }),
  },
  {
    source: "z.iso.datetime({ local: true })",
    words: "a date and time with or without its zone",
    schema: z.iso.datetime({ local: true }),
  },
  { source: "z.iso.duration()", words: "a duration", schema: z.iso.duration() },
  { source: "z.e164()", words: "a phone number", schema: z.e164() },
  { source: "z.email()", words: "an e-mail address", schema: z.email() },
  { source: "z.url()", words: "an address on the web", schema: z.url() },
  { source: "z.uuid()", words: "a UUID", schema: z.uuid() },
  { source: "z.ipv4()", words: "an IP address", schema: z.ipv4() },
];

const byJson = new Map(formats.map((format) => [formatKey(z.toJSONSchema(format.schema, { io: "input" })), format]));

/** The format that a JSON Schema of a string stands for; limits beside it do not matter. */
export function stringFormatOf(schema: unknown): StringFormat | undefined {
  return byJson.get(formatKey(schema));
}

function formatKey(schema: unknown): string {
  const { type, format, pattern } = schema as Readonly<Record<string, unknown>>;
  return canonicalJson({ type, format, pattern });
}
