import { fork, type ChildProcess } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { HostSettings } from "./host-settings.ts";

const program = fileURLToPath(new URL("./host.ts", import.meta.url));

/** The host application as a process that can be killed. */
export class HostProcess {
  readonly #settings: HostSettings;
  #child: ChildProcess | undefined;

  constructor(settings: HostSettings) {
    this.#settings = settings;
  }

  /** Starts it and waits until it answers. */
  async start(): Promise<void> {
    const child = fork(program, {
      execArgv: ["--import", "tsx"],
      env: { ...process.env, TORTURE_HOST: JSON.stringify(this.#settings) },
      stdio: ["ignore", "ignore", "inherit", "ipc"],
    });
    this.#child = child;
    await this.#hear("ready");
  }

  /** Registers the robots at both vendors. */
  async install(): Promise<void> {
    this.#child?.send("install");
    await this.#hear("installed");
  }

  /** SIGKILL, and waits until the process is gone. */
  async kill(): Promise<void> {
    await this.#end((child) => child.kill("SIGKILL"));
  }

  /** Lets it finish what is under way. */
  async stop(): Promise<void> {
    await this.#end((child) => child.send("stop"));
  }

  async #end(how: (child: ChildProcess) => unknown): Promise<void> {
    const child = this.#child;
    if (child?.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise((resolve) => child.once("exit", resolve));
    how(child);
    await gone;
  }

  #hear(word: string): Promise<void> {
    const child = this.#child;
    return new Promise((resolve, reject) => {
      child?.on("message", (message) => {
        if (message === word) resolve();
      });
      child?.once("exit", (code, signal) => {
        reject(new Error(`The host ended before it was ${word} (${code ?? signal ?? "?"}).`));
      });
    });
  }
}
