import { circuitBreaker, ConsecutiveBreaker, handleAll, type CircuitBreakerPolicy } from "cockatiel";
import { isCallwrightError } from "../../errors/index.ts";
import type { ClockPort, Release } from "../../ports/clock.ts";
import type { AccountId } from "../../ports/identity.ts";
import type { EngineNotice } from "../observers.ts";

/** When a vendor that does not answer is left alone. */
export interface BreakerSettings {
  /** After so many failures in a row nothing more is asked. Default: 5. */
  readonly failures?: number;
  /** How long nothing is asked, before one effect tries. Default: 30,000. */
  readonly tryAfterMs?: number;
}

/** Whom an effect asks, for which account, and the effect's key. */
export interface Asking {
  readonly vendor: string;
  readonly account: AccountId;
  readonly effect: string;
}

interface Circuit {
  readonly policy: CircuitBreakerPolicy;
  readonly vendor: string;
  readonly account: AccountId;
  /** `undefined`: closed, everything is asked. */
  openedAt: number | undefined;
  /** The one effect that tries whether the vendor answers again. */
  trial: string | undefined;
  readonly waiting: (() => void)[];
  timer: Release | undefined;
}

/** Answers of a vendor that works: it is busy, or refuses. */
const answers = new Set<string>(["CRM_BUSY", "VOICE_NO_LINE", "EFFECT_NOT_NOW", "RECORDING_UNAVAILABLE"]);

/**
 * Stops asking a vendor that fails again and again, for each vendor and account. What wanted to ask waits; after a pause one effect
 * tries, and its answer lets the others go on.
 */
export class Breakers {
  readonly #failures: number;
  readonly #tryAfterMs: number;
  readonly #clock: ClockPort;
  readonly #tell: (notice: EngineNotice) => void;
  readonly #circuits = new Map<string, Circuit>();

  constructor(
    { failures = 5, tryAfterMs = 30_000 }: BreakerSettings,
    clock: ClockPort,
    tell: (notice: EngineNotice) => void,
  ) {
    this.#failures = failures;
    this.#tryAfterMs = tryAfterMs;
    this.#clock = clock;
    this.#tell = tell;
  }

  /** Whether an effect may ask now. The first one after the pause may, and must be released. */
  mayAsk(asking: Asking): boolean {
    const circuit = this.#circuits.get(keyOf(asking));
    if (circuit?.openedAt === undefined) return true;
    if (circuit.trial !== undefined) return circuit.trial === asking.effect;
    if (!this.#isDue(circuit.openedAt)) return false;
    circuit.trial = asking.effect;
    return true;
  }

  /** When the next effect tries. */
  tryAt(asking: Asking): number {
    return (this.#circuits.get(keyOf(asking))?.openedAt ?? this.#clock.now()) + this.#tryAfterMs;
  }

  /** Asks, and counts how it went. Only after {@link mayAsk}. */
  async ask<Result>(asking: Asking, request: () => Promise<Result>): Promise<Result> {
    const { policy } = this.#circuitOf(asking);
    const answer = await policy.execute(async () => {
      try {
        return { result: await request() };
      } catch (error) {
        if (isOutage(error)) throw error;
        return { error };
      }
    });
    if ("error" in answer) throw answer.error;
    return answer.result;
  }

  /** The effect is over or no longer asks: another one may try in its place. */
  release(asking: Asking): void {
    const circuit = this.#circuits.get(keyOf(asking));
    if (!circuit) return;
    if (circuit.trial === asking.effect) circuit.trial = undefined;
    this.#wakeLater(circuit);
  }

  /** Calls `resume` when it is worth asking again. */
  wait(asking: Asking, resume: () => void): void {
    const circuit = this.#circuitOf(asking);
    if (circuit.openedAt === undefined) {
      resume();
      return;
    }
    circuit.waiting.push(resume);
    this.#wakeLater(circuit);
  }

  /** Wakes nobody any more. */
  close(): void {
    for (const circuit of this.#circuits.values()) circuit.timer?.();
    this.#circuits.clear();
  }

  #circuitOf(asking: Asking): Circuit {
    const key = keyOf(asking);
    const known = this.#circuits.get(key);
    if (known) return known;
    const policy = circuitBreaker(handleAll, {
      breaker: new ConsecutiveBreaker(this.#failures),
      // The pause is measured on the clock port: the library's own, on the clock of the machine, must never hold anything up.
      halfOpenAfter: Number.NEGATIVE_INFINITY,
    });
    const { vendor, account } = asking;
    const circuit: Circuit = {
      policy,
      vendor,
      account,
      openedAt: undefined,
      trial: undefined,
      waiting: [],
      timer: undefined,
    };
    policy.onBreak(() => this.#open(circuit));
    policy.onReset(() => this.#reset(circuit));
    this.#circuits.set(key, circuit);
    return circuit;
  }

  #open(circuit: Circuit): void {
    const { vendor, account, openedAt: before } = circuit;
    circuit.openedAt = this.#clock.now();
    circuit.trial = undefined;
    this.#wakeLater(circuit);
    const tryAt = circuit.openedAt + this.#tryAfterMs;
    if (before === undefined) this.#tell({ name: "breaker:opened", payload: { vendor, account, tryAt } });
  }

  #reset(circuit: Circuit): void {
    const { vendor, account, waiting } = circuit;
    circuit.openedAt = undefined;
    circuit.trial = undefined;
    circuit.timer?.();
    circuit.timer = undefined;
    this.#tell({ name: "breaker:closed", payload: { vendor, account } });
    for (const resume of waiting.splice(0)) resume();
  }

  /** Lets the first that waits try, when the pause is over and nobody tries. */
  #wakeLater(circuit: Circuit): void {
    if (circuit.timer || circuit.openedAt === undefined || circuit.trial !== undefined) return;
    if (circuit.waiting.length === 0) return;
    circuit.timer = this.#clock.at(circuit.openedAt + this.#tryAfterMs, () => {
      circuit.timer = undefined;
      circuit.waiting.shift()?.();
    });
  }

  /** A clock that was set back must not keep a vendor waiting for long. */
  #isDue(openedAt: number): boolean {
    const now = this.#clock.now();
    return now >= openedAt + this.#tryAfterMs || now < openedAt;
  }
}

/** Whether an error tells that the vendor is out of order, rather than what it answered. */
function isOutage(error: unknown): boolean {
  if (!isCallwrightError(error)) return true;
  return !answers.has(error.code) && (error.retry !== "never" || error.applied === "unknown");
}

function keyOf({ vendor, account }: Asking): string {
  return `${vendor}/${account}`;
}
