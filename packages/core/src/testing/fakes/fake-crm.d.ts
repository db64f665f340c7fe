import type { CallLogPort, CallToLog, LoggedCall } from "../../ports/call-log.ts";
import type { CrmCallee, CrmItem, CrmPort, InstallStep, TodoRequest } from "../../ports/crm.ts";
import type { Subject } from "../../ports/identity.ts";
import type { TranscriptTurn } from "../../calls/index.ts";
/** A deal or lead of the fake CRM, with the person to be called. */
export interface FakeItem {
    readonly subject: Subject;
    stage: string | null;
    readonly responsibleId: string;
    readonly contact: Subject;
    readonly phones: readonly string[];
    readonly fields: Readonly<Record<string, unknown>>;
}
/** A call in the fake CRM's history. */
export interface FakeLoggedCall extends CallToLog {
    readonly callId: string;
    activityId: string | null;
    durationSeconds: number;
    result: string;
    readonly linkedTo: Subject[];
    recordingBytes: number | null;
    transcript: readonly TranscriptTurn[] | null;
}
/** A CRM in memory that records everything that was done to it. */
export declare class FakeCrm implements CrmPort, CallLogPort {
    #private;
    readonly capabilities: {
        automationRobots: boolean;
        triggers: boolean;
        triggerSubjects: readonly ["deal", "lead"];
    };
    readonly items: Map<string, FakeItem>;
    /** Trigger code → the stage that it moves items to. */
    readonly triggerStages: Map<string, string>;
    readonly triggersFired: {
        readonly code: string;
        readonly subject: Subject;
    }[];
    readonly todos: (TodoRequest & {
        readonly id: string;
    })[];
    readonly completed: {
        readonly token: string;
        readonly values: Readonly<Record<string, string>>;
    }[];
    readonly calls: Map<string, FakeLoggedCall>;
    /** Set to make every request fail before it is sent. */
    down: boolean;
    /** Adds a deal with a contact. */
    addDeal(id: string, deal?: {
        readonly stage?: string;
        readonly phones?: readonly string[];
        readonly fields?: Readonly<Record<string, unknown>>;
    }): Subject;
    readItem(subject: Subject): Promise<CrmItem>;
    readCallee(subject: Subject): Promise<CrmCallee>;
    readField(subject: Subject, field: string): Promise<unknown>;
    moveItem(subject: Subject, stage: string): Promise<void>;
    fireTrigger(code: string, subject: Subject): Promise<void>;
    createTodo(todo: TodoRequest): Promise<{
        readonly id: string;
    }>;
    findTodo(todo: TodoRequest): Promise<{
        readonly id: string;
    } | undefined>;
    completeRequest(request: {
        readonly token: string;
        readonly values: Readonly<Record<string, string>>;
    }): Promise<{
        readonly alreadyCompleted: boolean;
    }>;
    planInstallation(): Promise<readonly InstallStep[]>;
    applyInstallation(): Promise<readonly InstallStep[]>;
    openCall(call: CallToLog): Promise<{
        readonly callId: string;
    }>;
    closeCall(close: {
        readonly callId: string;
        readonly durationSeconds: number;
        readonly result: string;
    }): Promise<{
        readonly activityId: string;
    }>;
    linkActivity(activityId: string, subject: Subject): Promise<void>;
    attachRecording(callId: string, _fileName: string, content: ReadableStream<Uint8Array>): Promise<void>;
    attachTranscript(callId: string, turns: readonly TranscriptTurn[]): Promise<void>;
    findCall(callId: string): Promise<LoggedCall | undefined>;
}
