import { entry } from "./entry.ts";

/** What can be wrong with tables of a host, and with lists. */
export const tableCatalog = {
  TABLE_NEWER: entry<{ readonly table: string; readonly found: number; readonly known: number }>({
    side: "caller",
    retry: "never",
    message: ({ table, found, known }) =>
      `The table "${table}" was written to by version ${found} of its definition, and this is version ${known}. Give the newer definition; nothing was changed.`,
  }),
  TABLE_UNKNOWN: entry<{ readonly table: string }>({
    side: "caller",
    retry: "never",
    message: ({ table }) =>
      `The table "${table}" is not known here. Give what defineTable made to createEngine({ tables }), the newest version of it.`,
  }),
  RECORD_INVALID: entry<{ readonly table: string; readonly problems: readonly string[] }>({
    side: "caller",
    retry: "never",
    message: ({ table, problems }) =>
      `A row does not fit the table "${table}", so nothing was written: ${problems.join("; ")}.`,
  }),
  RECORD_TOO_LARGE: entry<{
    readonly table: string;
    readonly bytes: number;
    readonly limitBytes: number;
    readonly path: string;
  }>({
    side: "caller",
    retry: "never",
    message: ({ table, bytes, limitBytes, path }) =>
      `A row for the table "${table}" has ${bytes} bytes and may have ${limitBytes}; most of it is at "${path}". Keep large values as blobs and record what names them.`,
  }),
  TABLE_ROW_UNFIT: entry<{
    readonly table: string;
    readonly from: number;
    readonly to: number;
    readonly problems: readonly string[];
  }>({
    side: "caller",
    retry: "never",
    message: ({ table, from, to, problems }) =>
      `A row of the table "${table}" from version ${from} does not fit version ${to}: ${problems.join("; ")}. Mend the definition's upgrade; the row stays as it is.`,
  }),
  LIST_INVALID: entry<{ readonly list: string; readonly reason: string }>({
    side: "caller",
    retry: "never",
    message: ({ list, reason }) => `The list "${list}" cannot be given so: ${reason}.`,
  }),
};
