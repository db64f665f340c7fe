import type { RetentionReport } from "../care/index.ts";
import type { CompactionReport, EngineEventName, EngineEvents } from "../engine/index.ts";
import type { BackupReport, CheckReport } from "../ports/check.ts";
import type { AccountId } from "../ports/identity.ts";
import type { SealingReport } from "../ports/encryption.ts";
import type { AccountRow } from "../ports/rows.ts";
import type { Health } from "../observe/index.ts";
import type { Account } from "./account.ts";

/** The library at work: one web handler, accounts, observers. */
export interface Engine {
  /** Resolves when the store is open and everything a former process left is taken up. Rejects with the reason when it cannot. */
  ready(): Promise<void>;
  /** The web handler to mount at the path of `publicUrl`. Answers 503 until the engine is ready. */
  readonly fetch: (request: Request) => Promise<Response>;
  /** An account by its id. Whether it exists shows when it is used. */
  account(id: AccountId): Account;
  /** Every account, also those that uninstalled the application. */
  accounts(): Promise<readonly AccountRow[]>;
  /** Calls the listener after each event of this name; gives a function that stops that. A listener cannot disturb a run. */
  on<Name extends EngineEventName>(name: Name, listener: (payload: EngineEvents[Name]) => unknown): () => void;
  /**
   * Puts away, small, every call and run in which nothing can change any more: a day after its end, when it takes no late facts. Its
   * run, journal and transcript are read as before. Happens by itself now and then.
   */
  compact(): Promise<CompactionReport>;
  /** Removes everything whose time is over, by the settings and by what accounts say themselves. Happens by itself once a day. */
  applyRetention(): Promise<RetentionReport>;
  /**
   * Changes the key that the store encrypts with, while calls go on. The new key is in force at once: keep it in a safe place before.
   * Resolves when nothing is left of the former one, which is refused from then on. A process that ends meanwhile opens the store with
   * the new key and, among `formerKeys`, the former one; the change goes on by itself.
   *
   * @throws STORE_KEY_INVALID also where the store does not encrypt, STORE_KEY_NEEDED, STORE_CLOSED when the engine is closed meanwhile
   */
  rotateKey(key: string): Promise<SealingReport>;
  /**
   * Copies the store while calls go on: everything that was acknowledged before is in the copy, which is checked in full and stands
   * under its name only when it is complete. `report.check` tells what is damaged in it.
   *
   * @param to where to, e.g. a path; nothing may be there
   * @throws STORE_BACKUP_REFUSED, STORE_DAMAGED, STORE_FULL, STORE_FAILED
   */
  backup(to: string): Promise<BackupReport>;
  /** Reads everything of the store and tells what is damaged, while calls go on. Changes nothing. */
  check(): Promise<CheckReport>;
  /**
   * How the engine is, for monitors: whether it takes work, what waits for a person, what is overdue. Never rejects, not even while the engine
   * starts or its store cannot be read. Over HTTP, `GET <mount>/health` and `GET <mount>/ready` tell the gist of it.
   */
  health(): Promise<Health>;
  /** Takes up nothing new, finishes what is under way, gives up the store. */
  close(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}
