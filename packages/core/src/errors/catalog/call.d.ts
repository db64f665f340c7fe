/** Calls, jobs and accounts. */
export declare const callCatalog: {
    PHONE_INVALID: import("./entry.ts").CatalogEntry<{
        readonly where: string;
    }>;
    ACCOUNT_UNKNOWN: import("./entry.ts").CatalogEntry<{
        readonly account: string;
    }>;
    CALL_RESULT_UNKNOWN: import("./entry.ts").CatalogEntry<{
        readonly run: string;
    }>;
    TRIGGER_RESULT_UNKNOWN: import("./entry.ts").CatalogEntry<{
        readonly run: string;
        readonly trigger: string;
    }>;
    EFFECT_RESULT_UNKNOWN: import("./entry.ts").CatalogEntry<{
        readonly run: string;
        readonly effect: string;
    }>;
    EFFECT_FAILED: import("./entry.ts").CatalogEntry<{
        readonly run: string;
        readonly effect: string;
        readonly reason: string;
    }>;
    EFFECT_TIMED_OUT: import("./entry.ts").CatalogEntry<{
        readonly run: string;
        readonly effect: string;
        readonly timeoutMs: number;
    }>;
    TEXT_UNKNOWN_VARIABLE: import("./entry.ts").CatalogEntry<{
        readonly robot: string;
        readonly text: string;
        readonly variable: string;
        readonly nearest?: string;
    }>;
    TEXT_UNKNOWN: import("./entry.ts").CatalogEntry<{
        readonly robot: string;
        readonly text: string;
    }>;
    RUN_UNKNOWN: import("./entry.ts").CatalogEntry<{
        readonly run: string;
    }>;
    JOB_UNKNOWN: import("./entry.ts").CatalogEntry<{
        readonly job: string;
    }>;
    IDEMPOTENCY_KEY_REUSED: import("./entry.ts").CatalogEntry<{
        readonly job: string;
    }>;
    ENGINE_SETTINGS_INVALID: import("./entry.ts").CatalogEntry<{
        readonly problems: readonly string[];
    }>;
    ENGINE_CLOSED: import("./entry.ts").CatalogEntry<Record<string, never>>;
    PORT_MISSING: import("./entry.ts").CatalogEntry<{
        readonly port: string;
        readonly for: string;
    }>;
};
