/** What a voice vendor can answer, and what cannot be spoken by it. */
export declare const voiceCatalog: {
    VOICE_UNREACHABLE: import("./entry.ts").CatalogEntry<{
        readonly run: string;
    }>;
    VOICE_ANSWER_LOST: import("./entry.ts").CatalogEntry<{
        readonly run: string;
    }>;
    VOICE_NO_LINE: import("./entry.ts").CatalogEntry<{
        readonly run: string;
    }>;
    VOICE_REJECTED: import("./entry.ts").CatalogEntry<{
        readonly run: string;
        readonly status: number;
    }>;
    VOICE_CANNOT_COMPILE: import("./entry.ts").CatalogEntry<{
        readonly robot: string;
        readonly problems: readonly string[];
    }>;
    VOICE_NOT_CONFIGURED: import("./entry.ts").CatalogEntry<{
        readonly robot: string;
        readonly shape: string;
    }>;
    VOICE_PUBLISH_FAILED: import("./entry.ts").CatalogEntry<{
        readonly robot: string;
        readonly reason: string;
    }>;
    VOICE_SCENARIO_CHANGED: import("./entry.ts").CatalogEntry<{
        readonly robot: string;
        readonly scenario: string;
    }>;
    RECORDING_TOO_LARGE: import("./entry.ts").CatalogEntry<{
        readonly run: string;
        readonly limitBytes: number;
    }>;
    RECORDING_UNAVAILABLE: import("./entry.ts").CatalogEntry<{
        readonly run: string;
        readonly status?: number;
    }>;
};
