import type { TableDefinition } from "../../define/index.ts";
import { CallwrightError, safePath } from "../../errors/index.ts";
import type { AccountId, Json } from "../../ports/identity.ts";
import type { OwnRow } from "../../ports/rows.ts";
import { ownFields } from "../../ports/tables.ts";
import { checkRecordSize } from "../size-limits.ts";

/** What rows are made with beside the table. */
export interface RowMaking {
  /** Stems of the words in a text, separated by blanks. */
  readonly stemsOf: (text: string) => string;
}

type Fields = Readonly<Record<string, Json | undefined>>;

const maxKeyLength = 200;

/** What the keys of an account's rows begin with: an account may be called `a/b`, and nothing of it may stand among the rows of `a`. */
export function ownRowPrefix(account: AccountId): string {
  return `${account.replaceAll(/[%/]/g, encodeURIComponent)}/`;
}

/** Key of a row in its store. @throws RECORD_INVALID */
export function ownRowId(table: TableDefinition, account: AccountId, key: unknown): string {
  const isFit = typeof key === "string" && key !== "" && key.length <= maxKeyLength && isWellFormed(key);
  if (isFit) return `${ownRowPrefix(account)}${key}`;
  const problem = `${table.key}: must be a text of 1 to ${maxKeyLength} characters, it is the row's key`;
  throw new CallwrightError("RECORD_INVALID", { table: table.id, problems: [problem] });
}

/**
 * A row as a store keeps it.
 *
 * @throws RECORD_INVALID, RECORD_TOO_LARGE: both tell places, never values.
 */
export function toOwnRow(
  table: TableDefinition,
  account: AccountId,
  given: unknown,
  now: number,
  made: RowMaking,
): OwnRow {
  const parsed = table.row.safeParse(given);
  if (!parsed.success) {
    throw new CallwrightError("RECORD_INVALID", { table: table.id, problems: problemsOf(parsed.error.issues) });
  }
  const { [table.key]: key, ...others } = parsed.data as Fields;
  const id = ownRowId(table, account, key);
  checkRecordSize(table.id, parsed.data);
  return {
    id,
    account,
    ...(table.key !== "id" && { [table.key]: key }),
    ...others,
    ...addedFields(table, parsed.data as Fields, now, made),
  };
}

/**
 * A stored row as its table's definition gives it; one of an older version is upgraded.
 *
 * @throws TABLE_ROW_UNFIT when the upgraded row does not fit.
 */
export function fromOwnRow(table: TableDefinition, row: OwnRow): unknown {
  const names = Object.keys(row).filter((name) => name !== "id" && name !== "account" && !name.startsWith("$"));
  const own = Object.fromEntries(names.map((name) => [name, row[name]]));
  const key = row.id.slice(ownRowPrefix(row.account).length);
  const fields = { [table.key]: key, ...own };
  const from = versionOf(row);
  if (from >= table.version) {
    // Fields with a default may have come to the definition since.
    const read = table.row.safeParse(fields);
    return read.success ? read.data : fields;
  }
  const parsed = table.row.safeParse(upgraded(table, fields, from));
  if (!parsed.success) throw unfit(table, from, problemsOf(parsed.error.issues));
  // Under another key it would be a second row, written anew at every start.
  if ((parsed.data as Fields)[table.key] !== key) throw unfit(table, from, [`${table.key}: upgrade changed the key`]);
  return parsed.data;
}

/** Version of the definition that wrote a row. */
export function versionOf(row: OwnRow): number {
  const version = row[ownFields.version];
  return typeof version === "number" ? version : 1;
}

function upgraded(table: TableDefinition, fields: Fields, from: number): unknown {
  if (!table.upgrade) return fields;
  try {
    return table.upgrade(fields, from);
  } catch {
    throw unfit(table, from, ["upgrade: it threw"]);
  }
}

function unfit(table: TableDefinition, from: number, problems: readonly string[]): CallwrightError {
  return new CallwrightError("TABLE_ROW_UNFIT", { table: table.id, from, to: table.version, problems });
}

function addedFields(table: TableDefinition, row: Fields, now: number, made: RowMaking): Fields {
  const { version, search, retention } = table;
  return {
    ...(version > 1 && { [ownFields.version]: version }),
    ...(retention && retention.since === undefined && { [ownFields.at]: now }),
    ...(search.length > 0 && { [ownFields.stems]: made.stemsOf(search.map((field) => textOf(row[field])).join("\n")) }),
  };
}

function textOf(value: Json | undefined): string {
  return typeof value === "string" ? value : "";
}

interface Issue {
  readonly code: string;
  readonly path: readonly PropertyKey[];
  readonly expected?: unknown;
}

/** A schema's own message may repeat what was given: only its kind is told. */
function problemsOf(issues: readonly object[]): readonly string[] {
  return (issues as readonly Issue[]).map(({ code, path, expected }) => {
    const place = safePath(path) || "row";
    return `${place}: ${code === "invalid_type" ? `must be ${String(expected)}` : code.replaceAll("_", " ")}`;
  });
}

function isWellFormed(text: string): boolean {
  // Node 20 has it, the types of the language's year do not yet.
  return (text as string & { isWellFormed(): boolean }).isWellFormed() && !text.includes("\0");
}
