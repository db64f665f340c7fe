import { isUtf8 } from "node:buffer";
import { createHash } from "node:crypto";
import { piecesOf } from "../../adapter-kit/byte-stream.ts";
import { CallwrightError } from "../../errors/index.ts";
import type { BlobContent } from "../../ports/blobs.ts";
import type { FileDraft, FilesPort } from "../../ports/files.ts";
import type { BlobRow } from "../../ports/rows.ts";

/** How a content is kept. */
export interface ContentSettings {
  readonly mediaType: string;
  /** A content with more bytes is refused with `BLOB_TOO_LARGE`. Default: 256 MiB. */
  readonly limitBytes?: number;
}

/** A content that was read to its end: small in memory, else in a draft that is not kept yet. */
export type GatheredContent = {
  /** SHA-256, hex. */
  readonly hash: string;
  readonly bytes: number;
} & ({ readonly small: Pick<BlobRow, "kept" | "content"> } | { readonly small?: never; readonly draft: FileDraft });

/** Up to this many bytes a content stands in its row. */
const mostBytesInRow = 1024 * 1024;
const defaultLimitBytes = 256 * 1024 * 1024;
const pieceBytes = 64 * 1024;
const textTypes = /^(text\/|application\/(.*\+)?json\b|application\/(.*\+)?xml\b)/;

/** Reads a content once, hashes it on the way, and holds at most what fits into a row. @throws BLOB_TOO_LARGE */
export async function gatherContent(
  files: FilesPort,
  content: BlobContent,
  { mediaType, limitBytes = defaultLimitBytes }: ContentSettings,
): Promise<GatheredContent> {
  const hash = createHash("sha256");
  let held: Uint8Array[] = [];
  let bytes = 0;
  let draft: FileDraft | undefined;
  try {
    for await (const piece of eachPiece(content)) {
      bytes += piece.length;
      if (bytes > limitBytes) throw new CallwrightError("BLOB_TOO_LARGE", { limitBytes });
      hash.update(piece);
      if (!draft && bytes > mostBytesInRow) {
        draft = await files.begin();
        for (const early of held) await draft.write(early);
        held = [];
      }
      if (draft) await draft.write(piece);
      else held.push(Uint8Array.from(piece));
    }
  } catch (error) {
    await draft?.discard();
    throw error;
  }
  const told = { hash: hash.digest("hex"), bytes };
  if (draft) return { ...told, draft };
  return { ...told, small: typeof content === "string" ? asText(content) : asKept(Buffer.concat(held), mediaType) };
}

function asText(content: string): Pick<BlobRow, "kept" | "content"> {
  return { kept: "text", content };
}

/** Text takes a third less room than base64. */
function asKept(bytes: Buffer, mediaType: string): Pick<BlobRow, "kept" | "content"> {
  if (textTypes.test(mediaType) && isUtf8(bytes)) return asText(bytes.toString());
  return { kept: "base64", content: bytes.toString("base64") };
}

async function* eachPiece(content: BlobContent): AsyncGenerator<Uint8Array> {
  if (typeof content === "string" || content instanceof Uint8Array) {
    const whole = typeof content === "string" ? Buffer.from(content) : content;
    for (let from = 0; from < whole.length; from += pieceBytes) yield whole.subarray(from, from + pieceBytes);
    return;
  }
  const { next, end } = piecesOf(content);
  try {
    for (let piece = await next(); piece; piece = await next()) yield piece;
  } finally {
    await end();
  }
}
