import type { z } from "zod";
import { CallwrightError } from "../errors/index.ts";
import { createNotes, type Notes } from "./readers/notes.ts";
import { isRecord, join, noteAbsentOr, noteUnknownKeys, readCount, type UnknownRecord } from "./readers/read-value.ts";
import { definitionOf, isObjectSchema, schemaProblems } from "./schema-survives-json.ts";
import type { TableDefinition, TablePerson, TableRetention } from "./table-definition.ts";
import type { GivenRow, IndexField, TableSource } from "./types/table-source.ts";

const tableKeys = ["id", "version", "row", "key", "indexes", "search", "person", "retention", "upgrade"];
const idRule = "letters, digits and hyphens, beginning with a letter, at most 60";
const fieldRule = "letters, digits and underscores, beginning with a letter";

/**
 * A table of your own: flows record rows with `record(table, …)`, and `account.table(table)` reads, lists and searches them. Rows belong
 * to an account.
 *
 * Default: the key is the field `id`; no indexes, no search, about nobody, kept for ever.
 * Limits: what survives JSON, 64 kB a row.
 *
 * @throws CallwrightError `DEFINE_INVALID` with all mistakes at once; most of them do not compile.
 * @example
 * const visits = defineTable({
 *   id: "visits",
 *   version: 1,
 *   row: z.object({ id: z.string(), status: z.enum(["planned", "kept"]), at: z.int(), phone: z.string(), note: z.string() }),
 *   indexes: [["status", "at"]],
 *   search: ["note"],
 *   person: { phone: "phone" },
 * });
 */
export function defineTable<
  Row extends z.ZodObject,
  const Field extends IndexField<Row> = never,
  const Key extends string = "id",
  const Upgraded extends GivenRow<Row> = GivenRow<Row>,
>(definition: TableSource<Row, Key, Field, Upgraded>): TableDefinition<z.output<Row>, z.input<Row>, Field> {
  const notes = createNotes();
  const source: unknown = definition;
  const read = readTable(isRecord(source) ? source : {}, notes);
  if (notes.mistakes.length > 0) throw new CallwrightError("DEFINE_INVALID", { id: read.id, mistakes: notes.mistakes });
  return read as TableDefinition<z.output<Row>, z.input<Row>, Field>;
}

function readTable(source: UnknownRecord, notes: Notes): TableDefinition {
  noteUnknownKeys(source, tableKeys, "", "A table", notes);
  const { row, key = "id", indexes = [], search = [], upgrade } = source;
  const fields = readFields(row, key, notes);
  const known = (path: string) => (field: unknown) => noteField(field, path, fields, notes);
  known("key")(key);
  readList(indexes, "indexes", "a list of lists of fields", notes).forEach((index, at) => {
    const names = readList(index, `indexes[${at}]`, "a list of fields, at least one", notes);
    if (names.length === 0)
      notes.add("DEFINE_WRONG_TYPE", `indexes[${at}]`, { expected: "a list of fields, at least one" });
    names.forEach((field, place) => {
      const path = `indexes[${at}][${place}]`;
      if (field === "id")
        notes.add("DEFINE_WRONG_TYPE", path, { expected: "another field: the key is in every index" });
      else known(path)(field);
    });
  });
  readList(search, "search", "a list of fields", notes).forEach((field, at) => known(`search[${at}]`)(field));
  if (upgrade !== undefined && typeof upgrade !== "function") {
    notes.add("DEFINE_WRONG_TYPE", "upgrade", { expected: "a function" });
  }
  const retention = readRetention(source["retention"], known, notes);
  return {
    kind: "table",
    id: readId(source["id"], notes),
    version: readCount(source["version"], "version", "raise it when older rows no longer fit", notes),
    row: row as z.ZodType,
    key: key as string,
    indexes: indexes as TableDefinition["indexes"],
    search: search as readonly string[],
    person: readPerson(source["person"], known, notes),
    ...(retention && { retention }),
    ...(upgrade === undefined ? {} : { upgrade: upgrade as NonNullable<TableDefinition["upgrade"]> }),
  };
}

