import type { CallFacts } from "../calls/call-facts.ts";
import type { JobStatus, StopReason } from "../calls/causes.ts";
import type { AccountId, JobId, Json, RunId, Subject } from "./identity.ts";

/** A tenant: one portal with its settings. */
export interface AccountRow {
  readonly id: AccountId;
  readonly createdAt: number;
  /** IANA name; settles numbers that belong to several zones. */
  readonly timeZone: string | null;
  readonly uninstalledAt: number | null;
}

/** What an adapter needs to reach an account's portal. `secret` is encrypted at rest by the store. */
export interface ConnectionRow {
  /** `<adapter>:<account>`. */
  readonly id: string;
  readonly account: AccountId;
  readonly adapter: string;
  /** The vendor's own name of the tenant, e.g. Bitrix24's `member_id`. */
  readonly externalId: string;
  /** The adapter's JSON text: tokens and addresses. */
  readonly secret: string;
}

/** Where a run stands. `ended`: its outcome is decided; late facts are still taken until `closesAt`. */
export type RunStatus = "running" | "parked" | "ended" | "cancelled" | "failed";

/** One live execution of a flow. */
export interface RunRow {
  readonly id: RunId;
  readonly account: AccountId;
  /** Runs with the same lane are advanced one after the other: all runs of a job share its lane. */
  readonly lane: string;
  readonly flow: string;
  readonly version: number;
  readonly fingerprint: string;
  readonly status: RunStatus;
  /** Persisted machine snapshot as JSON text. */
  readonly snapshot: string;
  /** Number of events applied so far. */
  readonly seq: number;
  readonly startedAt: number;
  readonly endedAt: number | null;
  readonly closesAt: number | null;
  readonly outcome: string | null;
  readonly output: Json;
  readonly facts: CallFacts | null;
  readonly parked: { readonly code: string; readonly message: string; readonly effect: string | null } | null;
  /** The effects whose results the run waits for: name of the invoke → key of the effect. */
  readonly open: Readonly<Record<string, string>>;
  readonly job: JobId | null;
  /** The run that started this one with `run.start`, and the name of that invoke in it. */
  readonly parent: { readonly run: RunId; readonly invoke: string } | null;
}

/** One event of a run, in commit order. */
export interface JournalRow {
  /** `<run>:<seq>` with seq padded to 8 digits. */
  readonly id: string;
  readonly run: RunId;
  readonly seq: number;
  readonly at: number;
  readonly event: Json;
  /** What the engine notes about this event: commands, explanations, how an effect came to its end. */
  readonly notes: Json;
}

/** Where an effect stands. `started` is committed before an at-most-once request leaves. */
export type EffectState = "pending" | "started" | "done" | "parked" | "dropped";

/** A request to the outside, as data. */
export interface EffectRow {
  /** `<run>:<seq>:<n>`: also the token that makes stale results droppable, and the mark at vendors. */
  readonly id: string;
  readonly run: RunId;
  readonly account: AccountId;
  /** Name of the invoke in the machine. */
  readonly invoke: string;
  readonly type: string;
  readonly input: Json;
  readonly state: EffectState;
  readonly tries: number;
  /** When an at-most-once request was last about to leave. */
  readonly startedAt: number | null;
  readonly dueAt: number;
  /** How its end became known. */
  readonly endedBy: "answer" | "reconciliation" | "person" | null;
  readonly error: { readonly code: string; readonly message: string } | null;
  /** What it was charged with, in the units of the account's budget; `null` before, and for an effect without a cost. */
  readonly cost: number | null;
}

/** A durable timer: it fires late rather than never, and once. */
export interface TimerRow {
  /** `<run>:<timer id>` for runs, `job:<job>` for jobs. */
  readonly id: string;
  readonly account: AccountId;
  readonly kind: "run" | "job";
  /** The run or the job. */
  readonly owner: string;
  readonly dueAt: number;
  /** The event that a run's timer brings. */
  readonly event: Json;
}

/** A vendor's message that was seen. */
export interface DedupeRow {
  readonly id: string;
  readonly account: AccountId;
  readonly expiresAt: number;
}

