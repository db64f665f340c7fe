export { HttpFailure } from "./http-failure.ts";
/** One request. The content type is the caller's to name, except for forms. */
export interface HttpRequest {
    readonly method: "GET" | "POST" | "PUT";
    readonly url: string;
    readonly headers?: Readonly<Record<string, string>>;
    readonly body?: string | Uint8Array | FormData | ReadableStream<Uint8Array>;
    /** For the whole answer; of a streamed one, for its start and for every silence in it. Default: that of the client. */
    readonly timeoutMs?: number;
    /** Longer answers fail, as sent. Default 10 MB; a streamed answer has no limit unless one is given. */
    readonly maxResponseBytes?: number;
}
/** An answer of any status. */
export interface HttpAnswer {
    readonly status: number;
    /** Names in lower case; a repeated header's values are joined by commas. */
    readonly headers: Readonly<Record<string, string>>;
    readonly text: string;
    /** The text read as JSON; `undefined` when it is not JSON. */
    json(): unknown;
}
/**
 * How adapters talk HTTP. A status is never an error, redirects are never followed, a proxy is never used.
 *
 * Errors: {@link HttpFailure} when no whole answer came.
 */
export interface HttpClient {
    request(request: HttpRequest): Promise<HttpAnswer>;
    /** Resolves when the answer begins. The body fails with {@link HttpFailure} when it breaks off. */
    stream(request: HttpRequest): Promise<{
        readonly status: number;
        readonly body: ReadableStream<Uint8Array>;
    }>;
}
/** What a client needs, once. */
export interface HttpClientSettings {
    /** Default `callwright`. */
    readonly userAgent?: string;
    /** On the real clock. Default 30,000. */
    readonly timeoutMs?: number;
}
/**
 * Gives a client on axios. Each request has a connection of its own, closed after the answer, so that a request is never lost
 * on a connection that the other side was just closing.
 */
export declare function createHttpClient(settings?: HttpClientSettings): HttpClient;
