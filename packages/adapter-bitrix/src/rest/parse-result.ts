import { CallwrightError } from "@callwright/core/adapter-kit";
import { z } from "zod";
import type { RequestName } from "../to-callwright-error.ts";

/** An id, which the vendor writes as a number in some methods and as text in others. */
export const idSchema = z.union([z.number().int().transform(String), z.string().regex(/^\d+$/)]);

/** A reference that may be empty: `null`, `0`, `""` and a missing one are the same to the vendor. */
export const referenceSchema = z
  .union([z.number(), z.string(), z.null()])
  .optional()
  .transform((value) =>
    value === undefined || value === null || value === "" || Number(value) === 0 ? null : String(value),
  );

/** A list; the vendor writes an empty object as an empty list and the other way round. */
export function listOf<Item extends z.ZodType>(item: Item) {
  return z.preprocess(
    (value) => (typeof value === "object" && value !== null && !Array.isArray(value) ? Object.values(value) : value),
    z.array(item),
  );
}

/**
 * A result read by a schema that leaves unknown names alone.
 *
 * @throws CallwrightError `CRM_ANSWER_UNKNOWN`, naming the places but never the values.
 */
export function parseResult<Schema extends z.ZodType>(
  schema: Schema,
  result: unknown,
  name: RequestName,
): z.output<Schema> {
  const parsed = schema.safeParse(result);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(
    (issue) => `${["result", ...issue.path].join(".")} has an unexpected form (${issue.code})`,
  );
  throw new CallwrightError("CRM_ANSWER_UNKNOWN", { ...name, problems });
}
