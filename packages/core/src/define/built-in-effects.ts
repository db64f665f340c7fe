import { z } from "zod";

/**
 * Schemas of the effects that every robot may ask for without listing them.
 *
 * `crm.readField` reads one field of the item that the call is about, under the CRM's own name of the field; `null` when it is empty.
 */
export const builtInEffects = {
  "crm.readField": { input: z.object({ field: z.string() }), output: z.string().nullable() },
} as const;