/** A call to be made: who, about what, with which texts; its attempts are runs. */
export interface JobRow {
  readonly id: JobId;
  readonly account: AccountId;
  readonly robot: string;
  readonly status: JobStatus;
  readonly input: Json;
  /** Texts of the placement by text key; those of the definition where absent. */
  readonly texts: Readonly<Record<string, string>> | null;
  /** E.164, as given with the job; `null`: looked up at every dialing. */
  readonly phone: string | null;
  /** E.164, the number of the newest attempt. */
  readonly dialed: string | null;
  readonly timeZone: string | null;
  readonly subject: Subject | null;
  /** The contact or company whose number is dialed, found together with it. */
  readonly contact: Subject | null;
  readonly responsibleId: string | null;
  /** Where it came from: `api` or `crm`. */
  readonly origin: "api" | "crm";
  /** The CRM's token that completes its automation robot's request; encrypted at rest. */
  readonly requestToken: string | null;
  readonly notBefore: number | null;
  /** Among calls that wait for the same line, those with a higher number go first. */
  readonly priority: number;
  readonly createdAt: number;
  /** When the next attempt may be tried. */
  readonly nextAt: number | null;
  readonly attempts: number;
  readonly liveRun: RunId | null;
  readonly outcome: string | null;
  readonly outcomeData: Json;
  readonly stopReason: StopReason | null;
  /** What the gate said last: answer, rule and inputs. */
  readonly gate: Json;
  /** What the idempotency key stood for, hashed, to refuse another use of it. */
  readonly fingerprint: string;
  readonly endedAt: number | null;
}

/** A job as it is shown: without the CRM's token, which would complete its request. */
export type JobView = Omit<JobRow, "requestToken">;

/** One dialing of a job. */
export interface AttemptRow {
  readonly id: RunId;
  readonly account: AccountId;
  readonly job: JobId;
  readonly number: number;
  readonly startedAt: number;
  /** What the gate answered for this dialing, with rule and inputs. */
  readonly gate: Json;
}

/** A number that must not be called by this account. */
export interface DoNotCallRow {
  /** `<account>:<person key of the number>`. */
  readonly id: string;
  readonly account: AccountId;
  /** E.164; `null` once the person's data were erased: the key alone goes on refusing calls. */
  readonly phone: string | null;
  readonly since: number;
  readonly reason: string;
}

/** A definition that was registered: guards against change without a new version. */
export interface FlowRow {
  /** `<flow>@<version>`. */
  readonly id: string;
  readonly fingerprint: string;
  readonly registeredAt: number;
}

/** A large value, stored once by the SHA-256 of its content. */
export interface BlobRow {
  /** `<account>:<sha256 of the content, hex>`. */
  readonly id: string;
  readonly account: AccountId;
  readonly mediaType: string;
  /** Length of the content. */
  readonly bytes: number;
  readonly at: number;
  /** Where the content is: here, as text or as base64, or in a file of the store. */
  readonly kept: "text" | "base64" | "file";
  /** Empty for a file. */
  readonly content: string;
}

/** What a blob is kept for. `draft`: written, and not yet named by a committed row. */
export type BlobUse = "draft" | "transcript" | "recording" | "result";

/** Who needs a blob. A blob that nobody needs is removed. */
export interface BlobRefRow {
  /** `<owner>/<use>/<first 16 digits of the hash>`; of a draft `:draft/<its own id>`. */
  readonly id: string;
  readonly account: AccountId;
  readonly blob: string;
  /** The run; for a draft `:draft`. */
  readonly owner: string;
  readonly use: BlobUse;
  readonly at: number;
}

/** One turn of a transcript, as it is searched. Its words stand in the transcript alone. */
export interface TurnRow {
  /** `<run>:<turn padded to 5 digits>`. */
  readonly id: string;
  readonly account: AccountId;
  readonly run: RunId;
  /** Counted from 0. */
  readonly turn: number;
  readonly speaker: string;
  /** Since the beginning of the call or recording; `null` where the vendor does not tell. */
  readonly second: number | null;
  readonly at: number;
  /** Word stems, separated by blanks. */
  readonly stems: string;
}

/**
 * That a call or run is about a person: how erasure, export and lists find everything of one. Three are written with most calls, so a row is
 * nothing but its key; the rows of a person stand side by side, and are listed with `after` alone.
 */
