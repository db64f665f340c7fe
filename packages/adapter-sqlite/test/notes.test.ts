import { join } from "node:path";
import { expect, it } from "vitest";
import { sqlite } from "../src/index.ts";
import { createBackgroundWork } from "../src/sealing/background-work.ts";
import { opened } from "./encryption-kit.ts";
import { edit, folder, key } from "./kit.ts";

it("refuses a store whose notes about itself are damaged: it would write in the clear, or blame the key", async () => {
  const damages = [
    ["UPDATE meta SET value = 'everythinf' WHERE key = 'encrypt'", `its note "encrypt"`],
    ["UPDATE meta SET key = 'encrypu' WHERE key = 'encrypt'", `its note "encrypu"`],
    ["UPDATE meta SET value = 'ofg' WHERE key = 'words'", `its note "words"`],
    ["UPDATE meta SET value = replace(value, substr(value, -4), 'AAAA') WHERE key = 'canary'", "what tells its key"],
  ] as const;
  for (const [sql, reason] of damages) {
    const path = join(folder(), "store.db");
    await (await opened({ path, key, encrypt: "everything" })).close();
    (await edit(path, sql))();
    for (const readOnly of [true, false])
      await expect(sqlite({ path, key, readOnly }).open()).rejects.toMatchObject({
        code: "STORE_DAMAGED",
        details: { reason: expect.stringContaining(reason) as string },
      });
  }
});

it("begins no work before what it takes the place of has ended", async () => {
  const work = createBackgroundWork("store");
  const steps: string[] = [];
  const report = { rows: 0, files: 0, unreadable: 0 };
  let end: (() => void) | undefined;
  work.begin(async () => {
    steps.push("first began");
    await new Promise<void>((resolve) => (end = resolve));
    steps.push("first ended");
    return undefined;
  });
  await Promise.resolve().then(() => undefined);
  work.begin(async () => {
    steps.push("second began");
    return report;
  });
  const settled = work.settled();
  await new Promise((resolve) => setImmediate(resolve));
  end?.();
  expect(await settled).toEqual(report);
  expect(steps).toEqual(["first began", "first ended", "second began"]);
  await work.stop();
});
