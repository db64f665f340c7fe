import { z } from "zod";
import type { Edit } from "./with-value.ts";

/** A table with everything. */
export function plainTable(): Record<string, unknown> {
  return {
    id: "visits",
    version: 2,
    row: z.object({
      id: z.string(),
      at: z.int(),
      note: z.string(),
      phone: z.string(),
      deal: z.object({ type: z.string(), id: z.string() }),
    }),
    indexes: [["at"], ["note", "at"]],
    search: ["note"],
    person: { phone: "phone", subject: "deal" },
    retention: { keepMs: 1_000, since: "at" },
    upgrade: () => ({}),
  };
}

const row = (shape: z.ZodRawShape) => z.object({ ...(plainTable()["row"] as z.ZodObject).shape, ...shape });

/** Mistakes of a table: path, value, what is told. */
export const tableEdits: readonly Edit[] = [
  ["id", undefined, "DEFINE_MISSING id"],
  ["id", "my visits", "DEFINE_ID_INVALID id"],
  ["id", "v".repeat(61), "DEFINE_ID_INVALID id"],
  ["version", 0, "DEFINE_WRONG_TYPE version"],
  ["row", row({ $at: z.int() }), "DEFINE_ID_INVALID row.$at"],
  ["row", row({ account: z.string() }), "DEFINE_ID_INVALID row.account"],
  ["row", row({ delete: z.string() }), "DEFINE_ID_INVALID row.delete"],
  ["row", row({ Account: z.string() }), "DEFINE_ID_INVALID row.Account"],
  ["row", row({ AT: z.int() }), "DEFINE_ID_INVALID row.AT"],
  ["row", row({}).loose(), "DEFINE_WRONG_TYPE row"],
  ["row", row({}).catchall(z.int()), "DEFINE_WRONG_TYPE row"],
  ["row", row({}).strict()],
  ["row", row({ at: z.date() }), "DEFINE_SCHEMA_NOT_JSON row.at"],
  ["key", "ad", "DEFINE_ID_INVALID row.id", "DEFINE_UNKNOWN_FIELD key"],
  ["key", 1, "DEFINE_ID_INVALID row.id", "DEFINE_WRONG_TYPE key"],
  ["indexes", "at", "DEFINE_WRONG_TYPE indexes"],
  ["indexes", [["at"], ["att"]], "DEFINE_UNKNOWN_FIELD indexes[1][0]"],
  ["indexes", [["at", "id"]], "DEFINE_WRONG_TYPE indexes[0][1]"],
  ["indexes", [[]], "DEFINE_WRONG_TYPE indexes[0]"],
  ["search", ["nte"], "DEFINE_UNKNOWN_FIELD search[0]"],
  ["person", "phone", "DEFINE_WRONG_TYPE person"],
  ["person", { phone: "tel" }, "DEFINE_UNKNOWN_FIELD person.phone"],
  ["person", { fone: "phone" }, "DEFINE_UNKNOWN_KEY person.fone"],
  ["retention", { keepMs: 0 }, "DEFINE_WRONG_TYPE retention.keepMs"],
  ["retention", { keepMs: 5, since: "when" }, "DEFINE_UNKNOWN_FIELD retention.since"],
  ["retention", 5, "DEFINE_WRONG_TYPE retention"],
  ["upgrade", 1, "DEFINE_WRONG_TYPE upgrade"],
  ["serch", [], "DEFINE_UNKNOWN_KEY serch"],
];
