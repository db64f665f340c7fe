/** What a store can refuse. */
export declare const storeCatalog: {
    STORE_LOCKED: import("./entry.ts").CatalogEntry<{
        readonly path: string;
        readonly owner: string;
    }>;
    STORE_NEWER_SCHEMA: import("./entry.ts").CatalogEntry<{
        readonly path: string;
        readonly found: number;
        readonly known: number;
    }>;
    STORE_KEY_WRONG: import("./entry.ts").CatalogEntry<{
        readonly path: string;
    }>;
    STORE_KEY_INVALID: import("./entry.ts").CatalogEntry<{
        readonly reason: string;
    }>;
    STORE_CONFLICT: import("./entry.ts").CatalogEntry<{
        readonly table: string;
        readonly key: string;
    }>;
    STORE_CLOSED: import("./entry.ts").CatalogEntry<{
        readonly path: string;
    }>;
    STORE_FAILED: import("./entry.ts").CatalogEntry<{
        readonly path: string;
        readonly reason: string;
    }>;
};
