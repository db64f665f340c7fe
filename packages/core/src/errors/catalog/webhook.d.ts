/** Refused incoming requests. */
export declare const webhookCatalog: {
    WEBHOOK_TOO_LARGE: import("./entry.ts").CatalogEntry<{
        readonly path: string;
        readonly limitBytes: number;
    }>;
    WEBHOOK_NOT_AUTHENTIC: import("./entry.ts").CatalogEntry<{
        readonly path: string;
    }>;
    WEBHOOK_MALFORMED: import("./entry.ts").CatalogEntry<{
        readonly path: string;
        readonly problems: readonly string[];
    }>;
    WEBHOOK_UNKNOWN_ACCOUNT: import("./entry.ts").CatalogEntry<{
        readonly path: string;
    }>;
};
