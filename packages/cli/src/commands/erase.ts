import { eraseInStore, isCallwrightError } from "@callwright/core";
import type { CliIo } from "../cli-io.ts";
import { withOwnedStore, type StoreChoice } from "../load/open-store.ts";
import { UsageError } from "../usage-error.ts";
import { accountOf, personOf, type PersonChoice } from "./person-choice.ts";

/** Whose data are erased. */
export interface EraseOptions extends StoreChoice, PersonChoice {
  readonly account?: string | undefined;
  readonly wholeAccount?: boolean;
  /** That a whole account is really meant. */
  readonly yes?: boolean;
  /** `false` with `--quick`: nothing but what tells whom it is about. */
  readonly quick?: boolean;
  readonly json?: boolean;
}

/** Erases a person or an account in a store that nobody works with. Exit code 1 when something could not be done as it should. */
export async function erase(options: EraseOptions, io: CliIo): Promise<number> {
  const account = accountOf(options.account);
  const whose = whoseData(options);
  try {
    const thorough = options.quick !== true;
    const report = await withOwnedStore(options, io.cwd, (store) => eraseInStore(store, whose, { account, thorough }));
    io.write(options.json ? `${JSON.stringify(report)}\n` : `${String(report)}\n`);
    return report.gaps.length === 0 ? 0 : 1;
  } catch (error) {
    if (isCallwrightError(error, "STORE_LOCKED")) {
      io.warn(
        "While the host works, erase there: account.erase(…) or account.eraseAccount(…), which also gives up calls.\n",
      );
    }
    throw error;
  }
}

function whoseData(options: EraseOptions): Parameters<typeof eraseInStore>[1] {
  const person = personOf(options);
  if (person && options.wholeAccount) throw new UsageError("Give a person or --whole-account, not both.");
  if (person) return person;
  if (!options.wholeAccount)
    throw new UsageError("Say whose data: --phone +79161234567, --subject contact:17 or --whole-account.");
  if (!options.yes)
    throw new UsageError("--whole-account erases everything of the account: add --yes if that is meant.");
  return "whole account";
}
