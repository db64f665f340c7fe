import type { BlobStore } from "../engine/index.ts";
import type { AccountId, RunId } from "../ports/identity.ts";
import type { StorePort } from "../ports/store.ts";

/** A recording that is kept. */
export interface KeptRecording {
  /** Names it: a flow or an effect may be given this and reads it with `blobs.open`. */
  readonly blob: string;
  readonly mediaType: string;
  /** Length of the content. */
  readonly bytes: number;
  /** The content in pieces; to be read once. */
  readonly content: ReadableStream<Uint8Array>;
}

/** The recording that is kept for an attempt. */
export async function keptRecording(
  { store, blobs }: { readonly store: StorePort; readonly blobs: BlobStore },
  account: AccountId,
  run: RunId,
): Promise<KeptRecording | undefined> {
  const ref = await blobs.findRef(run, "recording");
  const row = ref && (await store.read("blobs", ref.blob));
  if (!row) return undefined;
  const { id, mediaType, bytes } = row;
  return { blob: id, mediaType, bytes, content: await blobs.reader(account).open(id) };
}
