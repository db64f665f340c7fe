import type { LoggerPort } from "../ports/logger.ts";
import type { StorePort } from "../ports/store.ts";
import type { Dispatcher } from "./dispatcher.ts";
import type { EffectRunner } from "./effect-runner.ts";
import type { FlowRegistry } from "./flow-registry.ts";
/** What recovery needs. */
export interface RecoverParts {
    readonly store: StorePort;
    readonly logger: LoggerPort;
    readonly flows: FlowRegistry;
    readonly dispatcher: Dispatcher;
    readonly effects: EffectRunner;
}
/** Takes up what a former process left: its open effects, and runs whose flow is missing or has come back. */
export declare function recover({ store, logger, flows, dispatcher, effects }: RecoverParts): Promise<void>;
