import { createHash } from "node:crypto";
import type { StorePort } from "@callwright/core/ports";
import { sampleRow } from "@callwright/core/testing";

/** Keeps a content in a file of the store, with its row. @returns its key */
export async function keepFile(store: StorePort, text: string): Promise<string> {
  const id = `shop:${createHash("sha256").update(text).digest("hex")}`;
  const draft = await store.files.begin();
  await draft.write(Buffer.from(text));
  await draft.keep(id);
  const row = sampleRow("blobs", { id, account: "shop", bytes: Buffer.byteLength(text), kept: "file", content: "" });
  await store.commit([[{ op: "put", table: "blobs", row }]]);
  return id;
}

/** The hash of a content, as hex. */
export async function sha256(content: ReadableStream<Uint8Array>): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of content) hash.update(chunk);
  return hash.digest("hex");
}
