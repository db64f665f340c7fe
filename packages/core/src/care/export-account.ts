import type { AccountId, Json } from "../ports/identity.ts";
import type { Rows, TableName } from "../ports/rows.ts";
import type { StorePort } from "../ports/store.ts";
import type { PersonBook } from "../dialing/index.ts";
import { breathe, pagesOf } from "../engine/index.ts";
import { exportedLane, type LaneRow } from "./exported-lane.ts";
import { lanesByKey, lanesByMention } from "./find-lanes.ts";
import { maskRow, type MaskSchemas } from "./mask-row.ts";
import { createMasker, type Masker } from "./mask-value.ts";
import { ownRows, ownRowTest, ownTablesOf } from "./own-rows.ts";
import { toMark, type Person } from "./person.ts";

/** A row of an export. */
export interface ExportedRow {
  readonly table: string;
  readonly row: Readonly<Record<string, Json | undefined>>;
}

/** What an export gives. */
export interface ExportOptions {
  /** Only what is about one person. Default: everything of the account. */
  readonly person?: Person;
  /**
   * `false`: personal data as they are, e.g. to answer a person who asks what is known about him. Default: masked.
   */
  readonly masked?: boolean;
  /** With `person`: also looks through everything that does not tell whom it is about. Default: yes. */
  readonly thorough?: boolean;
}

/** What an export reads from. */
export interface ExportParts {
  readonly store: StorePort;
  readonly persons: PersonBook;
  readonly country: string | undefined;
  /** What is known of inputs, so that more of them can stay as it is. */
  readonly schemas?: MaskSchemas;
}

const pageSize = 200;

/** Tables that are the account's own, beside its calls and runs. */
const accountTables = ["connections", "installed", "doNotCall", "charges"] as const;

/**
 * Everything of an account, row by row, in no order that means anything; what was put away comes as the rows that it was. Values that are equal
 * within a call or run stay equal when they are masked.
 *
 * Shape: of large values in files the row without the content. Never: tokens, the CRM's tokens of requests, the store's own secrets, and what is
 * made from other rows: hashes of persons, stems for search.
 */
export async function* exportAccount(
  parts: ExportParts,
  account: AccountId,
  { person, masked = true, thorough = true }: ExportOptions = {},
): AsyncGenerator<ExportedRow> {
  const { schemas = { inputOf: () => undefined } } = parts;
  const show = <Table extends TableName>(masker: Masker) => {
    return (table: Table, row: Rows[Table]): ExportedRow => ({
      table,
      row: masked ? maskRow(table, row, masker, schemas) : withoutSecrets(table, row),
    });
  };
  const lanes = person ? lanesOfPerson(parts, account, person, thorough) : lanesOfAccount(parts.store, account);
  const seen = new Set<string>();
  for await (const lane of lanes) {
    if (seen.has(lane)) continue;
    seen.add(lane);
    const toRow = show(createMasker(null));
    for await (const { table, row } of exportedLane(parts.store, account, lane)) {
      yield toRow(table, row);
    }
  }
  const toRow = show(createMasker(null));
  for await (const { table, row } of person
    ? besidesOfPerson(parts, account, person, thorough)
    : besidesOfAccount(parts.store, account)) {
    yield toRow(table, row);
  }
}

async function* lanesOfPerson(
  { store, persons, country }: ExportParts,
  account: AccountId,
  person: Person,
  thorough: boolean,
): AsyncGenerator<string> {
  const search = { store, persons, account, mark: toMark(person, country) };
  yield* await lanesByKey(search);
  if (thorough) yield* lanesByMention(search);
}

async function* lanesOfAccount(store: StorePort, account: AccountId): AsyncGenerator<string> {
  const where = { account };
  for await (const page of pagesOf(store, "jobs", { where, limit: pageSize })) yield* page.map(({ id }) => id);
  for await (const page of pagesOf(store, "runs", { where, limit: pageSize })) yield* page.map(({ lane }) => lane);
  for await (const page of pagesOf(store, "archives", { where, limit: pageSize })) yield* page.map(({ id }) => id);
}

async function* besidesOfPerson(
  { store, persons, country }: ExportParts,
  account: AccountId,
  person: Person,
  thorough: boolean,
): AsyncGenerator<LaneRow> {
  const mark = toMark(person, country);
  const listed = "phone" in mark && (await store.read("doNotCall", persons.doNotCallKey(account, mark.phone)));
  if (listed) yield { table: "doNotCall", row: listed };
  for (const own of ownTablesOf(store)) {
    const isAbout = ownRowTest(own[1], mark, { country, thorough });
    for await (const page of ownRows(store, own, account))
      yield* page.filter(isAbout).map((row) => ({ table: own[0], row }));
  }
}

async function* besidesOfAccount(store: StorePort, account: AccountId): AsyncGenerator<LaneRow> {
  for (const table of ["accounts", "budgets", "retentions"] as const) {
    const row = await store.read(table, account);
    if (row) yield { table, row } as LaneRow;
  }
  for (const table of accountTables)
    for await (const page of pagesOf(store, table, { where: { account }, limit: pageSize })) {
      await breathe();
      yield* page.map((row) => ({ table, row }) as LaneRow);
    }
  for (const own of ownTablesOf(store))
    for await (const page of ownRows(store, own, account)) yield* page.map((row) => ({ table: own[0], row }));
}

/** Fields that tell nothing about a person and open something. */
const secrets: Readonly<Record<string, readonly string[]>> = { connections: ["secret"], jobs: ["requestToken"] };

function withoutSecrets<Table extends TableName>(table: Table, row: Rows[Table]): ExportedRow["row"] {
  const hidden = secrets[table] ?? [];
  const fields = Object.entries(row as unknown as ExportedRow["row"]);
  return Object.fromEntries(fields.filter(([name]) => !hidden.includes(name) && name !== "$stems"));
}
