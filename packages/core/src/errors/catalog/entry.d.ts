/** Who has to act: the programmer who calls us, the other side of a wire, or this library. */
export type FaultSide = "caller" | "remote" | "library";
/** What may be done about it: nothing, the same again at once, or the same again later. */
export type RetryRule = "never" | "now" | "after";
/** One row of the error table. */
export interface CatalogEntry<Details> {
    readonly side: FaultSide;
    readonly retry: RetryRule;
    /** Whether the request may have taken effect although no answer came. Default: it did not. */
    readonly applied?: "unknown";
    /** What happened, with which value, and what to do. Ids only: no phone numbers, bodies, tokens or transcripts. */
    readonly message: (details: Details) => string;
}
/** Types one row of the table. */
export declare function entry<Details>(row: CatalogEntry<Details>): CatalogEntry<Details>;
