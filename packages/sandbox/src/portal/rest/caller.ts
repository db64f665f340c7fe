import type { PortalUser } from "../state.ts";

/** Who calls, and on what ground. */
export interface Caller {
  readonly kind: "app" | "webhook";
  /** Key of the operating time: one application or one webhook. */
  readonly client: string;
  readonly user: PortalUser;
  readonly scopes: readonly string[];
}
