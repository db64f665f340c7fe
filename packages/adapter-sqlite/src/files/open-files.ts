import { realpathSync } from "node:fs";
import { createMemoryFiles } from "@callwright/core/adapter-kit";
import type { FilesPort } from "@callwright/core/ports";
import type { FileKeys } from "./file-keys.ts";
import { createSqliteFiles, filesFolder, removeDrafts, type SqliteFiles } from "./sqlite-files.ts";

/** Files of a store; those of a folder can be written in another form. */
export type OpenFiles = FilesPort & Partial<SqliteFiles>;

/** The files of a store that was opened. Effects: where this process owns it, what a former one left half written is removed. */
export async function openFiles(
  { path, readOnly = false }: { readonly path: string; readonly readOnly?: boolean },
  keys: () => FileKeys | undefined,
): Promise<OpenFiles> {
  if (path === ":memory:") return createMemoryFiles(path, () => undefined);
  const folder = filesFolder(realpathSync(path));
  if (!readOnly) await removeDrafts(folder);
  return createSqliteFiles({ folder, store: path, keys, readOnly });
}
