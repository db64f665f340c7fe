import type { OpenFiles } from "../files/open-files.ts";
import type { SqliteFiles } from "../files/sqlite-files.ts";
import type { ResealParts } from "./reseal-store.ts";

/** Files that can be written in another form; `undefined` for those in memory. */
export function sealableFiles(files: OpenFiles): ResealParts["files"] {
  return isOnDisk(files) ? files : undefined;
}

function isOnDisk(files: OpenFiles): files is SqliteFiles {
  return files.rewrite !== undefined && files.fileForm !== undefined;
}
