import type { PersonMark } from "../adapter-kit/person-key.ts";
import { toE164 } from "../calls/index.ts";
import { breathe, ownRowPrefix, pagesOf } from "../engine/index.ts";
import type { AccountId } from "../ports/identity.ts";
import type { DamagedRow } from "../ports/damage.ts";
import type { OwnRow, OwnTableName } from "../ports/rows.ts";
import type { StorePort } from "../ports/store.ts";
import type { OwnTableShape } from "../ports/tables.ts";
import { mentionTest } from "./mentions.ts";

const pageSize = 500;

/** The tables of hosts that a store knows. */
export function ownTablesOf(store: StorePort): readonly (readonly [OwnTableName, OwnTableShape])[] {
  return Object.entries(store.ownTables()) as [OwnTableName, OwnTableShape][];
}

/** Which rows of a host's table are wanted, and who is told of damaged ones. */
export interface OwnRowsOptions {
  /** Only rows whose field is at most this. */
  readonly upTo?: { readonly field: string; readonly value: number };
  /** Called for the damaged rows of the account. Default: they are thrown. */
  readonly onDamaged?: (row: DamagedRow) => void;
}

/** The rows of an account in a host's table, page by page; by index where there is one. */
export async function* ownRows(
  store: StorePort,
  [table, { indexes }]: readonly [OwnTableName, OwnTableShape],
  account: AccountId,
  { upTo, onDamaged }: OwnRowsOptions = {},
): AsyncGenerator<readonly OwnRow[]> {
  const byTime = upTo && indexes.some(([first, second]) => first === "account" && second === upTo.field);
  const byAccount = indexes.some(([first]) => first === "account");
  const told = onDamaged && {
    onDamaged: (row: DamagedRow) => {
      // Every key begins with its account.
      if ((row.fields["account"] ?? account) === account && row.id.startsWith(ownRowPrefix(account))) onDamaged(row);
    },
  };
  const query = { ...(byAccount && { where: { account }, ...(byTime && { upTo }) }), ...told };
  const isMeant = (row: OwnRow) => row.account === account && (!upTo || isUpTo(row[upTo.field], upTo.value));
  for await (const page of pagesOf(store, table, { ...query, limit: pageSize })) {
    await breathe();
    yield page.filter(isMeant);
  }
}

/** Whether a field's value is at most this. */
export function isUpTo(value: unknown, bound: number): boolean {
  return typeof value === "number" && value <= bound;
}

/**
 * A test for rows of a host's table that are about a person: by the fields that its definition names; where everything is looked through, by
 * whatever they mention.
 */
export function ownRowTest(
  { person }: OwnTableShape,
  mark: PersonMark,
  { country, thorough }: { readonly country: string | undefined; readonly thorough: boolean },
): (row: OwnRow) => boolean {
  const names = mentionTest(mark);
  const isNamedIn = (value: unknown) => value !== undefined && names(JSON.stringify(value));
  return (row) => {
    if (thorough && isNamedIn(row)) return true;
    if (!("phone" in mark)) return person?.subject !== undefined && isNamedIn(row[person.subject]);
    const written = person?.phone === undefined ? undefined : row[person.phone];
    return typeof written === "string" && (toE164(written, country) === mark.phone || isNamedIn(written));
  };
}
