import { z } from "zod";
/** Id of the flow that writes an attempt into the CRM's call history. */
export declare const callLogFlowId = "callwright.call-log";
declare const input: z.ZodObject<{
    attempt: z.ZodString;
    phone: z.ZodString;
    direction: z.ZodEnum<{
        outbound: "outbound";
        inbound: "inbound";
    }>;
    startedAt: z.ZodNumber;
    person: z.ZodNullable<z.ZodObject<{
        type: z.ZodEnum<{
            lead: "lead";
            deal: "deal";
            contact: "contact";
            company: "company";
        }>;
        id: z.ZodString;
    }, z.core.$strip>>;
    responsibleId: z.ZodString;
    durationSeconds: z.ZodNumber;
    result: z.ZodEnum<{
        busy: "busy";
        no_answer: "no_answer";
        declined: "declined";
        canceled: "canceled";
        invalid_number: "invalid_number";
        unreachable: "unreachable";
        blocked: "blocked";
        forbidden: "forbidden";
        network: "network";
        no_funds: "no_funds";
        provider_error: "provider_error";
        unknown: "unknown";
        connected: "connected";
    }>;
    linkTo: z.ZodNullable<z.ZodObject<{
        type: z.ZodEnum<{
            lead: "lead";
            deal: "deal";
            contact: "contact";
            company: "company";
        }>;
        id: z.ZodString;
    }, z.core.$strip>>;
    recording: z.ZodNullable<z.ZodObject<{
        url: z.ZodNullable<z.ZodString>;
        transcriptBlob: z.ZodNullable<z.ZodString>;
    }, z.core.$strip>>;
    waitMs: z.ZodNumber;
}, z.core.$strip>;
/** What is known of the attempt when it ended. */
export type CallLogInput = z.infer<typeof input>;
/** Writes an attempt into the CRM's call history: entry, activity, link, and later its recording and transcript. */
export declare const callLogFlow: import("../../machine/flow.ts").Flow<{
    attempt: string;
    phone: string;
    direction: "outbound" | "inbound";
    startedAt: number;
    person: {
        type: "lead" | "deal" | "contact" | "company";
        id: string;
    } | null;
    responsibleId: string;
    durationSeconds: number;
    result: "busy" | "no_answer" | "declined" | "canceled" | "invalid_number" | "unreachable" | "blocked" | "forbidden" | "network" | "no_funds" | "provider_error" | "unknown" | "connected";
    linkTo: {
        type: "lead" | "deal" | "contact" | "company";
        id: string;
    } | null;
    recording: {
        url: string | null;
        transcriptBlob: string | null;
    } | null;
    waitMs: number;
}, never>;
export {};
