import type { DamagedRow } from "./damage.ts";
import type { AccountId } from "./identity.ts";

/** A word that is looked for, in each form that counts as the same word. */
export interface SearchedWord {
  /** Terms of which one must stand in the row. */
  readonly forms: readonly string[];
  /** Beginnings of terms: a row with any term that begins so has the word, too. Default: none. */
  readonly beginnings?: readonly string[];
}

/** Which rows of a table are wanted by their words. */
export interface TextQuery {
  /** Rows of this account alone. */
  readonly account: AccountId;
  /** At least one, at most 32. Terms are letters and digits, in lower case. */
  readonly words: readonly SearchedWord[];
  /** Whether a row must hold every word, or only one of them. Default: `every`. */
  readonly match?: "every" | "some";
  /** Default 100; at most 10,000. */
  readonly limit?: number;
  /** Is told of each damaged row that was found, which is then left out. Default: a damaged row fails the search with `STORE_DAMAGED`. */
  readonly onDamaged?: (row: DamagedRow) => void;
}

/** A row that was found by its words. */
export interface TextHit<Row> {
  readonly row: Row;
  /**
   * How well it fits: rare words weigh more, and so do words in a short row (Okapi BM25). To be compared within one answer only.
   */
  readonly score: number;
}