function readId(id: unknown, notes: Notes): string {
  if (typeof id !== "string") {
    noteAbsentOr(id, "id", "name the table, e.g. visits", "a string", notes);
    return "";
  }
  if (!/^[A-Za-z][A-Za-z0-9-]{0,59}$/.test(id)) notes.add("DEFINE_ID_INVALID", "id", { name: id, rule: idRule });
  return id;
}

/** The names of a row's fields. */
function readFields(row: unknown, key: unknown, notes: Notes): readonly string[] {
  if (!isObjectSchema(row)) {
    noteAbsentOr(
      row,
      "row",
      "the schema of a row",
      "an object schema of zod, e.g. z.object({ id: z.string() })",
      notes,
    );
    return [];
  }
  for (const problem of schemaProblems(row)) notes.add("DEFINE_SCHEMA_NOT_JSON", join("row", problem.path), problem);
  // A field that nobody named could be called like one of the library's, e.g. "account".
  if (!["undefined", "never"].includes(String(definitionOf(definitionOf(row)?.catchall)?.type)))
    notes.add("DEFINE_WRONG_TYPE", "row", { expected: "an object schema that names every field" });
  const names = Object.keys(row.shape);
  const taken = ["account", "delete", ...(key === "id" ? [] : ["id"])];
  for (const [at, name] of names.entries()) {
    const rule = nameProblem(name, names.slice(0, at), taken);
    if (rule !== undefined) notes.add("DEFINE_ID_INVALID", `row.${name}`, { name, rule });
  }
  return names;
}

/** Stores may take upper and lower case in a name for the same. */
function nameProblem(name: string, before: readonly string[], taken: readonly string[]): string | undefined {
  const isCalledSo = (other: string) => other.toLowerCase() === name.toLowerCase();
  if (!/^[A-Za-z][A-Za-z0-9_]*$/.test(name)) return fieldRule;
  if (taken.some(isCalledSo)) return `another name: "${name}" has a meaning of its own here`;
  const twin = before.find(isCalledSo);
  return twin === undefined ? undefined : `another name: "${twin}" differs from it only by upper and lower case`;
}

function noteField(field: unknown, path: string, known: readonly string[], notes: Notes): void {
  if (typeof field !== "string") notes.add("DEFINE_WRONG_TYPE", path, { expected: "the name of a field" });
  else if (!known.includes(field)) notes.add("DEFINE_UNKNOWN_FIELD", path, { name: field, known });
}

function readList(value: unknown, path: string, expected: string, notes: Notes): readonly unknown[] {
  if (Array.isArray(value)) return value as readonly unknown[];
  notes.add("DEFINE_WRONG_TYPE", path, { expected });
  return [];
}

type Known = (path: string) => (field: unknown) => void;

function readPerson(value: unknown, known: Known, notes: Notes): TablePerson {
  if (value === undefined) return {};
  if (!isRecord(value)) {
    notes.add("DEFINE_WRONG_TYPE", "person", { expected: "an object with phone, subject or both" });
    return {};
  }
  noteUnknownKeys(value, ["phone", "subject"], "person", "A person", notes);
  for (const [name, field] of Object.entries(value)) if (field !== undefined) known(`person.${name}`)(field);
  return value;
}

function readRetention(value: unknown, known: Known, notes: Notes): TableRetention | undefined {
  if (value === undefined) return undefined;
  if (!isRecord(value)) {
    notes.add("DEFINE_WRONG_TYPE", "retention", { expected: "an object with keepMs" });
    return undefined;
  }
  noteUnknownKeys(value, ["keepMs", "since"], "retention", "A retention", notes);
  const keepMs = readCount(value["keepMs"], "retention.keepMs", "say how long a row is kept", notes);
  if (value["since"] === undefined) return { keepMs };
  known("retention.since")(value["since"]);
  return { keepMs, since: value["since"] as string };
}
