import type { ConnectionVault } from "../ports/adapter.ts";
import type { StorePort } from "../ports/store.ts";
/** Connections kept in the store, which encrypts them; changed by one caller at a time. */
export declare function createConnectionVault(store: StorePort): ConnectionVault;
/** Key of an account's connection. */
export declare function connectionKey(adapter: string, account: string): string;
