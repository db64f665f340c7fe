import { open } from "node:fs/promises";

/** Makes the names of a folder durable: what was created, renamed or removed in it stays so after a loss of power. */
export async function syncFolder(path: string): Promise<void> {
  // Windows opens no folder; its file systems keep names in a journal of their own.
  if (process.platform === "win32") return;
  const folder = await open(path, "r");
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
