import { z } from "zod";
import { blobBytes, blobRef, blobText, defineEffect, type BlobRef } from "../../src/index.ts";
import type { Holds, Same } from "../define/same-type.ts";

export const read = defineEffect({
  type: "documents.read",
  input: z.object({ deal: z.string() }),
  output: z.object({ text: blobText(), scan: blobBytes("image/png").nullable() }),
  repeat: "marked",
  perform: async ({ deal }) => ({ text: deal, scan: new Uint8Array(1) }),
  reconcile: async () => ({ found: true, output: { text: new Blob([]).stream(), scan: null } }),
});

export const copy = defineEffect({
  type: "documents.copy",
  input: z.object({ text: blobRef() }),
  output: z.object({ text: blobText("text/html") }),
  repeat: "idempotent",
  perform: async ({ text }, { blobs }) => ({ text: text.bytes > 10 ? await blobs.open(text) : text }),
});

/** What an effect gives, and what a flow gets. */
export type Inferred = readonly [
  Holds<Same<z.output<(typeof read)["output"]>, { text: BlobRef; scan: BlobRef | null }>>,
  Holds<Same<z.input<ReturnType<typeof blobText>>, string | ReadableStream<Uint8Array> | BlobRef>>,
  Holds<Same<z.output<ReturnType<typeof blobRef>>, { blob: string; bytes: number; mediaType: string }>>,
];

export const wrong = [
  defineEffect({
    type: "documents.read",
    input: z.object({}),
    output: z.object({ text: blobText() }),
    repeat: "idempotent",
    // @ts-expect-error a text is no number
    perform: async () => ({ text: 7 }),
  }),
  defineEffect({
    type: "documents.read",
    input: z.object({}),
    output: z.object({ scan: blobBytes("image/png") }),
    repeat: "idempotent",
    // @ts-expect-error bytes are no text
    perform: async () => ({ scan: "words" }),
  }),
  defineEffect({
    type: "documents.count",
    input: z.object({ text: blobRef() }),
    output: z.object({ words: z.number() }),
    repeat: "idempotent",
    // @ts-expect-error an effect gets the name of a blob, not its text
    perform: async ({ text }) => ({ words: text.split(" ").length }),
  }),
  // @ts-expect-error bytes have no media type of their own
  blobBytes(),
];
