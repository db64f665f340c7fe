import { createHash } from "node:crypto";
import { byteStream, piecesOf } from "../../adapter-kit/byte-stream.ts";
import { CallwrightError } from "../../errors/index.ts";
import type { BlobReader } from "../../ports/blobs.ts";
import type { AccountId } from "../../ports/identity.ts";
import type { BlobRow } from "../../ports/rows.ts";
import type { StorePort } from "../../ports/store.ts";
import { readBlobId } from "./blob-ids.ts";

/** Reads the blobs of one account, each verified by its hash. */
export function createBlobReader(store: Pick<StorePort, "read" | "files" | "name">, account: AccountId): BlobReader {
  const find = async (blob: Parameters<BlobReader["open"]>[0]): Promise<BlobRow> => {
    const id = typeof blob === "string" ? blob : blob.blob;
    const read = readBlobId(id);
    const row = read?.account === account ? await store.read("blobs", id) : undefined;
    if (!row) throw new CallwrightError("BLOB_UNKNOWN", { blob: read ? id : "(none)" });
    return row;
  };
  const open = async (row: BlobRow): Promise<ReadableStream<Uint8Array>> => {
    if (row.kept !== "file") return toStream(contentOf(row, store.name));
    const file = await store.files.open(row.id);
    if (!file) throw damaged(store.name, row, "its file is not there");
    return verified(file, row, store.name);
  };
  const read = async (blob: Parameters<BlobReader["open"]>[0]): Promise<Uint8Array> => {
    const row = await find(blob);
    if (row.kept !== "file") return contentOf(row, store.name);
    const pieces: Uint8Array[] = [];
    for await (const piece of await open(row)) pieces.push(piece);
    return Buffer.concat(pieces);
  };
  return {
    open: async (blob) => open(await find(blob)),
    read,
    text: async (blob) => Buffer.from(await read(blob)).toString(),
  };
}

function contentOf(row: BlobRow, store: string): Uint8Array {
  const content = Buffer.from(row.content, row.kept === "text" ? "utf8" : "base64");
  if (createHash("sha256").update(content).digest("hex") !== readBlobId(row.id)?.hash) {
    throw damaged(store, row, "its content is not the one that was kept");
  }
  return content;
}

function toStream(content: Uint8Array): ReadableStream<Uint8Array> {
  let left: Uint8Array | undefined = content;
  return byteStream({
    async next() {
      const whole = left;
      left = undefined;
      return whole?.length === 0 ? undefined : whole;
    },
    end: async () => undefined,
  });
}

/** Passes a content on and fails at its end when it is not the one that was kept. */
function verified(file: ReadableStream<Uint8Array>, row: BlobRow, store: string): ReadableStream<Uint8Array> {
  const hash = createHash("sha256");
  const { next, end } = piecesOf(file);
  return byteStream({
    async next() {
      const piece = await next();
      if (piece) hash.update(piece);
      else if (hash.digest("hex") !== readBlobId(row.id)?.hash) {
        throw damaged(store, row, "its content is not the one that was kept");
      }
      return piece;
    },
    end,
  });
}

function damaged(store: string, { id }: BlobRow, how: string): CallwrightError {
  return new CallwrightError("STORE_DAMAGED", { path: store, reason: `the blob "${id}" is damaged: ${how}` });
}
