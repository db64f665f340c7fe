import { CallwrightError } from "../errors/index.ts";
import type { Flow } from "../machine/index.ts";
import type { StorePort } from "../ports/store.ts";

/** The flows that runs may use, by id and version. */
export class FlowRegistry {
  readonly #flows = new Map<string, Flow>();
  readonly #newest = new Map<string, Flow>();

  /** @throws FLOW_DUPLICATE */
  add(flow: Flow): void {
    const key = flowKey(flow.id, flow.version);
    if (this.#flows.has(key)) throw new CallwrightError("FLOW_DUPLICATE", { flow: flow.id, version: flow.version });
    this.#flows.set(key, flow);
    const newest = this.#newest.get(flow.id);
    if (!newest || newest.version < flow.version) this.#newest.set(flow.id, flow);
  }

  /** Gives new runs of these flows another version than the newest. */
  serve(versions: Readonly<Record<string, number>>): void {
    for (const [id, version] of Object.entries(versions)) {
      const flow = this.#flows.get(flowKey(id, version));
      if (flow) this.#newest.set(id, flow);
    }
  }

  find(id: string, version?: number): Flow | undefined {
    return version === undefined ? this.#newest.get(id) : this.#flows.get(flowKey(id, version));
  }

  /** @throws FLOW_UNKNOWN */
  get(id: string, version?: number): Flow {
    const flow = this.find(id, version);
    if (flow) return flow;
    throw new CallwrightError("FLOW_UNKNOWN", { flow: id, ...(version === undefined ? {} : { version }) });
  }

  all(): readonly Flow[] {
    return [...this.#flows.values()];
  }

  /**
   * Compares every flow with what the store knows under the same version and remembers the new ones.
   *
   * @throws FLOW_CHANGED_WITHOUT_VERSION unless `allowChanged`
   */
  async pin(store: StorePort, now: number, allowChanged: boolean): Promise<void> {
    for (const flow of this.#flows.values()) {
      const id = flowKey(flow.id, flow.version);
      const known = await store.read("flows", id);
      if (known?.fingerprint === flow.fingerprint) continue;
      if (known && !allowChanged)
        throw new CallwrightError("FLOW_CHANGED_WITHOUT_VERSION", { flow: flow.id, version: flow.version });
      const [result] = await store.commit([
        [{ op: "put", table: "flows", row: { id, fingerprint: flow.fingerprint, registeredAt: now } }],
      ]);
      if (result && !result.ok) throw result.error;
    }
  }
}

function flowKey(id: string, version: number): string {
  return `${id}@${version}`;
}
