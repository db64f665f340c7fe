import { isCallwrightError } from "../../errors/index.ts";
import type { ClockPort } from "../../ports/clock.ts";
import type { DamagedRow } from "../../ports/damage.ts";
import type { LoggerPort } from "../../ports/logger.ts";
import type { StorePort } from "../../ports/store.ts";
import type { Dispatcher } from "../dispatcher.ts";
import type { Observers } from "../observers.ts";
import { laneOf } from "../run-ids.ts";
import { setAside } from "./set-aside.ts";

/** What the keeper needs. */
export interface DamageKeeperParts {
  readonly store: StorePort;
  readonly clock: ClockPort;
  readonly logger: LoggerPort;
  readonly dispatcher: Dispatcher;
  readonly observers: Observers;
}

/** How long a lane whose damage could not be set aside is left alone. */
const tryAgainMs = 60_000;
/** Damaged rows that were told already. Beyond that many they are told again. */
const mostTold = 10_000;

/**
 * Sees to it that a damaged row costs no more than its own run: tells of it, and sets aside what belongs to a lane. Other rows, e.g.
 * jobs and archives, are told and left.
 */
export class DamageKeeper {
  readonly #parts: DamageKeeperParts;
  readonly #told = new Set<string>();
  readonly #mending = new Map<string, Promise<boolean>>();
  readonly #failedAt = new Map<string, number>();
  #closed = false;

  constructor(parts: DamageKeeperParts) {
    this.#parts = parts;
  }

  /** Takes notice of a damaged row that was met. For `Query.onDamaged`. */
  readonly note = (row: DamagedRow): void => {
    this.#tell(row);
    const lane = laneOfRow(row);
    if (lane !== undefined) this.noteLane(lane);
  };

  /** Takes notice of a lane in which something damaged was met. */
  noteLane(lane: string): void {
    const failedAt = this.#failedAt.get(lane) ?? -Infinity;
    if (this.#closed || this.#parts.clock.now() < failedAt + tryAgainMs) return;
    this.mend(lane).catch(() => undefined);
  }

  /** Sets aside what is damaged of a lane. @returns whether there was anything @throws STORE_DAMAGED when the lane cannot be read at all */
  mend(lane: string): Promise<boolean> {
    const known = this.#mending.get(lane);
    if (known) return known;
    const mending = this.#mend(lane).finally(() => this.#mending.delete(lane));
    this.#mending.set(lane, mending);
    return mending;
  }

  /** Begins nothing new and waits for what is under way. */
  async close(): Promise<void> {
    this.#closed = true;
    await Promise.allSettled(this.#mending.values());
  }

  async #mend(lane: string): Promise<boolean> {
    const { store, clock, dispatcher, logger } = this.#parts;
    const release = clock.hold();
    try {
      const damaged = await dispatcher.inLane(lane, (work) => setAside(lane, { store, now: clock.now() }, work));
      for (const row of damaged) this.#tell(row);
      this.#failedAt.delete(lane);
      return damaged.length > 0;
    } catch (error) {
      this.#failedAt.set(lane, clock.now());
      const code = isCallwrightError(error) ? error.code : "unknown";
      logger.error({ lane, code }, "what is damaged of a call could not be set aside");
      throw error;
    } finally {
      release();
    }
  }

  #tell({ table, id, reason, fields }: DamagedRow): void {
    const name = `${table}/${id}`;
    if (this.#told.has(name)) return;
    if (this.#told.size >= mostTold) this.#told.clear();
    this.#told.add(name);
    const account = typeof fields["account"] === "string" ? fields["account"] : null;
    this.#parts.logger.error({ table, ...(account && { account }), code: "STORE_DAMAGED" }, "a damaged row was met");
    this.#parts.observers.tell({ name: "store:damaged", payload: { table, key: id, account, reason } });
  }
}

/** The lane that a row belongs to, for the tables whose damaged rows are set aside. */
function laneOfRow({ table, id, fields }: DamagedRow): string | undefined {
  if (table === "runs") return laneOf(id);
  if (table === "journal" || table === "effects") return laneOf(String(fields["run"] ?? id));
  if (table === "timers") return laneOf(String(fields["owner"] ?? id));
  return undefined;
}
