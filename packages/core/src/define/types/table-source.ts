import type { z } from "zod";
import type { Mistake } from "./mistake.ts";

/** What `defineTable` takes. */
export interface TableSource<Row extends z.ZodObject, Key extends string, Field extends string, Upgraded> {
  /** Name of the table: letters, digits and hyphens. Data stay under this name: it is never used for something else. */
  readonly id: string;
  /** A whole number from 1. Raise it when the rows change so that older ones no longer fit. */
  readonly version: number;
  /** A row. Only what survives JSON. Fields called `account` and `delete` are not possible, `id` only as the key. */
  readonly row: Row & CheckFields<Row, Key>;
  /** The field that tells rows apart within an account: a text that is always there. Default: `id`. */
  readonly key?: Key & TextField<Row>;
  /**
   * The lists of fields that `list` may fix by equality, in this order, before it orders the answer by the next field. Fields of an index are
   * texts or numbers that are always there. Default: rows are listed by their key alone.
   */
  readonly indexes?: readonly (readonly Field[])[];
  /** Fields of text whose words `search` finds. Default: none. */
  readonly search?: readonly WordField<Row>[];
  /** The fields that tell whom a row is about, so that it goes when the person is erased. Default: it is about nobody. */
  readonly person?: { readonly phone?: WordField<Row>; readonly subject?: SubjectField<Row> };
  /** How long rows are kept. Default: for ever. */
  readonly retention?: { readonly keepMs: number; readonly since?: MomentField<Row> };
  /** A row of an older version as one of this version, under the same key. Default: older rows fit as they are. */
  readonly upgrade?: (row: Readonly<Record<string, unknown>>, fromVersion: number) => Upgraded;
}

/** A row as it is written; what it is made from may be read only. */
export type GivenRow<Row extends z.ZodObject> = ReadOnly<z.input<Row>>;

/** A value, and everything in it, read only. */
export type ReadOnly<Value> = Value extends object ? { readonly [Name in keyof Value]: ReadOnly<Value[Name]> } : Value;

/** Fields whose value is always a `Kind`. */
type FieldOf<Row extends z.ZodObject, Kind> = {
  [Field in keyof z.output<Row>]-?: z.output<Row>[Field] extends Kind ? Field : never;
}[keyof z.output<Row>] &
  string;

/** Fields whose value is a `Kind` or nothing. */
type OptionalFieldOf<Row extends z.ZodObject, Kind> = FieldOf<Row, Kind | null | undefined>;

type TextField<Row extends z.ZodObject> = FieldOf<Row, string>;
/** Fields that an index may have. The key orders rows in every index anyway. */
export type IndexField<Row extends z.ZodObject> = Exclude<FieldOf<Row, string | number>, "id">;
type WordField<Row extends z.ZodObject> = OptionalFieldOf<Row, string>;
type MomentField<Row extends z.ZodObject> = FieldOf<Row, number>;
type SubjectField<Row extends z.ZodObject> = OptionalFieldOf<Row, { readonly type: string; readonly id: string }>;

type CheckFields<Row extends z.ZodObject, Key extends string> = keyof z.output<Row> &
  ("account" | "delete") extends never
  ? CheckKey<Key, keyof z.output<Row> & string>
  : Mistake<"A row has no field of its own called 'account' or 'delete'. Call it something else.">;

type CheckKey<Key extends string, Fields extends string> = "id" extends Key
  ? "id" extends Fields
    ? unknown
    : Mistake<"A row needs a field 'id', or name the field that is its key: key: '…'.">
  : unknown;
