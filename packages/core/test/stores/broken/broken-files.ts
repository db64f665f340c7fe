import { CallwrightError } from "../../../src/errors/index.ts";
import type { FileDraft, FilesPort, StorePort } from "../../../src/ports/index.ts";
import { storeOver } from "../../../src/testing/stores/store-over.ts";
import type { BrokenStores } from "./over.ts";

/** A store with other files. */
function files(store: StorePort, change: (files: FilesPort) => Partial<FilesPort>): StorePort {
  const { begin, open, remove, list } = store.files;
  return storeOver(store, { files: { begin, open, remove, list, ...change(store.files) } });
}

/** A store whose drafts are other ones. */
function drafts(store: StorePort, change: (draft: FileDraft, files: FilesPort) => Partial<FileDraft>): StorePort {
  return files(store, (given) => ({
    begin: async () => {
      const draft = await given.begin();
      return { ...draft, ...change(draft, given) };
    },
  }));
}

/** Files that are removed while somebody reads them. */
const cutShort = (store: StorePort): StorePort => {
  const removed = new Set<string>();
  return files(store, (given) => ({
    open: async (name, from) => {
      const opened = await given.open(name, from);
      return opened?.pipeThrough(
        new TransformStream<Uint8Array, Uint8Array>({
          transform: (piece, controller) => (removed.has(name) ? controller.terminate() : controller.enqueue(piece)),
        }),
      );
    },
    remove: async (name) => {
      removed.add(name);
      await given.remove(name);
    },
  }));
};

/** For each rule about files a store that breaks it. */
export const brokenFiles: BrokenStores = {
  "store/files/a-kept-file-reads-back-equal": (store) => {
    let written = 0;
    return drafts(store, (draft) => {
      written = 0;
      return {
        write: async (chunk) => {
          written += chunk.length;
          await draft.write(written === 1 ? Uint8Array.of(255) : chunk);
        },
      };
    });
  },
  "store/files/a-file-reads-from-any-byte": (store) =>
    files(store, (given) => ({ open: (name, from) => given.open(name, from && Math.floor(from / 65_536) * 65_536) })),
  "store/files/a-missing-file-is-undefined": (store) =>
    files(store, (given) => ({
      open: async (name, from) => {
        if (name === "never") throw new CallwrightError("STORE_FAILED", { path: "broken", reason: "no file" });
        return given.open(name, from);
      },
    })),
  "store/files/a-draft-is-seen-by-nobody": (store) => {
    let open = 0;
    const withCount = drafts(store, (draft) => ({
      write: async (chunk) => {
        open += 1;
        await draft.write(chunk);
      },
      keep: async (name) => {
        open = 0;
        await draft.keep(name);
      },
    }));
    return files(withCount, (given) => ({
      async *list() {
        if (open > 0) yield "draft";
        yield* given.list();
      },
    }));
  },
  "store/files/a-discarded-draft-leaves-the-file-before": (store) =>
    drafts(store, (draft, given) => {
      let isKept = false;
      return {
        keep: async (name) => {
          isKept = true;
          await draft.keep(name);
        },
        discard: async () => {
          await draft.discard();
          if (isKept) return;
          for await (const name of given.list()) await given.remove(name);
        },
      };
    }),
  "store/files/discard-after-keep-does-nothing": (store) =>
    drafts(store, (draft, given) => {
      let kept: string | undefined;
      return {
        keep: async (name) => {
          await draft.keep(name);
          kept = name;
        },
        discard: async () => (kept === undefined ? draft.discard() : given.remove(kept)),
      };
    }),
  "store/files/keep-replaces": (store) =>
    drafts(store, (draft, given) => ({
      keep: async (name) => {
        const size = async () => (await new Response(await given.open(name)).arrayBuffer()).byteLength;
        if ((await given.open(name)) && (await size()) === 70_001) await draft.discard();
        else await draft.keep(name);
      },
    })),
  "store/files/remove-removes": (store) => files(store, () => ({ remove: async () => undefined })),
  "store/files/remove-of-a-missing-file-does-nothing": (store) =>
    files(store, (given) => ({
      remove: async (name) => {
        if (!(await given.open(name))) throw new CallwrightError("STORE_FAILED", { path: "broken", reason: "no file" });
        await given.remove(name);
      },
    })),
  "store/files/a-file-that-is-removed-is-read-to-its-end": cutShort,
  "store/files/names-are-told-to-the-letter": (store) => {
    const folded = (name: string) => (name.length < 10 ? name.toLowerCase() : name);
    return files(
      drafts(store, (draft) => ({ keep: (name) => draft.keep(folded(name)) })),
      (given) => ({ open: (name, from) => given.open(folded(name), from) }),
    );
  },
  "store/files/names-that-cannot-be-kept-are-refused": (store) =>
    drafts(store, (draft) => ({ keep: (name) => draft.keep(name.slice(0, 900)) })),
  // Its files are left out by what makes it again, in broken-rows.ts.
  "store/files/kept-files-outlive-the-store": (store) => store,
  "store/files/of-a-closed-store-are-refused": (store) => {
    let isClosed = false;
    return storeOver(
      drafts(store, (draft) => ({ keep: async (name) => (isClosed ? undefined : draft.keep(name)) })),
      {
        close: async () => {
          isClosed = true;
          await store.close();
        },
      },
    );
  },
};
