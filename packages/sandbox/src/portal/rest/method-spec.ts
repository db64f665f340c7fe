import type { PortalContext } from "../portal-context.ts";
import type { Caller } from "./caller.ts";
import type { Tree } from "./tree.ts";

/** One call of a method, past all checks of access. */
export interface MethodCall {
  readonly portal: PortalContext;
  readonly caller: Caller;
  readonly params: Tree;
}

/** What a method answers. `total` and `next` only for lists. */
export interface MethodAnswer {
  readonly result: unknown;
  readonly total?: number;
  readonly next?: number;
}

/** Which families refuse an incoming webhook, each with the status and code that the vendor gives there. */
export type ContextRule = "application" | "bizproc" | "trigger";

/** One method of the REST. */
export interface MethodSpec {
  /** Nothing: open to every scope. */
  readonly scope?: "crm" | "bizproc" | "telephony" | "user";
  /** Absent: any caller; otherwise the application's token is needed. */
  readonly context?: ContextRule;
  /** The caller's employee must be an administrator. */
  readonly admin?: boolean;
  run(call: MethodCall): MethodAnswer | Promise<MethodAnswer>;
}

/** Methods under their documented names. */
export type MethodFamily = Readonly<Record<string, MethodSpec>>;

/** An answer without paging. */
export function answer(result: unknown): MethodAnswer {
  return { result };
}
