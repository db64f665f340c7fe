import { CallwrightError } from "../errors/index.ts";
import type { AccountId, TableName, TextQuery } from "../ports/index.ts";
import type { TableShapes } from "./table-shapes.ts";

/** A search that a store can answer as it stands. */
export interface TextPlan {
  /** The field of the rows that holds their words. */
  readonly field: string;
  readonly account: AccountId;
  readonly words: readonly { readonly forms: readonly string[]; readonly beginnings: readonly string[] }[];
  readonly match: "every" | "some";
  readonly limit: number;
}

const defaultLimit = 100;
const maxLimit = 10_000;
const maxWords = 32;
const maxTerms = 64;

/** The terms of a text: its runs of letters and digits. Stores keep and compare them whole. */
export function toTerms(text: string): readonly string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}\p{M}]+/gu) ?? [];
}

/** How a store answers a search, with its defaults filled in. @throws `STORE_QUERY_REFUSED` */
export function planText(shapes: TableShapes, table: TableName, query: TextQuery, store: string): TextPlan {
  const refuse = (reason: string): never => {
    throw new CallwrightError("STORE_QUERY_REFUSED", { path: store, reason });
  };
  const field = shapes.find(table)?.text;
  if (field === undefined) return refuse(`rows of table "${table}" are not found by words`);
  const { account, words, match = "every", limit = defaultLimit } = query;
  if (!Number.isInteger(limit) || limit < 1 || limit > maxLimit) {
    refuse(`a limit is a whole number from 1 to ${maxLimit}`);
  }
  if (words.length === 0 || words.length > maxWords) refuse(`a search has between 1 and ${maxWords} words`);
  const planned = words.map(({ forms, beginnings = [] }) => {
    const terms = [...forms, ...beginnings];
    if (terms.length === 0 || terms.length > maxTerms) refuse(`a searched word has between 1 and ${maxTerms} forms`);
    if (!terms.every(isTerm)) refuse("a searched word holds something else than letters and digits in lower case");
    return { forms, beginnings };
  });
  return { field, account, words: planned, match, limit };
}

function isTerm(text: string): boolean {
  const [first, ...more] = toTerms(text);
  return first === text && more.length === 0;
}
