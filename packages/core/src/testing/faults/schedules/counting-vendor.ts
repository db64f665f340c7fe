import { z } from "zod";
import type { EffectContext, EffectDefinition, Reconciliation } from "../../../define/index.ts";
import { CallwrightError } from "../../../errors/index.ts";
import { seededRandom } from "../../../machine/durability/seeded-random.ts";
import type { ClockPort } from "../../../ports/clock.ts";
import type { EffectKind, VendorKind } from "./flow-plan.ts";
import { effectType } from "./plan-to-flow.ts";

/** What a vendor knows about one key. */
export interface VendorRecord {
  readonly kind: VendorKind;
  readonly firstAskedAt: number;
  /** Requests that arrived. */
  asked: number;
  /** Requests that took effect. */
  applied: number;
  /** When the answer is ready; `null`: no request was accepted yet. */
  answerAt: number | null;
}

/** What an effect's result says. */
export interface VendorAnswer {
  /** Whose answer it is. */
  readonly key: string;
}

/** A vendor that counts requests per key, knows marks, is busy at times, and loses some answers. It outlives the engine. */
export interface CountingVendor {
  readonly records: ReadonlyMap<string, VendorRecord>;
  /** The effects of a flow, performed at this vendor by a process with this clock. */
  effects(kinds: readonly EffectKind[], process: ClockPort): readonly EffectDefinition[];
}

const longestAnswerMs = 600_000;
const retryDelaysMs = [1_009, 5_003, 30_011, 60_013];

/** What a vendor knew before, and where it writes down what it learns: for a world whose process is really killed. */
export interface VendorMemory {
  readonly known?: Iterable<readonly [string, VendorRecord]>;
  readonly note?: (key: string, record: VendorRecord) => void;
}

/** How the vendor treats a key, decided by the key alone. */
interface Treatment {
  readonly latencyMs: number;
  /** So long after the first request it is busy. */
  readonly busyMs: number;
  readonly losesAnswer: boolean;
}

/**
 * A new vendor. What it does about a key depends on the key and on the time alone, so that a repeated request changes nothing: an
 * answer comes when the first one would have come.
 */
export function createCountingVendor(clock: ClockPort, seed: number, memory: VendorMemory = {}): CountingVendor {
  const records = new Map<string, VendorRecord>([...(memory.known ?? [])].map(([key, record]) => [key, { ...record }]));
  const treat = (key: string, kind: VendorKind) => treatmentOf(key, kind, seed);
  const recordOf = (key: string, kind: VendorKind): VendorRecord => {
    const record = records.get(key) ?? { kind, firstAskedAt: clock.now(), asked: 0, applied: 0, answerAt: null };
    records.set(key, record);
    return record;
  };
  const perform = async (kind: VendorKind, { key, run }: EffectContext, process: ClockPort): Promise<VendorAnswer> => {
    const record = recordOf(key, kind);
    const { latencyMs, busyMs, losesAnswer } = treat(key, kind);
    record.asked += 1;
    memory.note?.(key, record);
    if (busyMs > 0 && clock.now() <= record.firstAskedAt + busyMs) throw new CallwrightError("VOICE_NO_LINE", { run });
    if (kind !== "idempotent" || record.applied === 0) record.applied += 1;
    record.answerAt ??= clock.now() + latencyMs;
    const isFirstAnswer = clock.now() <= record.answerAt;
    memory.note?.(key, record);
    await process.sleep(Math.max(0, record.answerAt - clock.now()));
    if (losesAnswer && isFirstAnswer) throw new Error("The connection was reset.");
    return { key };
  };
  const lookUp = async ({ key }: EffectContext, process: ClockPort): Promise<Reconciliation<VendorAnswer>> => {
    const answerAt = records.get(key)?.answerAt ?? null;
    if (answerAt === null) return { found: false, proof: true };
    const leftMs = answerAt - clock.now();
    if (leftMs > 0) return { found: false, proof: false, lookAgainAt: process.now() + leftMs };
    return { found: true, output: { key } };
  };
  const declare = (type: string, kind: VendorKind, process: ClockPort): EffectDefinition => ({
    kind: "effect",
    type,
    input: z.unknown(),
    output: z.object({ key: z.string() }),
    timeoutMs: 60_000,
    repeat: kind === "blind" ? "at-most-once" : kind,
    retryDelaysMs,
    onFailure: "tell",
    perform: (_, context) => perform(kind, context, process),
    ...((kind === "marked" || kind === "at-most-once") && { reconcile: (_, context) => lookUp(context, process) }),
  });
  return {
    records,
    effects: (kinds, process) => [
      declare("random.child", "at-most-once", process),
      ...kinds.flatMap((kind, index) => (kind === "child" ? [] : [declare(effectType(index), kind, process)])),
    ],
  };
}

function treatmentOf(key: string, kind: VendorKind, seed: number): Treatment {
  const random = seededRandom(hash(key) ^ seed);
  const latencyMs = 20_000 + Math.floor(random() * longestAnswerMs);
  const fate = random();
  // A marked effect whose answer got lost is looked up after a pause, an interrupted one at once: the order would differ.
  const losesAnswer = fate < 0.1 && (kind === "idempotent" || kind === "at-most-once");
  const busyMs = fate > 0.75 ? Math.floor(random() * 120_000) : 0;
  return { latencyMs, busyMs, losesAnswer };
}

function hash(text: string): number {
  let mixed = 2_166_136_261;
  for (const letter of text) mixed = Math.imul(mixed ^ (letter.codePointAt(0) ?? 0), 16_777_619);
  return mixed >>> 0;
}
