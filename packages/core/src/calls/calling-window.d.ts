/** When people may be called, in their own zone. */
export interface CallingWindow {
    /** First minute, `HH:MM`. */
    readonly from: string;
    /** The minute it closes, `HH:MM`; earlier than `from`: it runs over midnight. */
    readonly to: string;
    /** Days on which it opens, 1 = Monday … 7 = Sunday. Default: all. */
    readonly days?: readonly number[];
}
/** 9–20 on every day, the project's default. No legal advice: check the law that applies to your calls. */
export declare const defaultCallingWindow: CallingWindow;
/** The first moment from `at` on at which the window is open in this zone; `undefined` when it never opens. */
export declare function nextOpening(window: CallingWindow, zone: string, at: number): number | undefined;
/** The first moment from `at` on at which the window is open in all zones at once; `undefined` when there is none within nine days. */
export declare function nextCommonOpening(window: CallingWindow, zones: readonly string[], at: number): number | undefined;
/** Whether a name is an IANA time zone. */
export declare function isTimeZone(name: string): boolean;
