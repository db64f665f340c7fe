import type { Health } from "../observe/index.ts";

/** Answers a monitor: whether the process lives, and whether it may be sent work. Both tell codes alone: anybody may ask. */
export interface HealthAnswers {
  /** 200 while the process can come to work by itself; 503 when it cannot: it must be started again. */
  readonly live: () => Promise<Response>;
  /** 200 while new work is taken, else 503 with the reasons. */
  readonly ready: () => Promise<Response>;
}

/** Reasons that go by themselves or by the host's hand, without a new process. */
const passing = new Set(["STARTING", "ENGINE_BUSY", "STORE_FAILED", "STORE_FULL"]);

/** Makes the answers from the health of an engine. */
export function createHealthAnswers(health: () => Promise<Health>): HealthAnswers {
  const answer = (word: "alive" | "ready", { reasons }: Health, isGood: boolean) =>
    Response.json(isGood ? { [word]: true } : { [word]: false, reasons }, {
      status: isGood ? 200 : 503,
      headers: { "cache-control": "no-store" },
    });
  return {
    async live() {
      const told = await health();
      return answer("alive", told, told.status !== "down" || told.reasons.every((reason) => passing.has(reason)));
    },
    async ready() {
      const told = await health();
      return answer("ready", told, told.status !== "down");
    },
  };
}
