import type { CompactionReport, EngineEventName, EngineEvents } from "../engine/index.ts";
import type { AccountId } from "../ports/identity.ts";
import type { AccountRow } from "../ports/rows.ts";
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
  /** Takes up nothing new, finishes what is under way, gives up the store. */
  close(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}
