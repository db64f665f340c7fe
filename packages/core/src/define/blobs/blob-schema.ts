import { z } from "zod";
import type { BlobContent, BlobRef } from "../../ports/blobs.ts";

/** A field of a result that is kept as a blob: an effect gives `Content`, a flow gets a {@link BlobRef}. */
export type BlobSchema<Content> = z.ZodType<BlobRef, Content | BlobRef>;

/** What a marked field is. */
export interface BlobMark {
  readonly mediaType: string;
}

const marks = z.registry<BlobMark>();

/**
 * The schema of a {@link BlobRef}, for inputs of flows and effects that take a large value by its name.
 *
 * @example
 * const summarise = z.object({ call: z.string(), transcript: blobRef() });
 */
export function blobRef() {
  return z.strictObject({ blob: z.string(), bytes: z.int().min(0), mediaType: z.string() });
}

/**
 * Marks a field of an effect's result as a large text. `perform` gives the text, or a stream of its UTF-8; it is kept once, beside the
 * run, and the flow gets a {@link BlobRef}.
 *
 * Default: `text/plain`.
 * Limits: 256 MiB; only in the `output` of an effect.
 *
 * @example
 * const readContract = defineEffect({
 *   type: "contracts.read",
 *   input: z.object({ deal: z.string() }),
 *   output: z.object({ text: blobText(), pages: z.number() }),
 *   repeat: "idempotent",
 *   perform: async ({ deal }) => ({ text: `The contract of ${deal} …`, pages: 40 }),
 * });
 */
export function blobText(mediaType = "text/plain"): BlobSchema<string | ReadableStream<Uint8Array>> {
  return marked<string | ReadableStream<Uint8Array>>(mediaType);
}

/** As {@link blobText}, for bytes: a recording, a picture, a document. */
export function blobBytes(mediaType: string): BlobSchema<Uint8Array | ReadableStream<Uint8Array>> {
  return marked<Uint8Array | ReadableStream<Uint8Array>>(mediaType);
}

/** What a schema is marked with, also where it was described or cloned since. */
export function blobMarkOf(schema: unknown): BlobMark | undefined {
  const isSchema = typeof schema === "object" && schema !== null && "_zod" in schema;
  return isSchema ? marks.get(schema as z.ZodType) : undefined;
}

/** Whether a value may be the content of a blob. */
export function isBlobContent(value: unknown): value is BlobContent {
  return typeof value === "string" || value instanceof Uint8Array || value instanceof ReadableStream;
}

/** Whether a value names a blob. */
export function isBlobRef(value: unknown): value is BlobRef {
  return blobRef().safeParse(value).success;
}

function marked<Content>(mediaType: string): BlobSchema<Content> {
  const schema = blobRef();
  marks.add(schema, { mediaType });
  // What comes in is replaced before the schema sees it.
  return schema;
}
