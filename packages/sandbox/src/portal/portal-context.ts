import type { ClockPort } from "@callwright/core/ports";
import type { Actor, CrmItem } from "./crm/crm-types.ts";
import type { Faults } from "./faults.ts";
import type { RandomIds } from "./random-ids.ts";
import type { RateLimits } from "./rest/rate-limits.ts";
import type { PortalState } from "./state.ts";

/** Something that automation and bound handlers are told about. */
export type Happening =
  | { readonly kind: "stage-entered"; readonly item: CrmItem }
  | {
      readonly kind: "event";
      readonly name: string;
      readonly data: Readonly<Record<string, unknown>>;
      readonly actor: Actor;
    };

/** What every part of the portal works with. */
export interface PortalContext {
  readonly clock: ClockPort;
  readonly state: PortalState;
  readonly ids: RandomIds;
  readonly limits: RateLimits;
  readonly faults: Faults;
  readonly webhookTimeoutMs: number;
  /** How long the answer of the next request is withheld. */
  latencyMs(): number;
  /** Tells automation and bound handlers; returns at once, what follows runs beside the request. */
  publish(happening: Happening): void;
}
