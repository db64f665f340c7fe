import type { TableDefinition } from "../../define/index.ts";
import type { StorePort } from "../../ports/store.ts";
import { loadWordReader, type WordReader } from "../../search/index.ts";

/** Makes rows of a host's tables searchable. */
export interface TableWords {
  /** Loads what it needs, where a table is searched. Before the first row. */
  load(): Promise<void>;
  /** Stems of the words in a text, separated by blanks; none where the store keeps words encrypted. */
  stemsOf(text: string): string;
}

/** What makes rows of these tables searchable. */
export function createTableWords(store: StorePort, tables: readonly TableDefinition[]): TableWords {
  let reader: WordReader | undefined;
  return {
    async load() {
      if (tables.some(({ search }) => search.length > 0)) reader = await loadWordReader();
    },
    stemsOf: (text) => (reader && store.canSearch ? reader.stems(text, null) : ""),
  };
}
