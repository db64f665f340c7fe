interface CrmProblem {
    readonly account: string;
    readonly operation: string;
    /** The vendor's own code, e.g. `QUERY_LIMIT_EXCEEDED`; empty when it gave none. */
    readonly vendorCode?: string;
    readonly status?: number;
}
/** What a CRM can answer. */
export declare const crmCatalog: {
    CRM_UNREACHABLE: import("./entry.ts").CatalogEntry<CrmProblem>;
    CRM_ANSWER_LOST: import("./entry.ts").CatalogEntry<CrmProblem>;
    CRM_BUSY: import("./entry.ts").CatalogEntry<CrmProblem>;
    CRM_OVERLOADED: import("./entry.ts").CatalogEntry<CrmProblem>;
    CRM_REJECTED: import("./entry.ts").CatalogEntry<CrmProblem & {
        readonly reason: string;
    }>;
    CRM_NOT_FOUND: import("./entry.ts").CatalogEntry<CrmProblem>;
    CRM_ACCESS_DENIED: import("./entry.ts").CatalogEntry<CrmProblem>;
    CRM_TOKEN_REVOKED: import("./entry.ts").CatalogEntry<{
        readonly account: string;
    }>;
    CRM_ANSWER_UNKNOWN: import("./entry.ts").CatalogEntry<CrmProblem & {
        readonly problems: readonly string[];
    }>;
    CRM_NOT_CONNECTED: import("./entry.ts").CatalogEntry<{
        readonly account: string;
    }>;
};
export {};
