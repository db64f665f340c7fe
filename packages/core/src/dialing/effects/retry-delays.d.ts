/** Waits between tries against a vendor that is down or busy: about a day in all, then a person is asked. */
export declare const retryDelaysMs: readonly number[];
/** Waits between tries of a launch: a client who was to be called now is not called hours later by itself. */
export declare const launchDelaysMs: readonly number[];
/** How long one request may take. Bitrix24 cuts requests at 60 s in its cloud (documentation read 2026-08-21). */
export declare const requestTimeoutMs = 60000;
