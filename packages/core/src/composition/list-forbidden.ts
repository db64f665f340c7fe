import type { AccountId } from "../ports/identity.ts";
import type { DoNotCallRow } from "../ports/rows.ts";
import type { StorePort } from "../ports/store.ts";
import { fromCursor, pageLimit, toCursor, type Page } from "./lists/cursor.ts";

/** A number that must not be called. */
export interface ForbiddenNumber {
  /** E.164; `null` when the person's data were erased: calls are refused still. */
  readonly phone: string | null;
  readonly since: Date;
  readonly reason: string;
}

/** Which part of the do-not-call list is wanted. */
export interface ForbiddenOptions {
  /** The `next` of the page before. */
  readonly after?: string;
  /** Default 100, at most 1,000. */
  readonly limit?: number;
}

/** The do-not-call list of an account, page by page, in no order that means anything. @throws LIST_INVALID */
export async function listForbidden(
  store: StorePort,
  account: AccountId,
  { after, limit: asked }: ForbiddenOptions,
): Promise<Page<ForbiddenNumber>> {
  const scope = { list: "forbidden", query: account };
  const limit = pageLimit("forbidden", asked);
  const [id] = after === undefined ? [] : fromCursor(scope, after);
  const behind = id === undefined ? {} : { after: { id, account } as DoNotCallRow };
  const found = await store.find("doNotCall", { where: { account }, ...behind, limit });
  const rows = found.map(({ phone, since, reason }) => ({ phone, since: new Date(since), reason }));
  const last = found.length < limit ? undefined : found.at(-1);
  return { rows, next: last ? toCursor(scope, [last.id]) : null };
}
