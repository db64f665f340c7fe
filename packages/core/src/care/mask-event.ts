import type { Json } from "../ports/identity.ts";
import type { Masker } from "./mask-value.ts";

type Fields = Readonly<Record<string, Json | undefined>>;

/** Members of events that the engine, a definition or a vendor's report names things with. */
const plain = new Set([
  ...["type", "invoke", "timer", "node", "exit", "by", "cause", "at", "code", "reason", "effect", "found"],
  ...["mediaType", "durationMs", "transcriptBlob", "outcome"],
]);
/** Events whose members these are; those of hand-written flows may be anything. */
const own = /^(init$|effect\.|timer\.|run\.|call\.|dialog\.|recording\.|xstate\.)/;
const ownReason = /^[a-z][A-Za-z]*$/;
const names = new Set(["input", "output", "error", "event", "url", "message", "data"]);

/** An event as it is journaled, or as a timer brings it, without personal data. */
export function maskEvent(event: Json, masker: Masker): Json {
  if (!isObject(event)) return masker.mask(event, undefined);
  const isOwn = own.test(typeof event["type"] === "string" ? event["type"] : "effect.");
  const masked = Object.entries(event).map(([name, value = null]) => {
    if (name === "reason" && event["type"] === "run.cancelled") return [name, maskReason(value, masker)] as const;
    if ((name === "type" || (isOwn && plain.has(name))) && typeof value !== "object") return [name, value] as const;
    if (name === "event" || name === "error") return [name, maskEvent(value, masker)] as const;
    const isKnown = plain.has(name) || names.has(name);
    return [isKnown ? name : masker.words(name), masker.mask(value, undefined)] as const;
  });
  return Object.fromEntries(masked);
}

/** The library's own reasons are single words; a host may have written anything. */
function maskReason(value: Json, masker: Masker): Json {
  return typeof value === "string" && ownReason.test(value) ? value : masker.mask(value, undefined);
}

/** What the engine notes about an event: commands are the definition's words, what they carry is not. */
export function maskNotes(notes: Json, masker: Masker): Json {
  if (Array.isArray(notes)) return notes.map((note: Json) => maskNotes(note, masker));
  if (!isObject(notes)) return notes;
  const masked = Object.entries(notes).map(([name, value = null]) => {
    if (name === "params" || name === "emit") return [name, masker.mask(value, undefined)] as const;
    if (typeof value !== "object" || value === null) return [name, value] as const;
    const isOurs = name === "commands" || name === "notes";
    return [name, isOurs ? maskNotes(value, masker) : masker.mask(value, undefined)] as const;
  });
  return Object.fromEntries(masked);
}

function isObject(value: Json): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
