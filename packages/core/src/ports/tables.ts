import type { Rows, TableName } from "./rows.ts";

/** How a store keeps a table: the fields it can look rows up by, and those it encrypts at rest. Every table's key is `id`. */
export interface TableShape<Row> {
  /** Lists of fields that a query may fix by equality; the last may also be bounded and orders the answer. */
  readonly indexes: readonly (readonly (keyof Row & string)[])[];
  readonly secrets: readonly (keyof Row & string)[];
}

/** Version of the shapes below. A store that was written by a newer version is refused. */
export const schemaVersion = 2;

/** The shape of every table. */
export const tables: { readonly [Table in TableName]: TableShape<Rows[Table]> } = {
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
};
