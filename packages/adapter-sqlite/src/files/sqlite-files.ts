import { createHash, randomUUID } from "node:crypto";
import { mkdir, opendir, rename as move, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { CallwrightError, checkFileName, isCallwrightError } from "@callwright/core/adapter-kit";
import type { FileDraft, FilesPort } from "@callwright/core/ports";
import { toStoreError } from "../to-store-error.ts";
import type { FileKeys } from "./file-keys.ts";
import { headerOf, readFile } from "./read-file.ts";
import { syncFolder } from "./sync-folder.ts";
import { createTurns } from "./turns.ts";
import { createDraft, type DraftFile } from "./write-draft.ts";

/** Files of a store in a folder, with what a change of the key needs. */
export interface SqliteFiles extends FilesPort {
  /** How a file is written: plain, or sealed with the key of this id; `undefined` when there is none. */
  fileForm(name: string): Promise<string | undefined>;
  /** Writes a file anew in the form of now, whole and at once. @returns whether it was there, to the end */
  rewrite(name: string): Promise<boolean>;
  /** Gives up the drafts that are being written. */
  close(): Promise<void>;
}

/** Where files are kept, and how. */
export interface SqliteFilesSettings {
  /** Made when the first file is. */
  readonly folder: string;
  /** For messages. */
  readonly store: string;
  /** How new files are sealed and old ones open; asked each time, because keys change while the store is open. */
  readonly keys: () => FileKeys | undefined;
  readonly readOnly: boolean;
}

const draftPrefix = "draft-";
const plain = "plain";

/** The folder of the files of a store. */
export function filesFolder(path: string): string {
  return `${path}.blobs`;
}

/**
 * Files in a folder of their own: each is written as a draft, flushed, renamed, and its folder flushed. A file's name on disk is a hash
 * of its name, which stands in its header.
 */
export function createSqliteFiles(settings: SqliteFilesSettings): SqliteFiles {
  const { folder, store, keys } = settings;
  const files = createFolderFiles(settings);
  const open = new Set<DraftFile>();
  const told = async <Result>(task: () => Promise<Result>): Promise<Result> => {
    try {
      return await task();
    } catch (error) {
      throw toStoreError(store, error);
    }
  };
  const toFileDraft = (draft: DraftFile, sealing: FileKeys | undefined): FileDraft => {
    let isOver = false;
    const end = () => {
      isOver = true;
      open.delete(draft);
    };
    open.add(draft);
    return {
      write: (chunk) => told(() => draft.write(chunk)),
      keep: (name) =>
        told(async () => {
          checkFileName(name, store);
          await draft.finish(name);
          if (!(await files.place(draft, name))) {
            // The key was changed while it was written.
            await files.copy((await readFile(draft.path, 0, sealing, store)) ?? emptyStream(), name);
            await draft.discard();
          }
          end();
        }),
      discard: async () => {
        if (isOver) return;
        await told(() => draft.discard());
        end();
      },
    };
  };
  return {
    begin: () =>
      told(async () => {
        const sealing = keys();
        return toFileDraft(await files.begin(sealing), sealing);
      }),
    open: (name, from = 0) => told(() => readFile(files.pathOf(name), from, keys(), store)),
    remove: (name) => told(() => files.remove(name)),
    list: () => listNames(folder, store),
    fileForm: (name) => told(() => files.formOf(name)),
    rewrite: (name) =>
      told(async () => {
        const content = await readFile(files.pathOf(name), 0, keys(), store);
        return content !== undefined && files.copy(content, name, true);
      }),
    close: async () => {
      await Promise.allSettled([...open].map((draft) => draft.discard()));
    },
  };
}

/** What is done with the files themselves. */
function createFolderFiles({ folder, store, keys, readOnly }: SqliteFilesSettings) {
  const inTurn = createTurns();
  const mustWrite = (): void => {
    if (readOnly) throw new CallwrightError("STORE_READ_ONLY", { path: store });
  };
  const pathOf = (name: string): string => join(folder, createHash("sha256").update(name).digest("hex"));
  const formOf = async (name: string): Promise<string | undefined> => {
    const header = await headerOf(pathOf(name), store);
    return header && (header.keyId ?? plain);
  };
  const begin = async (sealing: FileKeys | undefined): Promise<DraftFile> => {
    mustWrite();
    const isNew = (await mkdir(folder, { recursive: true })) !== undefined;
    if (isNew) await syncFolder(dirname(folder));
    return createDraft(join(folder, draftPrefix + randomUUID()), sealing);
  };
  const rename = async ({ path }: DraftFile, name: string): Promise<void> => {
    await move(path, pathOf(name));
    await syncFolder(folder);
  };
  return {
    pathOf,
    formOf,
    begin,
    /** Gives a finished draft its name, unless it is not written as new ones are now. @returns whether it is */
    place: (draft: DraftFile, name: string) =>
      inTurn(name, async () => {
        const now = keys();
        if (draft.keyId !== (now?.whole ? now.keys.keyId : null)) return false;
        await rename(draft, name);
        return true;
      }),
    remove: (name: string) =>
      inTurn(name, async () => {
        mustWrite();
        await rm(pathOf(name), { force: true });
        await syncFolder(folder).catch(ignoreMissing);
      }),
    /** Keeps a content under a name, in the form of now. @param onlyIfThere not where the name was removed meanwhile */
    async copy(content: ReadableStream<Uint8Array>, name: string, onlyIfThere = false): Promise<boolean> {
      const draft = await begin(keys());
      try {
        for await (const piece of content) await draft.write(piece);
        await draft.finish(name);
        return await inTurn(name, async () => {
          if (onlyIfThere && (await formOf(name)) === undefined) return false;
          await rename(draft, name);
          return true;
        });
      } finally {
        await draft.discard();
      }
    },
  };
}

/** Removes what a former process left half written. */
export async function removeDrafts(folder: string): Promise<void> {
  for await (const name of entriesOf(folder)) {
    if (name.startsWith(draftPrefix)) await rm(join(folder, name), { force: true });
  }
}

function emptyStream(): ReadableStream<Uint8Array> {
  return new ReadableStream({ start: (controller) => controller.close() });
}

async function* listNames(folder: string, store: string): AsyncGenerator<string> {
  for await (const entry of entriesOf(folder)) {
    if (entry.startsWith(draftPrefix)) continue;
    const header = await headerOf(join(folder, entry), store).catch(ignoreStrangers);
    if (header) yield header.name;
  }
}

async function* entriesOf(folder: string): AsyncGenerator<string> {
  try {
    // A folder may stand among them, e.g. `lost+found` where it is a disk of its own.
    for await (const entry of await opendir(folder)) if (entry.isFile()) yield entry.name;
  } catch (error) {
    ignoreMissing(error);
  }
}

/** Somebody else's file, e.g. of a file manager. */
function ignoreStrangers(error: unknown): undefined {
  if (!isCallwrightError(error, "STORE_DAMAGED")) throw error;
}

function ignoreMissing(error: unknown): void {
  if ((error as { readonly code?: unknown }).code !== "ENOENT") throw error;
}
