import type { PortalLogEntry } from "../portal-log.ts";
import { summariseParams } from "../portal-log.ts";
import type { PortalContext } from "../portal-context.ts";
import { checkAccess } from "./authorize.ts";
import type { Caller } from "./caller.ts";
import type { MethodAnswer, MethodSpec } from "./method-spec.ts";
import { RestError } from "./rest-error.ts";
import type { OperatingTime } from "./rate-limits.ts";
import type { Tree } from "./tree.ts";

/** What became of one method call: an answer or an error, and the operating time used so far. */
export type MethodOutcome =
  | { readonly ok: true; readonly answer: MethodAnswer; readonly operating: OperatingTime }
  | { readonly ok: false; readonly error: RestError };

/** A method call whose caller is known. */
export interface AuthorizedCall {
  readonly method: string;
  readonly caller: Caller;
  readonly params: Tree;
  /** How long the answer will be withheld; it counts as operating time. */
  readonly tookMs: number;
  readonly fault?: string;
}

/** The table of all methods, by lower-case name. */
export type MethodTable = ReadonlyMap<string, MethodSpec>;

/** Finds the method and refuses callers that may not use it. @throws the vendor's 404 and 403 answers. */
export function findMethod(methods: MethodTable, method: string, caller: Caller): MethodSpec {
  const spec = methods.get(method);
  if (!spec) throw new RestError(404, "ERROR_METHOD_NOT_FOUND", "Method not found!");
  checkAccess(spec, caller);
  return spec;
}

/** Executes one method and writes it into the log. Never throws an error of the portal. */
export async function executeMethod(
  portal: PortalContext,
  spec: MethodSpec,
  call: AuthorizedCall,
): Promise<MethodOutcome> {
  const { method, caller, params } = call;
  try {
    portal.limits.checkOperating(caller.client, method);
    const answer = await spec.run({ portal, caller, params });
    const operating = portal.limits.spend(caller.client, method, portal.limits.costOf(method, call.tookMs));
    logCall(portal, call, 200, undefined);
    return { ok: true, answer, operating };
  } catch (error) {
    if (!(error instanceof RestError)) throw error;
    logCall(portal, call, error.status, error);
    return { ok: false, error };
  }
}

/** Writes a call into the log. */
export function logCall(
  portal: PortalContext,
  call: {
    readonly method: string;
    readonly caller?: Caller | undefined;
    readonly params: Tree;
    readonly fault?: string | undefined;
  },
  status: number,
  error: RestError | undefined,
): void {
  const entry: PortalLogEntry = {
    at: portal.clock.now(),
    method: call.method,
    client: call.caller?.kind ?? "none",
    userId: call.caller?.user.id ?? null,
    params: summariseParams(call.params),
    status,
    applied: status === 200 && error === undefined,
    ...(error && { error: { code: error.code, description: error.message } }),
    ...(call.fault === undefined ? {} : { fault: call.fault }),
  };
  portal.state.log.push(entry);
}
