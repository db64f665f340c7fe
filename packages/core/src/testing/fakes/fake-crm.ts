import type { CallLogPort, CallToLog, LoggedCall } from "../../ports/call-log.ts";
import type { CrmCallee, CrmItem, CrmPort, InstallStep, TodoRequest } from "../../ports/crm.ts";
import type { Subject } from "../../ports/identity.ts";
import type { TranscriptTurn } from "../../calls/index.ts";
import { CallwrightError } from "../../errors/index.ts";

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
export class FakeCrm implements CrmPort, CallLogPort {
  readonly capabilities = { automationRobots: true, triggers: true, triggerSubjects: ["deal", "lead"] as const };
  readonly items = new Map<string, FakeItem>();
  /** Trigger code → the stage that it moves items to. */
  readonly triggerStages = new Map<string, string>();
  readonly triggersFired: { readonly code: string; readonly subject: Subject }[] = [];
  readonly todos: (TodoRequest & { readonly id: string })[] = [];
  readonly completed: { readonly token: string; readonly values: Readonly<Record<string, string>> }[] = [];
  readonly calls = new Map<string, FakeLoggedCall>();
  /** Set to make every request fail before it is sent. */
  down = false;

  /** Adds a deal with a contact. */
  addDeal(
    id: string,
    deal: {
      readonly stage?: string;
      readonly phones?: readonly string[];
      readonly fields?: Readonly<Record<string, unknown>>;
    } = {},
  ): Subject {
    const subject: Subject = { type: "deal", id };
    const { stage = "NEW", phones = ["+79161234567"], fields = {} } = deal;
    this.items.set(key(subject), {
      subject,
      stage,
      responsibleId: "6",
      contact: { type: "contact", id: `c${id}` },
      phones,
      fields,
    });
    return subject;
  }

  async readItem(subject: Subject): Promise<CrmItem> {
    const { stage, responsibleId } = this.#item(subject);
    return { subject, stage, responsibleId };
  }

  async readCallee(subject: Subject): Promise<CrmCallee> {
    const item = this.#item(subject);
    const phones = item.phones.map((value) => ({ value, kind: "mobile" as const }));
    return { item: await this.readItem(subject), people: [{ subject: item.contact, phones }] };
  }

  async readField(subject: Subject, field: string): Promise<unknown> {
    const item = [...this.items.values()].find(
      (one) => key(one.subject) === key(subject) || key(one.contact) === key(subject),
    );
    return item?.fields[field] ?? null;
  }

  async moveItem(subject: Subject, stage: string): Promise<void> {
    this.#item(subject).stage = stage;
  }

  async fireTrigger(code: string, subject: Subject): Promise<void> {
    const item = this.#item(subject);
    this.triggersFired.push({ code, subject });
    item.stage = this.triggerStages.get(code) ?? item.stage;
  }

  async createTodo(todo: TodoRequest): Promise<{ readonly id: string }> {
    this.#reach();
    const id = String(this.todos.length + 1);
    this.todos.push({ ...todo, id });
    return { id };
  }

  async findTodo(todo: TodoRequest): Promise<{ readonly id: string } | undefined> {
    this.#reach();
    return this.todos.find((one) => one.mark === todo.mark);
  }

  async completeRequest(request: {
    readonly token: string;
    readonly values: Readonly<Record<string, string>>;
  }): Promise<{ readonly alreadyCompleted: boolean }> {
    this.#reach();
    const alreadyCompleted = this.completed.some((one) => one.token === request.token);
    if (!alreadyCompleted) this.completed.push({ token: request.token, values: request.values });
    return { alreadyCompleted };
  }

  async planInstallation(): Promise<readonly InstallStep[]> {
    return [];
  }

  async applyInstallation(): Promise<readonly InstallStep[]> {
    return [];
  }

  async openCall(call: CallToLog): Promise<{ readonly callId: string }> {
    this.#reach();
    const callId = `call-${call.mark}`;
    if (!this.calls.has(callId)) {
      const closed = {
        activityId: null,
        durationSeconds: 0,
        result: "",
        linkedTo: [],
        recordingBytes: null,
        transcript: null,
      };
      this.calls.set(callId, { ...call, callId, ...closed });
    }
    return { callId };
  }

  async closeCall(close: {
    readonly callId: string;
    readonly durationSeconds: number;
    readonly result: string;
  }): Promise<{ readonly activityId: string }> {
    const call = this.#call(close.callId);
    call.activityId ??= `activity-${this.calls.size}`;
    call.durationSeconds = close.durationSeconds;
    call.result = close.result;
    return { activityId: call.activityId };
  }

  async linkActivity(activityId: string, subject: Subject): Promise<void> {
    this.#reach();
    const call = [...this.calls.values()].find((one) => one.activityId === activityId);
    if (call && !call.linkedTo.some((one) => key(one) === key(subject))) call.linkedTo.push(subject);
  }

  async attachRecording(callId: string, _fileName: string, content: ReadableStream<Uint8Array>): Promise<void> {
    let bytes = 0;
    for await (const part of content) bytes += part.byteLength;
    this.#call(callId).recordingBytes = bytes;
  }

  async attachTranscript(callId: string, turns: readonly TranscriptTurn[]): Promise<void> {
    this.#call(callId).transcript = turns;
  }

  async findCall(callId: string): Promise<LoggedCall | undefined> {
    this.#reach();
    const call = this.calls.get(callId);
    if (!call?.activityId) return undefined;
    return {
      callId,
      activityId: call.activityId,
      hasRecording: call.recordingBytes !== null,
      hasTranscript: call.transcript !== null,
    };
  }

  #item(subject: Subject): FakeItem {
    this.#reach();
    const item = this.items.get(key(subject));
    if (!item) throw new CallwrightError("CRM_NOT_FOUND", { account: "fake", operation: `read ${subject.type}` });
    return item;
  }

  #call(callId: string): FakeLoggedCall {
    this.#reach();
    const call = this.calls.get(callId);
    if (!call) throw new CallwrightError("CRM_NOT_FOUND", { account: "fake", operation: "read call" });
    return call;
  }

  #reach(): void {
    if (this.down) throw new CallwrightError("CRM_UNREACHABLE", { account: "fake", operation: "any request" });
  }
}

function key(subject: Subject): string {
  return `${subject.type}:${subject.id}`;
}
