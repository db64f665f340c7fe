import { z } from "zod";
/** Id of the flow that asks a person about a call whose result is unknown. */
export declare const noticeFlowId = "callwright.notice";
declare const input: z.ZodObject<{
    subject: z.ZodObject<{
        type: z.ZodEnum<{
            lead: "lead";
            deal: "deal";
            contact: "contact";
            company: "company";
        }>;
        id: z.ZodString;
    }, z.core.$strip>;
    responsibleId: z.ZodString;
    title: z.ZodString;
    text: z.ZodString;
}, z.core.$strip>;
/** The to-do, and for whom. */
export type NoticeInput = z.infer<typeof input>;
/** Creates a to-do for the item's responsible. */
export declare const noticeFlow: import("../../machine/flow.ts").Flow<{
    subject: {
        type: "lead" | "deal" | "contact" | "company";
        id: string;
    };
    responsibleId: string;
    title: string;
    text: string;
}, never>;
export {};
