import type { BuiltInRows, BuiltInTableName, OwnRow, OwnTableName } from "./rows.ts";

/** How a store keeps a table: the fields it can look rows up by, and those it encrypts at rest. Every table's key is `id`. */
export interface TableShape<Row> {
  /** Lists of fields that a query may fix by equality; the last may also be bounded and orders the answer. */
  readonly indexes: readonly (readonly (keyof Row & string)[])[];
  readonly secrets: readonly (keyof Row & string)[];
  /** Fields that are encrypted where the store has a key, and kept as they are where it has none. */
  readonly sealed?: readonly (keyof Row & string)[];
  /** A field of words, separated by blanks, by which rows are searched. */
  readonly text?: keyof Row & string;
}

/** The shape of a table that a host defined, with what must be known of it where its definition is not at hand. */
export interface OwnTableShape extends TableShape<OwnRow> {
  /** Of its definition. Absent: 1. */
  readonly version?: number;
  /** The fields that tell which person a row is about: a phone number, a CRM item. */
  readonly person?: { readonly phone?: string; readonly subject?: string };
  /** How long a row is kept, counted from the moment in `since`, in milliseconds. Absent: for ever. */
  readonly retention?: { readonly since: string; readonly keepMs: number };
}

/** Fields that the library adds to rows of a host's tables, beside `id` and `account`. Fields of the host never begin with a dollar. */
export const ownFields = {
  /** Version of the definition that wrote the row; absent: 1. */
  version: "$version",
  /** When the row was written; only where its retention counts from then. */
  at: "$at",
  /** Stems of the words by which the row is searched. */
  stems: "$stems",
} as const;

/** Shapes of the tables that a host defined. */
export type OwnTables = Readonly<Record<OwnTableName, OwnTableShape>>;

/** Version of the shapes below. A store that was written by a newer version is refused. */
export const schemaVersion = 3;

/** The shape of every table of the library. */
export const tables: { readonly [Table in BuiltInTableName]: TableShape<BuiltInRows[Table]> } = {
  accounts: { indexes: [], secrets: [] },
  connections: { indexes: [["adapter", "externalId"], ["account"]], secrets: ["secret"] },
  runs: {
    indexes: [["status", "startedAt"], ["lane", "startedAt"], ["account", "startedAt"], ["closesAt"]],
    secrets: [],
  },
  journal: { indexes: [["run", "seq"]], secrets: [] },
  effects: { indexes: [["state", "dueAt"], ["run"]], secrets: [] },
  timers: { indexes: [["dueAt"], ["owner"]], secrets: [] },
  dedupe: { indexes: [["expiresAt"]], secrets: [] },
  jobs: {
    indexes: [
      ["status", "createdAt"],
      ["account", "createdAt"],
    ],
    secrets: ["requestToken"],
  },
  attempts: { indexes: [["job", "number"]], secrets: [] },
  doNotCall: { indexes: [["account"]], secrets: [] },
  flows: { indexes: [], secrets: [] },
  blobs: { indexes: [["account"]], secrets: [] },
  installed: { indexes: [["account", "kind"]], secrets: [] },
  archives: { indexes: [["account", "closedAt"]], secrets: [] },
  budgets: { indexes: [], secrets: [] },
  charges: { indexes: [["account", "at"]], secrets: [] },
  blobRefs: { indexes: [["blob"], ["owner"], ["account", "use", "at"]], secrets: [] },
  turns: { indexes: [["run", "turn"]], secrets: [], text: "stems" },
  persons: { indexes: [], secrets: [] },
  retentions: { indexes: [], secrets: [] },
  peppers: { indexes: [], secrets: [], sealed: ["value"] },
  quarantine: { indexes: [["at"]], secrets: [] },
};
