import type { Json } from "../ports/identity.ts";

/** Names that the library gives to what its own effects, flows and robots take and give. */
const names = new Set([
  ...["outcome", "by", "facts", "trail", "error", "data", "node", "exit", "code", "message", "reached", "notConnected"],
  ...["endCause", "callId", "activityId", "attempt", "mark", "phone", "direction", "startedAt", "person", "type", "id"],
  ...["responsibleId", "durationSeconds", "result", "linkTo", "recording", "url", "mediaType", "durationMs", "subject"],
  ...["transcriptBlob", "blob", "shape", "texts", "title", "text", "stage", "stageBefore", "stageAfter", "trigger"],
  ...["moveTo", "todo", "request", "values", "outcomeTitle", "reason", "attempts", "job", "input", "vendorCallId"],
  ...["alreadyCompleted", "found", "live", "reports", "position", "at", "waitMs", "recheckMs", "lookup", "failure"],
  ...["deadlineMs", "bytes", "run", "flow", "version", "run", "stage"],
]);
/** Members whose values the library or a definition chose, never a person. */
const open = new Set([
  ...[
    "outcome",
    "by",
    "node",
    "exit",
    "code",
    "reached",
    "notConnected",
    "endCause",
    "callId",
    "attempt",
    "mark",
    "job",
  ],
  ...["direction", "type", "result", "mediaType", "transcriptBlob", "blob", "shape", "stage", "stageBefore"],
  ...["stageAfter", "trigger", "moveTo", "run", "flow"],
]);

/** Members that the library made wholly; others may hold anything. */
const containers = new Set([...["facts", "trail", "error", "recording", "subject", "person", "linkTo", "position"]]);

/** A JSON Schema of what the library made itself: its names, and those of its values that nobody said, stay as they are. */
export function openSchema(value: Json): Json {
  if (Array.isArray(value)) return { prefixItems: value.map((item: Json) => openSchema(item)) };
  if (typeof value !== "object" || value === null) return {};
  const members = Object.entries(value as Readonly<Record<string, Json>>).filter(([name]) => names.has(name));
  const properties = members.map(([name, item]) => {
    const isOpen = open.has(name) && typeof item === "string";
    if (isOpen) return [name, { const: item }] as const;
    return [name, containers.has(name) ? openSchema(item) : {}] as const;
  });
  return { properties: Object.fromEntries(properties) };
}

/** Whether an effect is the library's own. */
export function isOwnEffect(type: unknown): boolean {
  return typeof type === "string" && /^(crm|callLog|voice)\./.test(type);
}

/** Whether a flow is the library's own: one of a robot's, or one that tells the CRM. */
export function isOwnFlow(flow: unknown): boolean {
  return typeof flow === "string" && (flow.startsWith("callwright.") || /\/hosted(\/|$)/.test(flow));
}
