import { CallwrightError } from "@callwright/core/adapter-kit";
import type { AccountId, ConnectionVault } from "@callwright/core/ports";
import { z } from "zod";

/** Name of this adapter in vaults and installations. */
export const adapterName = "bitrix";

const connectionSchema = z.object({
  /** The portal's own name, stable across renames. */
  memberId: z.string(),
  domain: z.string(),
  /** Where REST methods are called; ends with a slash. */
  clientEndpoint: z.string(),
  /** REST of the authorisation server; ends with a slash. */
  serverEndpoint: z.string(),
  accessToken: z.string(),
  refreshToken: z.string(),
  /** Milliseconds since the epoch. */
  expiresAt: z.number(),
  /** Proof of every request from this portal. */
  applicationToken: z.string(),
  /** Who installed the application: robots' handlers get this employee's token. */
  userId: z.number().nullable().default(null),
  /** Fingerprint of each automation robot as we registered it last: its settings cannot be read back. */
  installedRobots: z.record(z.string(), z.string()).default({}),
});

/** What is kept of a portal, encrypted by the vault. */
export type Connection = z.output<typeof connectionSchema>;

/** Connections of accounts. */
export interface Connections {
  /** Errors: `CRM_NOT_CONNECTED`. */
  read(account: AccountId): Promise<Connection>;
  /** Like {@link Connections.read}, `undefined` when there is none. */
  find(account: AccountId): Promise<Connection | undefined>;
  findAccount(memberId: string): Promise<AccountId | undefined>;
  /**
   * Changes under the account's lock; `undefined` leaves it. Gives what is stored then. Errors: `CRM_NOT_CONNECTED`.
   */
  change(account: AccountId, change: (connection: Connection) => Promise<Connection | undefined>): Promise<Connection>;
}

/** Connections on top of a vault. */
export function openConnections(vault: ConnectionVault): Connections {
  const find = async (account: AccountId) => {
    const secret = await vault.read(adapterName, account);
    return secret === undefined ? undefined : fromSecret(secret);
  };
  return {
    find,
    async read(account) {
      const connection = await find(account);
      if (!connection) throw new CallwrightError("CRM_NOT_CONNECTED", { account });
      return connection;
    },
    findAccount: (memberId) => vault.findAccount(adapterName, memberId),
    async change(account, change) {
      const stored = await vault.change(adapterName, account, async (secret) => {
        if (secret === undefined) throw new CallwrightError("CRM_NOT_CONNECTED", { account });
        const next = await change(fromSecret(secret));
        return next && toSecret(next);
      });
      if (stored === undefined) throw new CallwrightError("CRM_NOT_CONNECTED", { account });
      return fromSecret(stored);
    },
  };
}

/** The text that the vault keeps. */
export function toSecret(connection: Connection): string {
  return JSON.stringify(connection);
}

function fromSecret(secret: string): Connection {
  return connectionSchema.parse(JSON.parse(secret));
}
