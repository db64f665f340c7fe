import type { FaultKind } from "../faults.ts";
import type { PortalContext } from "../portal-context.ts";
import { authorize } from "./authorize.ts";
import type { Caller } from "./caller.ts";
import { toEnvelope, toTimeBlock } from "./envelope.ts";
import { executeMethod, findMethod, logCall } from "./execute-method.ts";
import type { MethodOutcome, MethodTable } from "./execute-method.ts";
import { readRestRequest } from "./read-request.ts";
import type { RestRequest } from "./read-request.ts";
import { RestError } from "./rest-error.ts";

/** How a request ends: with an answer, or with its connection cut. */
export type Reply = { readonly kind: "answer"; readonly response: Response } | { readonly kind: "reset" };

/**
 * Serves one REST request in the vendor's order: decode, authorise, find the method, limits, execute, wrap.
 *
 * Effects: what the method does is done before the answer is withheld, so the write of a caller that dies
 * while waiting stands.
 */
export async function handleRest(
  portal: PortalContext,
  methods: MethodTable,
  request: Request,
  source: string,
): Promise<Reply> {
  const startedAt = portal.clock.now();
  const rest = await readRestRequest(request);
  const fault = portal.faults.take(rest.method);
  const refused = refuseByFault(portal, rest, fault);
  if (refused) return refused;
  const tookMs = portal.latencyMs();
  const outcome = await execute(portal, methods, rest, source, tookMs, fault);
  if (tookMs > 0) await portal.clock.sleep(tookMs, 2);
  if (fault === "reset-after-apply") return { kind: "reset" };
  if (fault === "html-502-after-apply") return { kind: "answer", response: proxyPage() };
  return { kind: "answer", response: toResponse(portal, outcome, startedAt) };
}

/** The page that a proxy shows when it gets no answer from behind. */
export function proxyPage(): Response {
  const page = "<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>";
  return new Response(page, { status: 502, headers: { "content-type": "text/html" } });
}

async function execute(
  portal: PortalContext,
  methods: MethodTable,
  rest: RestRequest,
  source: string,
  tookMs: number,
  fault: FaultKind | undefined,
): Promise<MethodOutcome> {
  const { method, params } = rest;
  let caller: Caller | undefined;
  try {
    caller = authorize(portal, rest.credentials);
    const spec = findMethod(methods, method, caller);
    portal.limits.countRequest(source);
    return await executeMethod(portal, spec, { method, caller, params, tookMs, ...(fault && { fault }) });
  } catch (error) {
    if (!(error instanceof RestError)) throw error;
    logCall(portal, { method, caller, params, fault }, error.status, error);
    return { ok: false, error };
  }
}

function refuseByFault(portal: PortalContext, rest: RestRequest, fault: FaultKind | undefined): Reply | undefined {
  if (fault !== "503" && fault !== "html-502" && fault !== "reset") return undefined;
  const error = new RestError(503, "QUERY_LIMIT_EXCEEDED", "Too many requests");
  logCall(portal, { ...rest, fault }, fault === "503" ? 503 : fault === "html-502" ? 502 : 0, error);
  if (fault === "reset") return { kind: "reset" };
  const response = fault === "503" ? Response.json(error.toBody(), { status: 503 }) : proxyPage();
  return { kind: "answer", response };
}

function toResponse(portal: PortalContext, outcome: MethodOutcome, startedAt: number): Response {
  if (!outcome.ok) return Response.json(outcome.error.toBody(), { status: outcome.error.status });
  const time = toTimeBlock(startedAt, portal.clock.now(), portal.state.timeZone, outcome.operating);
  return Response.json(toEnvelope(outcome.answer, time));
}
