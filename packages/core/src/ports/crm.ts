import type { Subject } from "./identity.ts";

/** What a CRM can do. */
export interface CrmCapabilities {
  readonly automationRobots: boolean;
  readonly triggers: boolean;
  /** Kinds of items that triggers can move. */
  readonly triggerSubjects: readonly Subject["type"][];
}

/** A phone number as the CRM holds it, unchecked. */
export interface CrmPhone {
  readonly value: string;
  readonly kind: "mobile" | "work" | "home" | "other";
}

/** Where an item stands and who answers for it. */
export interface CrmItem {
  readonly subject: Subject;
  /** `null` where the item has no stages. */
  readonly stage: string | null;
  readonly responsibleId: string;
}

/** Who is to be called about an item, in the order to be tried: for a deal its primary contact, then its company. */
export interface CrmCallee {
  readonly item: CrmItem;
  /** Each with its numbers, best first (mobile before others). May be empty. */
  readonly people: readonly { readonly subject: Subject; readonly phones: readonly CrmPhone[] }[];
}

/** A to-do for a person. */
export interface TodoRequest {
  readonly subject: Subject;
  readonly title: string;
  readonly text: string;
  readonly responsibleId: string;
  readonly deadlineAt: number;
  /** Finds it again after an interruption; visible to people as a reference. */
  readonly mark: string;
}

/** One automation robot that should stand ready in the CRM. */
export interface AutomationRobotSpec {
  readonly code: string;
  readonly title: Readonly<Record<string, string>>;
  readonly properties: readonly {
    readonly name: string;
    readonly title: string;
    readonly type: "string" | "text" | "number" | "boolean";
    readonly required: boolean;
    readonly default: string | null;
  }[];
  readonly results: readonly { readonly name: string; readonly title: string }[];
}

/** One trigger that should stand ready in the CRM. */
export interface TriggerSpec {
  readonly code: string;
  readonly title: string;
}

/** What should be installed. */
export interface CrmInstallation {
  readonly robots: readonly AutomationRobotSpec[];
  readonly triggers: readonly TriggerSpec[];
}

/** One difference between what should be installed and what is. */
export interface InstallStep {
  readonly action: "create" | "change" | "remove" | "keep";
  readonly kind: "automation robot" | "trigger" | "scenario";
  readonly code: string;
  readonly reason: string;
}

/**
 * A CRM of one account. One implementation per vendor.
 *
 * Errors of every method: `CRM_UNREACHABLE` (after; not sent), `CRM_ANSWER_LOST` (may have been carried out), `CRM_BUSY` (after),
 * `CRM_OVERLOADED`, `CRM_REJECTED`, `CRM_NOT_FOUND`, `CRM_ACCESS_DENIED`, `CRM_TOKEN_REVOKED`, `CRM_ANSWER_UNKNOWN`, `CRM_NOT_CONNECTED`.
 */
export interface CrmPort {
  readonly capabilities: CrmCapabilities;

  /** Reads an item. */
  readItem(subject: Subject): Promise<CrmItem>;

  /** Finds out whom to call about an item. Reads only. */
  readCallee(subject: Subject): Promise<CrmCallee>;

  /** Reads one field in the vendor's own name and form; `null` when empty or unknown. */
  readField(subject: Subject, field: string): Promise<unknown>;

  /** Puts an item on a stage. Doing it twice gives the same. */
  moveItem(subject: Subject, stage: string): Promise<void>;

  /**
   * Waits until the vendor's rate limit lets the next request through and keeps that turn for it. Called right before an
   * at-most-once request is noted as started. Default: requests wait by themselves.
   */
  waitTurn?(): Promise<void>;

  /** Fires a trigger. The vendor counts every firing: at most once. Says nothing about whether the item moved. */
  fireTrigger(code: string, subject: Subject): Promise<void>;

  /** Creates a to-do and gives its id. */
  createTodo(todo: TodoRequest): Promise<{ readonly id: string }>;

  /** The to-do made with this mark, if there is one. */
  findTodo(todo: TodoRequest): Promise<{ readonly id: string } | undefined>;

  /** Tells the CRM's automation robot that its request is finished. "Already finished" and "no longer waited for" count as done. */
  completeRequest(request: {
    readonly token: string;
    readonly values: Readonly<Record<string, string>>;
    readonly log: string;
  }): Promise<{ readonly alreadyCompleted: boolean }>;

  /** What an installation would do. Reads only. */
  planInstallation(installation: CrmInstallation): Promise<readonly InstallStep[]>;

  /** Creates and changes what {@link planInstallation} says. May be repeated. */
  applyInstallation(installation: CrmInstallation): Promise<readonly InstallStep[]>;
}
