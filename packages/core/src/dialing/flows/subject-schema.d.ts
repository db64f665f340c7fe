import { z } from "zod";
/** A CRM item, as effects carry it. */
export declare const subjectSchema: z.ZodObject<{
    type: z.ZodEnum<{
        lead: "lead";
        deal: "deal";
        contact: "contact";
        company: "company";
    }>;
    id: z.ZodString;
}, z.core.$strip>;
