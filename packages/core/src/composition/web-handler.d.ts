import type { WebhookRoute } from "../ports/adapter.ts";
import type { LoggerPort } from "../ports/logger.ts";
/** What the web handler needs. */
export interface WebHandlerParts {
    readonly publicUrl: string;
    readonly routes: readonly WebhookRoute[];
    readonly logger: LoggerPort;
    readonly ready: () => Promise<void>;
}
/** The one web handler of an engine: size limit, then the adapter's own checks, then the answer. Errors tell their code only. */
export declare function createWebHandler(parts: WebHandlerParts): (request: Request) => Promise<Response>;
