import type { z } from "zod";
import { mapBlobs, marksBlobs } from "../../define/index.ts";
import { CallwrightError } from "../../errors/index.ts";
import type { BlobContent, BlobRef } from "../../ports/blobs.ts";
import type { AccountId, Json, RunId } from "../../ports/identity.ts";
import type { BlobStore, PreparedBlob } from "../blobs/blob-store.ts";
import type { Work } from "../work.ts";
import type { EffectDeclaration } from "./effect-declaration.ts";

/** A result as a run gets it: checked, with large values replaced by what names them. */
export interface KeptResult {
  readonly output: Json;
  /** Names its large values for a run, in the transaction that gives it the result. */
  nameIn(work: Work, run: RunId): void;
  /** To be called in the end: what nobody has named by then goes. */
  release(): Promise<void>;
}

/** Whether results of an effect may hold large values. */
export function givesBlobs({ output }: EffectDeclaration): boolean {
  return marksBlobs(output);
}

/** Keeps the large values of one result, also when nobody waits for it any more. */
export function createResultKeeper({ output }: EffectDeclaration, account: AccountId, blobs: ResultBlobs) {
  let isGivenUp = false;
  let isAnswered = false;
  let kept: KeptResult | undefined;
  return {
    /** Whether the other side had answered: then the effect was carried out, whatever became of its result. */
    get isAnswered(): boolean {
      return isAnswered;
    },
    get kept(): KeptResult | undefined {
      return kept;
    },
    async keep(answer: Promise<unknown>): Promise<KeptResult> {
      const given = await answer;
      isAnswered = true;
      kept = await keepResult(output, given, account, blobs);
      // Its time was over meanwhile.
      if (isGivenUp) await kept.release();
      return kept;
    },
    async giveUp(): Promise<void> {
      isGivenUp = true;
      await kept?.release();
    },
  };
}

/** What keeping results needs. */
export type ResultBlobs = Pick<BlobStore, "prepare" | "adopt">;

/**
 * Checks a result by its schema and keeps the large values that the schema marks.
 *
 * @throws ZodError, BLOB_TOO_LARGE, BLOB_UNKNOWN, and what a stream in it fails with; nothing is kept then
 */
export async function keepResult(
  schema: z.ZodType,
  answer: unknown,
  account: AccountId,
  blobs: ResultBlobs,
): Promise<KeptResult> {
  const found: { readonly content: BlobContent | BlobRef; readonly mediaType: string }[] = [];
  mapBlobs(schema, answer, (content, { mediaType }) => {
    found.push({ content, mediaType });
    return { blob: "", bytes: 0, mediaType };
  });
  const prepared: PreparedBlob[] = [];
  const release = async () => {
    for (const blob of prepared) await blob.release();
  };
  try {
    for (const { content, mediaType } of found) prepared.push(await prepare(content, mediaType, account, blobs));
    let at = 0;
    const named = mapBlobs(schema, answer, (_, { mediaType }) => {
      const blob = prepared[at];
      at += 1;
      return blob?.ref ?? { blob: "", bytes: 0, mediaType };
    });
    const output = schema.parse(named) as Json;
    return {
      output,
      nameIn: (work, run) => {
        for (const blob of prepared) blob.nameIn(work, run, "result");
      },
      release,
    };
  } catch (error) {
    await release();
    throw error;
  }
}

async function prepare(
  content: BlobContent | BlobRef,
  mediaType: string,
  account: AccountId,
  blobs: ResultBlobs,
): Promise<PreparedBlob> {
  if (!isRef(content)) return blobs.prepare(account, content, { mediaType });
  const known = await blobs.adopt(account, content);
  if (!known) throw new CallwrightError("BLOB_UNKNOWN", { blob: content.blob });
  return known;
}

function isRef(content: BlobContent | BlobRef): content is BlobRef {
  return typeof content === "object" && "blob" in content;
}
