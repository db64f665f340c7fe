import { fork, type ChildProcess } from "node:child_process";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import type { HostOrder, HostWord } from "./host-words.ts";

const program = fileURLToPath(new URL("./host.ts", import.meta.url));

/** A host under load in a process of its own, and what it acknowledged. */
export class LoadedHost {
  readonly acknowledged = new Set<string>();
  /** Code → how often. */
  readonly refused = new Map<string, number>();
  readonly #child: ChildProcess;
  readonly #gone: Promise<void>;

  private constructor(child: ChildProcess) {
    this.#child = child;
    this.#gone = new Promise((resolve) => child.once("exit", () => resolve()));
    child.on("message", (word: HostWord) => {
      if ("acknowledged" in word) this.acknowledged.add(word.acknowledged);
      if ("refused" in word) this.refused.set(word.refused, (this.refused.get(word.refused) ?? 0) + 1);
    });
  }

  /** Starts one and waits until it is fed. */
  static async start(order: HostOrder): Promise<LoadedHost> {
    const child = fork(program, {
      env: { ...process.env, WRITES_HOST: JSON.stringify(order) },
      stdio: ["ignore", "ignore", "inherit", "ipc"],
    });
    const host = new LoadedHost(child);
    await host.until(() => host.acknowledged.size > 0, "acknowledged anything");
    return host;
  }

  /** Waits until something became of it. */
  async until(isSo: () => boolean, what: string): Promise<void> {
    for (let waitedMs = 0; !isSo(); waitedMs += 20) {
      if (this.#child.exitCode !== null || this.#child.signalCode !== null)
        throw new Error(`The host ended before it ${what}.`);
      if (waitedMs > 120_000) throw new Error(`The host has not ${what} within two minutes.`);
      await wait(20);
    }
  }

  /** Waits until it has acknowledged so many more. */
  async more(count: number): Promise<void> {
    const wanted = this.acknowledged.size + count;
    await this.until(() => this.acknowledged.size >= wanted, `acknowledged ${count} more`);
  }

  /** Lets it finish what is under way. */
  async stop(): Promise<void> {
    this.#child.send("stop");
    await this.#gone;
  }
}
