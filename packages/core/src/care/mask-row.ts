import type { Json } from "../ports/identity.ts";
import type { Rows, TableName } from "../ports/rows.ts";
import { ownFields } from "../ports/index.ts";
import { maskEvent, maskNotes } from "./mask-event.ts";
import type { Masker } from "./mask-value.ts";
import { isOwnEffect, isOwnFlow, openSchema } from "./open-schema.ts";

type Fields = Readonly<Record<string, Json | undefined>>;

/** What is known of values beyond the row that holds them. */
export interface MaskSchemas {
  /** JSON Schema of the input of a robot's calls. */
  inputOf(robot: string): Json | undefined;
}

/** How a field is masked. Fields that a table does not name are masked as values that nothing is known of. */
type FieldRule = "plain" | "left out" | ((value: Json, masker: Masker, row: Fields, schemas: MaskSchemas) => Json);

const subject: FieldRule = (value, masker) => masker.mask(value, subjectSchema);
const subjectSchema: Json = {
  properties: { type: { enum: ["lead", "deal", "contact", "company"] }, id: { type: "string" } },
};

const rules: Partial<Record<TableName, Readonly<Record<string, FieldRule>>>> = {
  accounts: plain("id createdAt timeZone uninstalledAt"),
  connections: { ...plain("id account adapter externalId"), secret: "left out" },
  jobs: {
    ...plain("id account robot status timeZone origin notBefore priority createdAt nextAt attempts liveRun"),
    ...plain("outcome stopReason gate endedAt"),
    input: (value, masker, row, schemas) =>
      masker.mask(value, typeof row["robot"] === "string" ? schemas.inputOf(row["robot"]) : undefined),
    texts: (value, masker) => maskMembers(value, masker),
    subject,
    contact: subject,
    requestToken: "left out",
    // A hash of the number, among other things: whoever guesses them could tell.
    fingerprint: "left out",
  },
  attempts: plain("id account job number startedAt gate"),
  runs: {
    ...plain("id account lane flow version fingerprint status seq startedAt endedAt closesAt outcome open job parent"),
    snapshot: (value, masker) => maskSnapshot(value, masker),
    facts: (value, masker) => maskFacts(value, masker),
    output: (value, masker, row) => masker.mask(value, isOwnFlow(row["flow"]) ? openSchema(value) : undefined),
    parked: (value, masker) => maskError(value, masker),
  },
  journal: {
    ...plain("id run seq at"),
    event: (value, masker) => maskEvent(value, masker),
    notes: (value, masker) => maskNotes(value, masker),
  },
  effects: {
    ...plain("id run account invoke type state tries startedAt dueAt endedBy cost"),
    input: (value, masker, row) => masker.mask(value, isOwnEffect(row["type"]) ? openSchema(value) : undefined),
    error: (value, masker) => maskError(value, masker),
  },
  timers: { ...plain("id account kind owner dueAt"), event: (value, masker) => maskEvent(value, masker) },
  doNotCall: plain("id account since"),
  blobs: {
    ...plain("id account mediaType bytes at kept"),
    content: (value, masker, row) => maskContent(value, masker, row),
  },
  blobRefs: plain("id account blob owner use at"),
  installed: plain("id account kind code fingerprint at"),
  budgets: plain("id account limit period"),
  charges: plain("id account at amount effect"),
  retentions: plain("id account keepMs doneUpTo"),
};

/** Rows of a host's tables: their fields' names are the definition's, their values anybody's. */
const ownRules: Readonly<Record<string, FieldRule>> = {
  account: "plain",
  [ownFields.version]: "plain",
  [ownFields.at]: "plain",
  [ownFields.stems]: "left out",
};

/** A row without personal data: what tells how things went stays, what came from people or the host is masked. */
export function maskRow<Table extends TableName>(
  table: Table,
  row: Rows[Table],
  masker: Masker,
  schemas: MaskSchemas,
): Fields {
  const fields = row as unknown as Fields;
  const known = rules[table] ?? ownRules;
  const masked = Object.entries(fields).flatMap(([name, value = null]) => {
    const rule = Object.hasOwn(known, name) ? known[name] : undefined;
    if (rule === "left out") return [];
    if (rule === "plain") return [[name, value] as const];
    return [[name, rule ? rule(value, masker, fields, schemas) : masker.mask(value, undefined)] as const];
  });
  return Object.fromEntries(masked);
}

function plain(names: string): Readonly<Record<string, FieldRule>> {
  return Object.fromEntries(names.split(" ").map((name) => [name, "plain" as const]));
}

function isObject(value: Json): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Members whose names the definition gave. */
function maskMembers(value: Json, masker: Masker): Json {
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item = null]) => [name, masker.mask(item, undefined)]));
}

function maskError(value: Json, masker: Masker): Json {
  if (!isObject(value)) return value;
  const { message = null, ...rest } = value;
  return { ...rest, message: masker.mask(message, undefined) };
}

function maskFacts(value: Json, masker: Masker): Json {
  const recording = isObject(value) ? (value["recording"] ?? null) : null;
  if (!isObject(value) || !isObject(recording)) return value;
  return { ...value, recording: { ...recording, url: masker.mask(recording["url"] ?? null, undefined) } };
}

/** State and status of a machine are its author's words; all else is what it knows. */
function maskSnapshot(value: Json, masker: Masker): Json {
  const snapshot = typeof value === "string" ? (JSON.parse(value) as Json) : null;
  if (!isObject(snapshot)) return value;
  const { status = null, value: state = null, ...rest } = snapshot;
  return JSON.stringify({ status, value: state, ...(maskMembers(rest, masker) as object) });
}

/** Transcripts keep who spoke when. */
function maskContent(value: Json, masker: Masker, { kept }: Fields): Json {
  if (typeof value !== "string" || value === "") return value;
  if (kept !== "text") return null;
  try {
    return JSON.stringify(masker.mask(JSON.parse(value) as Json, transcriptSchema));
  } catch {
    return masker.words(value);
  }
}

const transcriptSchema: Json = {
  items: {
    properties: {
      speaker: { enum: ["robot", "client"] },
      text: { type: "string" },
      atMs: { type: "number" },
      untilMs: { type: "number" },
    },
  },
};
