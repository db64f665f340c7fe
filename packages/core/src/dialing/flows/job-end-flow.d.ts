import { z } from "zod";
/** Id of the flow that tells a CRM how a job ended. */
export declare const jobEndFlowId = "callwright.job-end";
declare const input: z.ZodObject<{
    job: z.ZodString;
    subject: z.ZodNullable<z.ZodObject<{
        type: z.ZodEnum<{
            lead: "lead";
            deal: "deal";
            contact: "contact";
            company: "company";
        }>;
        id: z.ZodString;
    }, z.core.$strip>>;
    responsibleId: z.ZodNullable<z.ZodString>;
    trigger: z.ZodNullable<z.ZodString>;
    moveTo: z.ZodNullable<z.ZodString>;
    todo: z.ZodNullable<z.ZodString>;
    request: z.ZodBoolean;
    values: z.ZodRecord<z.ZodString, z.ZodString>;
}, z.core.$strip>;
/** What has to be told: a trigger or a move, a to-do, and the end of the CRM's own request. */
export type JobEndInput = z.infer<typeof input>;
/** Tells the CRM how a job ended: trigger or move, to-do, completed request. Once per job, after its last attempt. */
export declare const jobEndFlow: import("../../machine/flow.ts").Flow<{
    job: string;
    subject: {
        type: "lead" | "deal" | "contact" | "company";
        id: string;
    } | null;
    responsibleId: string | null;
    trigger: string | null;
    moveTo: string | null;
    todo: string | null;
    request: boolean;
    values: Record<string, string>;
}, never>;
export {};
