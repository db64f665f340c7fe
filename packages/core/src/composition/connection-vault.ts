import { CallwrightError } from "../errors/index.ts";
import { Lanes } from "../engine/index.ts";
import type { ConnectionVault } from "../ports/adapter.ts";
import type { StorePort } from "../ports/store.ts";

/** A vault, and a way to keep others from changing a connection meanwhile. */
export interface GuardedVault extends ConnectionVault {
  /** Does a task while nobody else changes this account's connection. */
  exclusively<Result>(adapter: string, account: string, task: () => Promise<Result>): Promise<Result>;
}

/** Connections kept in the store, which encrypts them; changed by one caller at a time. */
export function createConnectionVault(store: StorePort): GuardedVault {
  const lanes = new Lanes();
  return {
    exclusively: (adapter, account, task) => lanes.run(connectionKey(adapter, account), task),
    async read(adapter, account) {
      return (await store.read("connections", connectionKey(adapter, account)))?.secret;
    },
    async findAccount(adapter, externalId) {
      const [connection] = await store.find("connections", { where: { adapter, externalId }, limit: 1 });
      return connection?.account;
    },
    change(adapter, account, change) {
      const id = connectionKey(adapter, account);
      return lanes.run(id, async () => {
        const current = await store.read("connections", id);
        const secret = await change(current?.secret);
        if (secret === undefined || secret === current?.secret) return current?.secret;
        // Asked once more: getting a new secret takes time, and an account that was erased meanwhile must not come back.
        const known = current && (await store.read("connections", id));
        if (!known) throw new CallwrightError("CRM_NOT_CONNECTED", { account });
        const [result] = await store.commit([[{ op: "put", table: "connections", row: { ...known, secret } }]]);
        if (result && !result.ok) throw result.error;
        return secret;
      });
    },
  };
}

/** Key of an account's connection. */
export function connectionKey(adapter: string, account: string): string {
  return `${adapter}:${account}`;
}
