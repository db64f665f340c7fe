import {
  eraseAccount,
  erasePerson,
  exportAccount,
  toMark,
  type CareParts,
  type ErasureOptions,
  type ErasureReport,
  type ExportedRow,
  type ExportOptions,
  type Person,
} from "../care/index.ts";
import { createPersonBook } from "../dialing/index.ts";
import { RunEngine } from "../engine/index.ts";
import { CallwrightError } from "../errors/index.ts";
import type { LoggerPort } from "../ports/logger.ts";
import type { StorePort } from "../ports/store.ts";
import { systemClock } from "./system-clock.ts";

/** Whose data are meant in a store that no engine works with. */
export interface StoreCareOptions {
  readonly account: string;
  /** ISO 3166 code for numbers that are written without the one of their country. */
  readonly country?: string;
}

const silent: LoggerPort = { debug: nothing, info: nothing, warn: nothing, error: nothing };

function nothing(): void {
  return;
}

/**
 * Erases a person, or a whole account, in an open store that no engine works with. Beside a running host it is the host's `account.erase`:
 * nothing here tells a vendor or the CRM that a call is given up.
 *
 * @throws ACCOUNT_UNKNOWN, PHONE_INVALID, STORE_READ_ONLY
 */
export async function eraseInStore(
  store: StorePort,
  person: Person | "whole account",
  { account, country, ...options }: StoreCareOptions & ErasureOptions,
): Promise<ErasureReport> {
  await mustKnow(store, account);
  const clock = systemClock();
  const persons = createPersonBook(store);
  await persons.load();
  const runs = new RunEngine({ store, clock, logger: silent, flows: [], effects: [], onJobDue: async () => undefined });
  const parts: CareParts = {
    ...{ store, clock, logger: silent, runs, persons, country },
    removeRefs: async (refs) => (await runs.blobs.removeRefs(refs)).blobs,
  };
  try {
    if (person === "whole account") return await eraseAccount(parts, account);
    return await erasePerson(parts, account, toMark(person, country), options);
  } finally {
    await runs.close();
  }
}

/**
 * Everything of an account in an open store, as `account.export` gives it; also beside the store's owner, from one that is only read. What is
 * personal in an input only its definition knows: without it more is masked.
 *
 * @throws ACCOUNT_UNKNOWN, PHONE_INVALID
 */
export async function* exportFromStore(
  store: StorePort,
  { account, country, ...options }: StoreCareOptions & ExportOptions,
): AsyncGenerator<ExportedRow> {
  await mustKnow(store, account);
  const persons = createPersonBook(store);
  await persons.load(false);
  yield* exportAccount({ store, persons, country }, account, options);
}

async function mustKnow(store: StorePort, account: string): Promise<void> {
  if (!(await store.read("accounts", account))) throw new CallwrightError("ACCOUNT_UNKNOWN", { account });
}
