import type { AccountId } from "../../ports/identity.ts";
import type { BlobRefRow, BlobUse } from "../../ports/rows.ts";

/** Owner of the references of drafts. No run has this id. */
export const draftOwner = ":draft";

/** Owner of references to blobs of an older schema, whose run could not be told any more. */
export const formerOwner = "former";

const hashInKey = 16;

/** Id of a blob. @param hash SHA-256 of its content, hex */
export function blobId(account: AccountId, hash: string): string {
  return `${account}:${hash}`;
}

/** The hash in a blob's id, and whose it is; `undefined` for what is no id of a blob. */
export function readBlobId(id: string): { readonly account: AccountId; readonly hash: string } | undefined {
  const colon = id.lastIndexOf(":");
  const hash = id.slice(colon + 1);
  return colon > 0 && /^[0-9a-f]{64}$/.test(hash) ? { account: id.slice(0, colon), hash } : undefined;
}

/** The reference of an owner to a blob. */
export function refOf(account: AccountId, blob: string, owner: string, use: BlobUse, at: number): BlobRefRow {
  // A part of the hash is enough to tell the few blobs of one owner and use apart, and every index holds the key.
  const hash = blob.slice(blob.lastIndexOf(":") + 1, blob.lastIndexOf(":") + 1 + hashInKey);
  return { id: `${owner}/${use}/${hash}`, account, blob, owner, use, at };
}

/** The reference that keeps a blob until a committed row names it. @param own told apart from other drafts of the same content */
export function draftRefOf(account: AccountId, blob: string, own: string, at: number): BlobRefRow {
  return { id: `${draftOwner}/${own}`, account, blob, owner: draftOwner, use: "draft", at };
}
