import {
  enqueueActions,
  type ActionFunction,
  type EventObject,
  type MachineContext,
  type ParameterizedObject,
} from "xstate";
import type { TableDefinition } from "../define/index.ts";
import type { Mistake } from "../define/types/mistake.ts";
import type { ReadOnly } from "../define/types/table-source.ts";
import { recordAction } from "./placeholders.ts";

/** What a row is made from: the run's context and the event, as assigns see them. */
export interface RecordFacts<Context, Event> {
  readonly context: Context;
  readonly event: Event;
}

/** A row that is written over the one with the same key, or the key of one that is removed. */
export type RowChange<Given> = Given | { readonly delete: string };

/** A row as a table takes it; what context and events hold is read only. */
type GivenTo<Table> = Table extends { readonly row: { readonly _zod: { readonly input: infer Given } } }
  ? ReadOnly<Given>
  : never;

/** A field that the table does not have is a mistake at its place. */
type NothingUnknown<Table, Made> = {
  readonly [
    Unknown in Exclude<keyof Made, AllKeys<GivenTo<Table>> | "delete">
  ]: Mistake<`The table has no field '${Unknown & string}'.`>;
};

type AllKeys<Row> = Row extends unknown ? keyof Row : never;

/** An action that is known by its name and its params. */
type NamedRecord<Params> = (facts: unknown, params: Params) => void;

/** The action that stands for the record of a row. */
export const recordRowAction = "callwright.record";

/** What the action carries. */
export interface RecordRowParams {
  readonly table: string;
  readonly key: string;
  readonly row: unknown;
}

/** Tables that record actions write to. */
const tablesOf = new WeakMap<object, string>();

/**
 * Stands for a command `record` in `setup({ actions: { "visits.note": record<{ visit: string }>() } })`: gives its params a
 * type. It never runs: the engine keeps the record in the run's journal.
 */
export function record<Params = undefined>(): NamedRecord<Params>;
/**
 * An action that writes a row of a host's table, in the transaction of the step. The row is made purely, and checked by the table's schema
 * before anything is written; one that does not fit leaves the run to a person with `RECORD_INVALID`. The engine adds the account.
 *
 * @param make gives the row, or `{ delete: key }`
 * @example
 * ```ts ignore
 * on: { kept: { actions: record(visits, ({ context }) => ({ id: context.visit, status: "kept" })) } }
 * ```
 */
export function record<
  Table extends TableDefinition,
  const Made extends RowChange<GivenTo<Table>>,
  Context extends MachineContext,
  ExpressionEvent extends EventObject,
  Params extends ParameterizedObject["params"] | undefined,
  Event extends EventObject,
>(
  table: Table,
  make: (facts: RecordFacts<Context, ExpressionEvent>, params: Params) => Made & NothingUnknown<Table, Made>,
): ActionFunction<Context, ExpressionEvent, Event, Params, never, never, never, never, never>;
export function record(
  table?: TableDefinition,
  make?: (facts: RecordFacts<unknown, unknown>, params: unknown) => unknown,
): unknown {
  if (!table || !make) return recordAction;
  const action = enqueueActions(({ context, event, enqueue }, params) => {
    enqueue({ type: recordRowAction, params: toParams(table, make({ context, event }, params)) });
  });
  tablesOf.set(action, table.id);
  return action;
}

/** The table that an action writes to, where that can be told before it runs. */
export function tableOfAction(action: unknown): string | undefined {
  return typeof action === "function" ? tablesOf.get(action) : undefined;
}

function toParams(table: TableDefinition, made: unknown): RecordRowParams {
  const fields = (typeof made === "object" && made !== null ? made : {}) as Readonly<Record<string, unknown>>;
  const key = Object.hasOwn(fields, "delete") ? fields["delete"] : fields[table.key];
  const isRemoval = Object.hasOwn(fields, "delete");
  return { table: table.id, key: typeof key === "string" ? key : "", row: isRemoval ? null : (made ?? {}) };
}
