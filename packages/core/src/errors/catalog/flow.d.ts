/** Refusals at the registration of flows, and mistakes of a running flow. */
export declare const flowCatalog: {
    FLOW_NOT_DURABLE: import("./entry.ts").CatalogEntry<{
        readonly flow: string;
        readonly place: string;
        readonly reason: string;
    }>;
    FLOW_NOT_DETERMINISTIC: import("./entry.ts").CatalogEntry<{
        readonly flow: string;
        readonly place: string;
    }>;
    FLOW_SCHEMA_NOT_JSON: import("./entry.ts").CatalogEntry<{
        readonly flow: string;
        readonly path: string;
        readonly reason: string;
    }>;
    FLOW_CHANGED_WITHOUT_VERSION: import("./entry.ts").CatalogEntry<{
        readonly flow: string;
        readonly version: number;
    }>;
    FLOW_DUPLICATE: import("./entry.ts").CatalogEntry<{
        readonly flow: string;
        readonly version: number;
    }>;
    FLOW_UNKNOWN: import("./entry.ts").CatalogEntry<{
        readonly flow: string;
        readonly version?: number;
    }>;
    FLOW_UNKNOWN_EFFECT: import("./entry.ts").CatalogEntry<{
        readonly flow: string;
        readonly effect: string;
    }>;
    FLOW_STEP_FAILED: import("./entry.ts").CatalogEntry<{
        readonly flow: string;
        readonly event: string;
        readonly reason: string;
    }>;
    INPUT_INVALID: import("./entry.ts").CatalogEntry<{
        readonly flow: string;
        readonly problems: readonly string[];
    }>;
    SNAPSHOT_TOO_LARGE: import("./entry.ts").CatalogEntry<{
        readonly run: string;
        readonly bytes: number;
        readonly limitBytes: number;
        readonly path: string;
    }>;
    RESULT_TOO_LARGE: import("./entry.ts").CatalogEntry<{
        readonly run: string;
        readonly bytes: number;
        readonly limitBytes: number;
        readonly path: string;
    }>;
};
