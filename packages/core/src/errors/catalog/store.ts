import { entry } from "./entry.ts";

/** What a store can refuse. */
export const storeCatalog = {
  STORE_LOCKED: entry<{ readonly path: string; readonly owner: string }>({
    side: "caller",
    retry: "never",
    message: ({ path, owner }) =>
      `The store ${path} is in use by ${owner}. One process owns a store: stop that process, or give this one another file.`,
  }),
  STORE_NEWER_SCHEMA: entry<{ readonly path: string; readonly found: number; readonly known: number }>({
    side: "caller",
    retry: "never",
    message: ({ path, found, known }) =>
      `The store ${path} has schema ${found}, this version knows ${known}. Install the newer version that wrote it; nothing was changed.`,
  }),
  STORE_KEY_WRONG: entry<{ readonly path: string }>({
    side: "caller",
    retry: "never",
    message: ({ path }) =>
      `The key given for the store ${path} is not its key: the store was made with another one, or its key was changed since. Give its key; nothing was changed.`,
  }),
  STORE_KEY_NEEDED: entry<{ readonly path: string; readonly reason: string }>({
    side: "caller",
    retry: "never",
    message: ({ path, reason }) =>
      `The store ${path} cannot be opened with what was given: ${reason}. Nothing was changed.`,
  }),
  STORE_KEY_INVALID: entry<{ readonly reason: string }>({
    side: "caller",
    retry: "never",
    message: ({ reason }) =>
      `The store's key cannot be used: ${reason} Make one with: node -e "console.log(require('crypto').randomBytes(32).toString('base64'))"`,
  }),
  STORE_CONFLICT: entry<{ readonly table: string; readonly key: string }>({
    side: "library",
    retry: "never",
    message: ({ table, key }) =>
      `A row with key "${key}" exists already in table "${table}"; nothing of its batch was written.`,
  }),
  STORE_CLOSED: entry<{ readonly path: string }>({
    side: "caller",
    retry: "never",
    message: ({ path }) => `The store ${path} is closed.`,
  }),
  STORE_READ_ONLY: entry<{ readonly path: string }>({
    side: "caller",
    retry: "never",
    message: ({ path }) => `The store ${path} was opened for reading only. Open it without readOnly to write.`,
  }),
  BLOB_UNKNOWN: entry<{ readonly blob: string }>({
    side: "caller",
    retry: "never",
    message: ({ blob }) =>
      `Blob ${blob} is not there: nobody needed it any more, its time was over, or it belongs to another account. Keep the run that it came from, or copy its content.`,
  }),
  BLOB_TOO_LARGE: entry<{ readonly limitBytes: number }>({
    side: "caller",
    retry: "never",
    message: ({ limitBytes }) =>
      `A large value has more than ${limitBytes} bytes and was not kept. Give a smaller one, or keep it elsewhere and only its address here.`,
  }),
  STORE_QUERY_REFUSED: entry<{ readonly path: string; readonly reason: string }>({
    side: "library",
    retry: "never",
    message: ({ path, reason }) => `The store ${path} cannot answer this query: ${reason}.`,
  }),
  STORE_SEARCH_OFF: entry<{ readonly path: string }>({
    side: "caller",
    retry: "never",
    message: ({ path }) =>
      `The store ${path} keeps words encrypted, so nothing can be found by words. Search is on again when the store no longer encrypts everything.`,
  }),
  STORE_DAMAGED: entry<{ readonly path: string; readonly reason: string }>({
    side: "remote",
    retry: "never",
    message: ({ path, reason }) =>
      `The store ${path} holds what was not written to it: ${reason}. Nothing was changed. "callwright check-store" tells all that is damaged; a copy that "callwright backup" made takes its place.`,
  }),
  STORE_FULL: entry<{ readonly path: string; readonly reason: string }>({
    side: "remote",
    retry: "after",
    message: ({ path, reason }) =>
      `The store ${path} has no room left to write: ${reason}. Nothing of this batch was written, and nothing that was acknowledged is lost. Make room; it goes on by itself then.`,
  }),
  STORE_BACKUP_REFUSED: entry<{ readonly path: string; readonly reason: string }>({
    side: "caller",
    retry: "never",
    message: ({ path, reason }) => `The store ${path} cannot be copied: ${reason}. Nothing was written.`,
  }),
  STORE_FAILED: entry<{ readonly path: string; readonly reason: string }>({
    side: "remote",
    retry: "after",
    message: ({ path, reason }) => `The store ${path} could not write: ${reason}. Nothing of this batch was written.`,
  }),
};
