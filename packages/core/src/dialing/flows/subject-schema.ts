import { z } from "zod";

/** A CRM item, as effects carry it. */
export const subjectSchema = z.object({ type: z.enum(["lead", "deal", "contact", "company"]), id: z.string() });
