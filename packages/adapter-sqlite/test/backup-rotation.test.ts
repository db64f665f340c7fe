import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { setImmediate as nextTurn } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { encryptionOf, newKey, oldKey, opened } from "./encryption-kit.ts";
import { folder } from "./kit.ts";
import { keepFile } from "./large-values.ts";

/** Resolves when a backup has taken hold of the files; it takes the rows a little later. */
async function filesHeld(directory: string): Promise<void> {
  const isHeld = () =>
    readdirSync(directory).some((name) => name.includes(".held-") && readdirSync(join(directory, name)).length > 0);
  while (!isHeld()) await nextTurn();
}

function scaffolds(directory: string): readonly string[] {
  return readdirSync(directory).filter((name) => /\.(held|part)-/.test(name));
}

describe("a backup while the key is changed", () => {
  it("opens with the keys that it asks for, rows and files", async () => {
    const directory = folder();
    const store = await opened({ path: join(directory, "store.db"), key: oldKey, encrypt: "everything" });
    const id = await keepFile(store, "spoken");
    const copy = join(directory, "copy.db");
    const backup = store.backup?.(copy);
    await filesHeld(directory);
    await encryptionOf(store).rotateKey(newKey);
    expect(await backup).toMatchObject({ check: { ok: true, files: 1 } });
    await store.close();
    const restored = await opened({ path: copy, key: newKey });
    expect(await new Response(await restored.files.open(id)).text()).toBe("spoken");
    await restored.close();
    expect(scaffolds(directory)).toEqual([]);
  });

  it("is refused to a reader that does not know the new key, and so is a check", async () => {
    const path = join(folder(), "store.db");
    const store = await opened({ path, key: oldKey, encrypt: "everything" });
    await keepFile(store, "spoken");
    const reader = await opened({ path, key: oldKey, readOnly: true });
    await encryptionOf(store).rotateKey(newKey);
    await expect(reader.check?.()).rejects.toMatchObject({ code: "STORE_KEY_WRONG" });
    await expect(reader.backup?.(`${path}.copy`)).rejects.toMatchObject({ code: "STORE_KEY_WRONG" });
    expect(existsSync(`${path}.copy`)).toBe(false);
    await reader.close();
    await store.close();
  });
});
