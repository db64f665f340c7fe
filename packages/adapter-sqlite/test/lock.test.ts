import { existsSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { sqlite } from "../src/index.ts";
import { deadPid, folder, start } from "./kit.ts";

function lockOf(path: string, owner: object): void {
  writeFileSync(
    `${path}.lock`,
    JSON.stringify({ pid: process.pid, host: hostname(), startedAt: null, at: 0, id: "x", ...owner }),
  );
}

async function opens(path: string): Promise<boolean> {
  const store = sqlite({ path });
  try {
    await store.open();
  } catch {
    return false;
  }
  await store.close();
  return true;
}

describe("ownership of a store", () => {
  it(
    "is refused while a live process has it, naming that process, and free once it closes",
    { timeout: 60_000 },
    async () => {
      const path = join(folder(), "store.db");
      const program = start("open-on-demand", []);
      expect(await program.line()).toBe("ready");
      program.tell(path);
      expect(await program.line()).toBe("open");
      await expect(sqlite({ path }).open()).rejects.toMatchObject({
        code: "STORE_LOCKED",
        details: { path, owner: `process ${program.pid} on host ${hostname()}` },
      });
      program.tell("close");
      expect(await program.line()).toBe("closed");
      expect(existsSync(`${path}.lock`)).toBe(false);
      expect(await opens(path)).toBe(true);
    },
  );

  it("is taken over from a process that was killed", { timeout: 60_000 }, async () => {
    const path = join(folder(), "store.db");
    const program = start("open-on-demand", []);
    await program.line();
    program.tell(path);
    expect(await program.line()).toBe("open");
    await program.kill();
    expect(JSON.parse(readFileSync(`${path}.lock`, "utf8"))).toMatchObject({ pid: program.pid, host: hostname() });
    expect(await opens(path)).toBe(true);
  });

  it("is refused within one process, also by another name of the file", async () => {
    const directory = folder();
    const path = join(directory, "store.db");
    const store = sqlite({ path });
    await store.open();
    symlinkSync(path, join(directory, "other.db"));
    await expect(sqlite({ path }).open()).rejects.toMatchObject({ code: "STORE_LOCKED" });
    await expect(sqlite({ path: join(directory, "other.db") }).open()).rejects.toMatchObject({ code: "STORE_LOCKED" });
    await store.close();
    expect(await opens(path)).toBe(true);
  });

  it("is not taken from another host, nor by a lock that cannot be read", async () => {
    const path = join(folder(), "store.db");
    lockOf(path, { host: "another-host", pid: deadPid() });
    await expect(sqlite({ path }).open()).rejects.toMatchObject({
      details: { owner: expect.stringContaining("on host another-host") as string },
    });
    writeFileSync(`${path}.lock`, "");
    await expect(sqlite({ path }).open()).rejects.toMatchObject({ code: "STORE_LOCKED" });
    expect(readFileSync(`${path}.lock`, "utf8")).toBe("");
    expect(existsSync(path)).toBe(false);
  });

  it("is taken from a dead process, not from a live one", async () => {
    const path = join(folder(), "store.db");
    lockOf(path, { pid: process.ppid });
    expect(await opens(path)).toBe(false);
    lockOf(path, { pid: deadPid() });
    expect(await opens(path)).toBe(true);
  });

  it.runIf(existsSync("/proc/self/stat"))("is taken when the process id is in use by a later process", async () => {
    const path = join(folder(), "store.db");
    lockOf(path, { pid: process.ppid, startedAt: "an earlier boot:1" });
    expect(await opens(path)).toBe(true);
  });

  it("leaves a lock that is not its own when it closes", async () => {
    const path = join(folder(), "store.db");
    const store = sqlite({ path });
    await store.open();
    lockOf(path, { pid: process.ppid });
    await store.close();
    expect(existsSync(`${path}.lock`)).toBe(true);
  });

  it("goes to exactly one of three processes that find the same dead owner at once", { timeout: 60_000 }, async () => {
    const directory = folder();
    const programs = [1, 2, 3].map(() => start("open-on-demand", []));
    for (const program of programs) expect(await program.line()).toBe("ready");
    const pid = deadPid();
    for (let round = 0; round < 25; round += 1) {
      const path = join(directory, `store-${round}.db`);
      lockOf(path, { pid });
      for (const program of programs) program.tell(path);
      const answers = await Promise.all(programs.map((program) => program.line()));
      const winner = programs[answers.indexOf("open")];
      const refused = `STORE_LOCKED process ${winner?.pid ?? 0} on host ${hostname()}`;
      expect([...answers].sort()).toEqual([refused, refused, "open"]);
      for (const program of programs) program.tell("close");
      await Promise.all(programs.map((program) => program.line()));
    }
  });
});
