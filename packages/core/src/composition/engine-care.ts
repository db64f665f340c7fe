import type { PersonMark } from "../adapter-kit/person-key.ts";
import {
  createRetentionKeeper,
  eraseAccount,
  erasePerson,
  exportAccount,
  readRetention,
  setRetention,
  toKeepMs,
  toMark,
  type CareParts,
  type ErasureOptions,
  type ErasureReport,
  type ExportedRow,
  type ExportOptions,
  type Person,
  type RetentionReport,
  type RetentionSettings,
} from "../care/index.ts";
import { cancelJob, type DialingParts } from "../dialing/index.ts";
import type { RunEngine } from "../engine/index.ts";
import { CallwrightError } from "../errors/index.ts";
import type { AccountId, Subject } from "../ports/identity.ts";
import type { RobotCatalog } from "../robots/index.ts";
import { phoneOf } from "./call-options.ts";

/** How an account is erased. */
export interface AccountErasureOptions {
  /** The account's id: that it is meant, although the application is still installed. */
  readonly confirm?: string;
}

/** Care of the data of an engine. */
export interface EngineCare {
  erase(account: AccountId, person: Person, options?: ErasureOptions): Promise<ErasureReport>;
  /** @throws INPUT_INVALID while the application is installed, unless it is confirmed */
  eraseAccount(account: AccountId, options?: AccountErasureOptions): Promise<ErasureReport>;
  /** Whether an account is being erased: nothing new is taken for it then. */
  isLeaving(account: AccountId): boolean;
  export(account: AccountId, options?: ExportOptions): AsyncGenerator<ExportedRow>;
  setRetention(account: AccountId, settings: RetentionSettings | null): Promise<void>;
  retention(account: AccountId): Promise<RetentionSettings>;
  applyRetention(): Promise<RetentionReport>;
  /** Whom a run is about, as its host says. @throws PHONE_INVALID */
  marksOf(about: { readonly phone?: string; readonly subject?: Subject } | undefined): readonly PersonMark[];
  close(): Promise<void>;
}

/** What care is made from. */
export interface EngineCareParts {
  readonly dialing: DialingParts;
  readonly runs: RunEngine;
  readonly catalog: RobotCatalog;
  readonly retention: RetentionSettings | undefined;
}

/** The care of an engine's data. */
export function createEngineCare({ dialing, runs, catalog, retention = {} }: EngineCareParts): EngineCare {
  const { store, clock, logger, persons, country } = dialing;
  const parts: CareParts = {
    ...{ store, clock, logger, persons, country, runs },
    removeRefs: async (refs) => (await runs.blobs.removeRefs(refs)).blobs,
    cancelJob: (job, work) => cancelJob(dialing, job, work),
  };
  const leaving = new Set<AccountId>();
  const keepMs = toKeepMs(retention);
  const keeper = createRetentionKeeper(parts, keepMs);
  const schemas = { inputOf: (robot: string) => catalog.find(robot)?.definition.document.input };
  return {
    erase: (account, person, options) => erasePerson(parts, account, toMark(person, country), options),
    async eraseAccount(account, { confirm } = {}) {
      const row = await store.read("accounts", account);
      if (row?.uninstalledAt === null && confirm !== account) {
        const problems = [
          "confirm: the application is still installed; give the account's id to erase it nevertheless",
        ];
        throw new CallwrightError("INPUT_INVALID", { flow: "eraseAccount", problems });
      }
      leaving.add(account);
      try {
        return await eraseAccount(parts, account);
      } finally {
        leaving.delete(account);
      }
    },
    isLeaving: (account) => leaving.has(account),
    export: (account, options) => exportAccount({ ...parts, schemas }, account, options),
    setRetention: (account, settings) => setRetention(parts, account, settings),
    retention: (account) => readRetention(parts, account, keepMs),
    applyRetention: () => keeper.apply(),
    marksOf(about) {
      const phone = phoneOf(about?.phone, country);
      return [...(phone === null ? [] : [{ phone }]), ...(about?.subject ? [{ subject: about.subject }] : [])];
    },
    close: () => keeper.close(),
  };
}
