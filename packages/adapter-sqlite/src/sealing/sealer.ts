import { CallwrightError, createKeyring, type Keyring, type TableShapes } from "@callwright/core/adapter-kit";
import type { EncryptionState, SealingReport } from "@callwright/core/ports";
import type { SqlDriver } from "../driver.ts";
import { toStoreError } from "../to-store-error.ts";
import { transact } from "../transact.ts";
import type { AskedSealing } from "./asked-sealing.ts";
import { createBackgroundWork } from "./background-work.ts";
import type { LiveSealing, Sealing } from "./live-sealing.ts";
import { resealStore, type ResealParts } from "./reseal-store.ts";
import { readSealMark, writeSealMark } from "./seal-mark.ts";
import { settleMark } from "./store-keys.ts";

/** What a store's encryption works on. */
export interface SealerParts {
  /** For messages. */
  readonly path: string;
  readonly driver: SqlDriver;
  readonly shapes: TableShapes;
  readonly asked: AskedSealing;
  readonly readOnly: boolean;
}

/** How a store is encrypted now, and how that is changed while it is used. */
export interface Sealer extends LiveSealing {
  /** With every key that this process has had: opens also what was copied before a key was changed. Not to write with. */
  readonly known: LiveSealing;
  state(): EncryptionState;
  /** Begins, or goes on, to bring rows and files into the form that was asked for. */
  start(files: ResealParts["files"]): void;
  rotateKey(key: string): Promise<SealingReport>;
  settled(): Promise<SealingReport>;
  /** Stops after the page or file that is under way. Everything stays readable; the next process goes on. */
  stop(): Promise<void>;
}

/** The encryption of a store that was opened with keys that fit it. */
export function createSealer({ path, driver, asked, readOnly, shapes }: SealerParts): Sealer {
  const work = createBackgroundWork(path);
  let now = firstSealing(driver, asked);
  let known = now && { ...now, keys: asked.keys ?? now.keys };
  let files: ResealParts["files"];

  const reseal = async (sealing: Sealing): Promise<SealingReport | undefined> => {
    const isOver = () => work.isStopped || now !== sealing;
    if (isOver()) return undefined;
    const report = await resealStore({ path, driver, shapes, sealing, isOver, pause: work.pause, files });
    if (report && now === sealing) now = { ...sealing, keys: sealing.keys.withoutFormer() };
    return report;
  };
  const begin = (sealing: Sealing | undefined): void => {
    if (sealing && !readOnly) work.begin(() => reseal(sealing));
  };
  return {
    get now() {
      return now;
    },
    known: {
      get now() {
        return known;
      },
    },
    state: () => ({ ...toState(driver, now), problem: work.problem }),
    start(given) {
      files = given;
      begin(now);
    },
    settled: () => work.settled(),
    async rotateKey(key) {
      if (readOnly) throw new CallwrightError("STORE_READ_ONLY", { path });
      const keys = now ? now.keys.with(key) : createKeyring(key);
      if (keys.keyId === now?.keys.keyId) return work.settled();
      changeMark(path, driver, keys, now !== undefined);
      now = { keys, whole: now?.whole ?? false };
      known = { ...now, keys: known ? known.keys.with(key) : keys };
      begin(now);
      return work.settled();
    },
    stop: () => work.stop(),
  };
}

/** Makes the current key of a ring the store's, and begins to bring everything under it. */
function changeMark(path: string, driver: SqlDriver, keys: Keyring, hasKey: boolean): void {
  try {
    transact(driver, () => {
      const mark = readSealMark(driver);
      if (!hasKey && mark.canary !== undefined) {
        const reason = "its key is not changed by one who opened it without. Give its key";
        throw new CallwrightError("STORE_KEY_NEEDED", { path, reason });
      }
      writeSealMark(driver, settleMark(mark, { keys, encrypt: undefined }, false));
    });
  } catch (error) {
    throw toStoreError(path, error);
  }
}

/** Former keys are forgotten where nothing is sealed with them any more. */
function firstSealing(driver: SqlDriver, { keys }: AskedSealing): Sealing | undefined {
  if (!keys) return undefined;
  const { encrypt, work } = readSealMark(driver);
  return { keys: work ? keys : keys.withoutFormer(), whole: encrypt === "everything" };
}

function toState(driver: SqlDriver, sealing: Sealing | undefined): Omit<EncryptionState, "problem"> {
  const { work, former } = readSealMark(driver);
  return {
    encrypts: sealing ? (sealing.whole ? "everything" : "secrets") : "nothing",
    keyId: sealing?.keys.keyId ?? null,
    formerKeyIds: [...former.keys()],
    isSettled: work === undefined,
  };
}
