import type { Flow } from "../machine/index.ts";
import type { StorePort } from "../ports/store.ts";
/** The flows that runs may use, by id and version. */
export declare class FlowRegistry {
    #private;
    /** @throws FLOW_DUPLICATE */
    add(flow: Flow): void;
    find(id: string, version?: number): Flow | undefined;
    /** @throws FLOW_UNKNOWN */
    get(id: string, version?: number): Flow;
    all(): readonly Flow[];
    /**
     * Compares every flow with what the store knows under the same version and remembers the new ones.
     *
     * @throws FLOW_CHANGED_WITHOUT_VERSION unless `allowChanged`
     */
    pin(store: StorePort, now: number, allowChanged: boolean): Promise<void>;
}
