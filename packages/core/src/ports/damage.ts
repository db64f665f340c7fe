import type { TableName } from "./rows.ts";

/** A row that a store cannot give back as it was written. */
export interface DamagedRow {
  readonly table: TableName;
  readonly id: string;
  /** The row's indexed fields, which a store keeps beside its text: they say where the row belongs. */
  readonly fields: Readonly<Record<string, string | number | null>>;
  /** What is wrong with it. Never what it holds. */
  readonly reason: string;
  /** The stored text, as it stands; bytes as base64. */
  readonly raw: string;
}
