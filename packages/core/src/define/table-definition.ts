import type { z } from "zod";

/** Which fields of a row tell whom it is about. */
export interface TablePerson {
  /** A field with a phone number. */
  readonly phone?: string;
  /** A field with a CRM item: `{ type, id }`. */
  readonly subject?: string;
}

/** How long rows are kept. */
export interface TableRetention {
  readonly keepMs: number;
  /** The field with the moment that it is counted from, in milliseconds since 1970; absent: from when the row was last written. */
  readonly since?: string;
}

/**
 * What `defineTable` gives: a table of the host's own, whose rows flows record and the host reads.
 *
 * `Row` is a row as it is read, `Given` one as it is written, `Field` a field that lists may ask for.
 */
export interface TableDefinition<Row = unknown, Given = unknown, Field extends string = string> {
  readonly kind: "table";
  readonly id: string;
  readonly version: number;
  readonly row: z.ZodType<Row, Given>;
  /** The field that tells rows apart within an account. */
  readonly key: string;
  readonly indexes: readonly (readonly Field[])[];
  /** Fields whose words are searched. */
  readonly search: readonly string[];
  readonly person: TablePerson;
  readonly retention?: TableRetention;
  /** A row of an older version as one of this version. */
  upgrade?(row: Readonly<Record<string, unknown>>, fromVersion: number): Given;
}
