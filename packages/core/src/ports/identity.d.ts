/** Names of things, so that one is not passed for another by mistake. All are plain strings. */
export type AccountId = string;
/** Address of a run. */
export type RunId = string;
/** Address of a job. */
export type JobId = string;
/** Anything that JSON can hold. */
export type Json = string | number | boolean | null | readonly Json[] | {
    readonly [name: string]: Json | undefined;
};
/** A kind of CRM item that calls are made about. */
export type SubjectType = "lead" | "deal" | "contact" | "company";
/** A CRM item. */
export interface Subject {
    readonly type: SubjectType;
    readonly id: string;
}
