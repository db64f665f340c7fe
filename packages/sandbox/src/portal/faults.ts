/**
 * How a request can be disturbed.
 *
 * - `503`: not executed, answered with `QUERY_LIMIT_EXCEEDED`;
 * - `html-502`: not executed, answered with a page of a proxy;
 * - `reset`: not executed, the connection is cut;
 * - `reset-after-apply`: executed, then the connection is cut;
 * - `html-502-after-apply`: executed, then answered with a page of a proxy.
 */
export type FaultKind = "503" | "html-502" | "reset" | "reset-after-apply" | "html-502-after-apply";

/** Every kind of fault, for checking a request of the control API. */
export const faultKinds: readonly FaultKind[] = [
  "503",
  "html-502",
  "reset",
  "reset-after-apply",
  "html-502-after-apply",
];

/** Faults that are switched on. */
export interface Faults {
  /** While true, every request but those of the control API gets its connection cut. */
  down: boolean;
  /** Disturbs the next `times` requests of a method; `*` means any method. */
  add(method: string, kind: FaultKind, times: number): void;
  /** Takes the fault that the present request of this method must suffer. */
  take(method: string): FaultKind | undefined;
  /** Switches everything off. */
  clear(): void;
}

/** No fault at first. */
export function createFaults(): Faults {
  let planned: { readonly method: string; readonly kind: FaultKind; left: number }[] = [];
  return {
    down: false,
    add(method, kind, times) {
      planned.push({ method: method.toLowerCase(), kind, left: times });
    },
    take(method) {
      const fault = planned.find((plan) => plan.method === "*" || plan.method === method.toLowerCase());
      if (!fault) return undefined;
      fault.left -= 1;
      if (fault.left <= 0) planned = planned.filter((plan) => plan !== fault);
      return fault.kind;
    },
    clear() {
      planned = [];
      this.down = false;
    },
  };
}
