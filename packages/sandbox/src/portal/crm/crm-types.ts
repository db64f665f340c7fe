/** Ids of the CRM's types that this portal keeps. */
export const entityType = { lead: 1, deal: 2, contact: 3, company: 4 } as const;

/** One value of a multi-field, for example one phone number of a contact. */
export interface MultiFieldValue {
  readonly id: number;
  readonly typeId: string;
  valueType: string;
  value: string;
}

/** An item of the CRM. Values stand under their classic upper-case names. */
export interface CrmItem {
  readonly id: number;
  readonly typeId: number;
  readonly values: Map<string, unknown>;
  readonly multi: MultiFieldValue[];
  /** Ids of the contacts of a deal or lead, the primary one first. */
  contactIds: number[];
  observers: number[];
}

/** One row of a status dictionary; the stages of a funnel are such rows. */
export interface StatusRow {
  readonly id: number;
  readonly entityId: string;
  readonly statusId: string;
  readonly name: string;
  readonly sort: number;
  readonly system: boolean;
  readonly color: string;
  /** In work, success or failure. */
  readonly semantics: "P" | "S" | "F";
  readonly categoryId: number | null;
}

/** A funnel of deals. */
export interface Category {
  readonly id: number;
  readonly name: string;
  readonly sort: number;
}

/** A user field that an administrator has made. */
export interface UserField {
  readonly typeId: number;
  readonly name: string;
  readonly kind: UserFieldKind;
}

/** Types of user fields that this portal keeps. */
export type UserFieldKind = "string" | "integer" | "double" | "boolean" | "datetime" | "date";

/** One row of the stage history. `kind`: 1 created, 2 intermediate, 3 final, 5 funnel change. */
export interface StageHistoryRow {
  readonly id: number;
  readonly kind: 1 | 2 | 3 | 5;
  readonly typeId: number;
  readonly ownerId: number;
  readonly createdAt: number;
  readonly categoryId: number;
  readonly semantics: string;
  readonly stageId: string;
}

/** An activity: a call, a to-do. Values stand under their classic names. */
export interface Activity {
  readonly id: number;
  readonly values: Record<string, unknown>;
  readonly bindings: { readonly typeId: number; readonly ownerId: number }[];
  readonly communications: readonly Record<string, unknown>[];
  readonly fileIds: number[];
}

/** A comment or a log message in the timeline of an item. */
export interface TimelineEntry {
  readonly id: number;
  readonly kind: "comment" | "logMessage";
  readonly typeId: number;
  readonly ownerId: number;
  readonly authorId: number;
  readonly createdAt: number;
  readonly title: string | undefined;
  readonly text: string;
}

/** Who changed something: an employee, or nobody when automation did. */
export type Actor = { readonly userId: number } | { readonly userId: null };
