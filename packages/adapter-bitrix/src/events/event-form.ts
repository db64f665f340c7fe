import { CallwrightError, parseBracketForm, type FormTree } from "@callwright/core/adapter-kit";
import { z } from "zod";

/**
 * Text of a form: a value, or the only one of a list (the vendor sends single values as lists at times, read
 * 2026-08-21).
 */
export const formText = z.preprocess(firstOfList, z.string());

/** Reads a form-encoded body. Errors: `WEBHOOK_MALFORMED`. */
export function readForm(body: Uint8Array, path: string): FormTree {
  return parseBracketForm(new TextDecoder().decode(body), { path });
}

/**
 * A form read by a schema that leaves unknown fields alone. Errors: `WEBHOOK_MALFORMED`, naming fields but no
 * values.
 */
export function readFields<Schema extends z.ZodType>(schema: Schema, form: FormTree, path: string): z.output<Schema> {
  const parsed = schema.safeParse(form);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map((issue) => `${issue.path.join(".")} is missing or has an unexpected form`);
  throw new CallwrightError("WEBHOOK_MALFORMED", { path, problems });
}

function firstOfList(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  const [first] = Object.entries(value).sort(([left], [right]) => Number(left) - Number(right));
  return first && /^\d+$/.test(first[0]) ? first[1] : value;
}
