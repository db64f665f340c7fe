import type { TableDefinition } from "../../define/index.ts";
import { ownFields } from "../../ports/tables.ts";
import type { OwnTableName } from "../../ports/rows.ts";
import type { OwnTableShape } from "../../ports/tables.ts";

/** What a store calls a table of a host. */
export function ownTableName(id: string): OwnTableName {
  return `own.${id}`;
}

/**
 * How a store keeps a host's table.
 *
 * Shape: rows of an account stand side by side by their key, so that no index is needed to list them.
 */
export function toTableShape(table: TableDefinition): OwnTableShape {
  const { version, indexes, search, person, retention } = table;
  const since = retention && (retention.since ?? ownFields.at);
  return {
    indexes: [
      ...[...new Map(indexes.map((fields) => [fields.join(), ["account", ...fields]])).values()],
      ...(since === undefined || indexes.some(([first]) => first === since) ? [] : [["account", since]]),
      // Rows of older versions are brought up to date in the background: they are found by it.
      ...(version > 1 ? [[ownFields.version]] : []),
    ],
    secrets: [],
    ...(search.length > 0 && { text: ownFields.stems }),
    version,
    ...(Object.keys(person).length > 0 && { person }),
    ...(retention && since !== undefined && { retention: { since, keepMs: retention.keepMs } }),
  };
}
