import type {
  AccountId,
  AdapterHost,
  ClockPort,
  ConnectionVault,
  Inbox,
  LogFields,
  RobotRequest,
} from "@callwright/core/ports";

type Installation = Parameters<Inbox["installed"]>[0];

/** A time that stands unless somebody sleeps. */
export function fakeClock(
  startMs = Date.parse("2026-03-02T07:00:00Z"),
): ClockPort & { pass(durationMs: number): void } {
  let now = startMs;
  return {
    now: () => now,
    at: () => () => {},
    hold: () => () => {},
    sleep: async (durationMs) => {
      now += durationMs;
    },
    pass: (durationMs) => {
      now += durationMs;
    },
  };
}

/** An engine's side of the contract that keeps everything in memory. */
export function fakeHost(settings: { readonly publicUrl?: string; readonly clock?: ClockPort } = {}) {
  const secrets = new Map<AccountId, string>();
  const accounts = new Map<string, AccountId>();
  const installations: Installation[] = [];
  const uninstalled: AccountId[] = [];
  const requests: RobotRequest[] = [];
  const logs: { readonly fields: LogFields; readonly message: string }[] = [];
  const log = (fields: LogFields, message: string) => void logs.push({ fields, message });
  const host: AdapterHost = {
    publicUrl: settings.publicUrl ?? "https://calls.example.com/callwright",
    clock: settings.clock ?? fakeClock(),
    logger: { debug: log, info: log, warn: log, error: log },
    vault: createVault(secrets, accounts),
    hasRun: async () => false,
    inbox: {
      async installed(installation) {
        installations.push(installation);
        secrets.set(installation.account, installation.secret);
        accounts.set(installation.externalId, installation.account);
      },
      async uninstalled(account) {
        uninstalled.push(account);
      },
      async robotRequested(request) {
        const isNew = requests.every(({ token }) => token !== request.token);
        if (isNew) requests.push(request);
        return isNew ? "accepted" : "duplicate";
      },
      reported: async () => "applied",
    },
  };
  return { host, secrets, accounts, installations, uninstalled, requests, logs };
}

function createVault(secrets: Map<AccountId, string>, accounts: ReadonlyMap<string, AccountId>): ConnectionVault {
  const locks = new Map<AccountId, Promise<unknown>>();
  return {
    read: async (_, account) => secrets.get(account),
    findAccount: async (_, externalId) => accounts.get(externalId),
    change(_, account, change) {
      const turn = (locks.get(account) ?? Promise.resolve()).then(async () => {
        const next = await change(secrets.get(account));
        if (next !== undefined) secrets.set(account, next);
        return secrets.get(account);
      });
      locks.set(
        account,
        turn.catch(() => {}),
      );
      return turn;
    },
  };
}
