import type { FileDraft, FilesPort } from "@callwright/core/ports";

/** Files that are reached only while their store is open. @param current the files; throws when it is not open */
export function guardedFiles(current: () => FilesPort): FilesPort {
  return {
    begin: async () => guardedDraft(await current().begin(), current),
    open: async (name, from) => current().open(name, from),
    remove: async (name) => current().remove(name),
    async *list() {
      yield* current().list();
    },
  };
}

/** A store that is closed may belong to another process: nothing is written to it any more. */
function guardedDraft(draft: FileDraft, mustBeOpen: () => unknown): FileDraft {
  return {
    async write(chunk) {
      mustBeOpen();
      await draft.write(chunk);
    },
    async keep(name) {
      mustBeOpen();
      await draft.keep(name);
    },
    discard: () => draft.discard(),
  };
}