export interface PersonRow {
  /**
   * `<person>/<owner>`: the first half of the person's key, and the lane: the job, or a run that no job made. Where an owner does not tell its
   * persons itself, `of:<owner>/<person>` stands beside it.
   */
  readonly id: string;
}

/** How long an account keeps each kind of data. */
export interface RetentionRow {
  /** The account. */
  readonly id: AccountId;
  readonly account: AccountId;
  /** Kind → milliseconds, `null`: for ever; kinds that are absent are kept as the engine's settings say. */
  readonly keepMs: Readonly<Record<string, number | null>>;
  /** Kind → up to which moment it was carried out; for kinds whose data do not tell it themselves. */
  readonly doneUpTo: Readonly<Record<string, number>>;
}

/** A secret of the store itself, made at random once, e.g. the one that persons are hashed with. */
export interface PepperRow {
  readonly id: string;
  /** 32 bytes as hex; encrypted at rest where the store has a key. */
  readonly value: string;
}

/** A row that was found damaged and set aside, as it stood, so that everything else could go on. */
export interface QuarantineRow {
  /** `<table>/<key>`. */
  readonly id: string;
  /** The account, where it could still be told. */
  readonly account: AccountId | null;
  readonly at: number;
  readonly table: string;
  readonly key: string;
  readonly reason: string;
  /** The stored text. */
  readonly raw: string;
}

/** A row of a table that a host defined with `defineTable`. */
export interface OwnRow {
  /** `<account>/<key>`, with `/` and `%` in the account written as in an address. */
  readonly id: string;
  readonly account: AccountId;
  readonly [field: string]: Json;
}

/** Name of a table that a host defined. */
export type OwnTableName = `own.${string}`;

/** What was installed in an account's CRM or published at its voice vendor, to plan changes. */
export interface InstalledRow {
  /** `<account>:<kind>:<code>`. */
  readonly id: string;
  readonly account: AccountId;
  readonly kind: string;
  readonly code: string;
  readonly fingerprint: string;
  readonly at: number;
}

/** Everything about a lane in which nothing can change any more, in one row, small. */
export interface ArchiveRow {
  /** The lane: the job, or a run that no job made. */
  readonly id: string;
  readonly account: AccountId;
  /** When the last run of the lane stopped to take facts. */
  readonly closedAt: number;
  /** Its runs, journals, attempts and effects: compressed, as base64. Read by the engine alone. */
  readonly data: string;
}

/** How much an account may spend on effects in a period. */
export interface BudgetRow {
  /** The account. */
  readonly id: AccountId;
  readonly account: AccountId;
  /** In the units that the effects' costs are told in. */
  readonly limit: number;
  readonly period: "day" | "month";
}

/** What one effect was charged with. */
export interface ChargeRow {
  /** The effect's key: an effect is charged once, however often it is tried. */
  readonly id: string;
  readonly account: AccountId;
  readonly at: number;
  readonly amount: number;
  readonly effect: string;
}

/** Every table of the library and its row. */
export interface BuiltInRows {
  readonly accounts: AccountRow;
  readonly connections: ConnectionRow;
  readonly runs: RunRow;
  readonly journal: JournalRow;
  readonly effects: EffectRow;
  readonly timers: TimerRow;
  readonly dedupe: DedupeRow;
  readonly jobs: JobRow;
  readonly attempts: AttemptRow;
  readonly doNotCall: DoNotCallRow;
  readonly flows: FlowRow;
  readonly blobs: BlobRow;
  readonly installed: InstalledRow;
  readonly archives: ArchiveRow;
  readonly budgets: BudgetRow;
  readonly charges: ChargeRow;
  readonly blobRefs: BlobRefRow;
  readonly turns: TurnRow;
  readonly persons: PersonRow;
  readonly retentions: RetentionRow;
  readonly peppers: PepperRow;
  readonly quarantine: QuarantineRow;
}

/** Name of a table of the library. */
export type BuiltInTableName = keyof BuiltInRows;

/** Every table and its row. */
export type Rows = BuiltInRows & Readonly<Record<OwnTableName, OwnRow>>;

/** Name of a table. */
export type TableName = BuiltInTableName | OwnTableName;
