import { copyFile, link, mkdir, readdir } from "node:fs/promises";
import { join } from "node:path";

/** Files that are being written begin so: nobody names them yet. */
const draftPrefix = "draft-";

/**
 * Holds on to the files of a folder in another one of the same file system: what the owner removes afterwards stays there. Where there
 * are no hard links, files are copied. A missing folder has no files.
 */
export async function linkFiles(folder: string, into: string): Promise<void> {
  for (const name of await namesIn(folder)) {
    try {
      await link(join(folder, name), join(into, name));
    } catch (error) {
      if (isCode(error, "ENOENT") || isCode(error, "EEXIST")) continue;
      await copyFile(join(folder, name), join(into, name));
    }
  }
}

/** Copies the files of a folder; the target is made when there are any. @returns whether there were */
export async function copyFiles(folder: string, to: string): Promise<boolean> {
  const names = await namesIn(folder);
  if (names.length > 0) await mkdir(to);
  for (const name of names) await copyFile(join(folder, name), join(to, name));
  return names.length > 0;
}

/** The names of a folder's files that are complete; none where it is missing. */
export async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    return entries.filter((entry) => entry.isFile() && !entry.name.startsWith(draftPrefix)).map(({ name }) => name);
  } catch (error) {
    if (isCode(error, "ENOENT")) return [];
    throw error;
  }
}

function isCode(error: unknown, code: string): boolean {
  return (error as { readonly code?: unknown } | null)?.code === code;
}
