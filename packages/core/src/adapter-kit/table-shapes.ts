import { tables, type OwnTables, type TableName, type TableShape } from "../ports/index.ts";

/** A table's shape, whichever row it has. */
export interface AnyTableShape {
  readonly indexes: readonly (readonly string[])[];
  readonly secrets: readonly string[];
  readonly sealed: readonly string[];
  readonly text: string | undefined;
}

/** The shapes that one store works with. */
export interface TableShapes {
  readonly names: readonly TableName[];
  /** `undefined` for a table that nobody defined. */
  find(table: TableName): AnyTableShape | undefined;
}

/** The shapes of the library's tables, and of those that a host defined. */
export function tableShapes(own: OwnTables = {}): TableShapes {
  const all: Readonly<Record<string, TableShape<never>>> = { ...tables, ...own };
  const shapes = new Map(Object.entries(all).map(([name, shape]) => [name, toAnyShape(shape)]));
  return { names: [...shapes.keys()] as TableName[], find: (table) => shapes.get(table) };
}

function toAnyShape({ indexes, secrets, sealed = [], text }: TableShape<never>): AnyTableShape {
  return { indexes, secrets, sealed, text };
}
