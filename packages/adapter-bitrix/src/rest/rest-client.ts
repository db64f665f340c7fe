import { CallwrightError, type HttpAnswer, type HttpClient, type HttpRequest } from "@callwright/core/adapter-kit";
import type { AccountId, ClockPort, LoggerPort } from "@callwright/core/ports";
import type { z } from "zod";
import type { CheckedSettings } from "../bitrix-settings.ts";
import type { Connection, Connections } from "../connection.ts";
import { toCallwrightError, toTransportError, type RequestName } from "../to-callwright-error.ts";
import type { TrustedHosts } from "../trusted-hosts.ts";
import { parseResult } from "./parse-result.ts";
import { refreshTokens } from "./refresh-tokens.ts";
import { toRestAnswer, type RestAnswer, type RestResult } from "./rest-answer.ts";
import type { Turns } from "./turns.ts";

/** Everything a REST client needs. */
export interface RestContext {
  readonly account: AccountId;
  readonly settings: CheckedSettings;
  readonly connections: Connections;
  readonly hosts: TrustedHosts;
  readonly http: HttpClient;
  readonly turns: Turns;
  readonly clock: ClockPort;
  readonly logger: LoggerPort;
}

/** Parameters of a REST method, in the vendor's names. */
export type RestParams = Readonly<Record<string, unknown>>;

/** REST of one portal: one request, one answer, one error. */
export interface RestClient {
  readonly account: AccountId;
  /**
   * Calls a method once and reads its result.
   *
   * Errors: those of the CRM port. Nothing is repeated except what the portal certainly did not carry out: a request
   * with an expired token, after a refresh, and a redirected one.
   */
  call<Schema extends z.ZodType>(method: string, params: RestParams, schema: Schema): Promise<z.output<Schema>>;
  /** Like {@link RestClient.call}, on the turn that {@link RestClient.keepTurn} has waited for. */
  callOnTurn<Schema extends z.ZodType>(method: string, params: RestParams, schema: Schema): Promise<z.output<Schema>>;
  /** Waits until the portal's rate limit lets one more request through, and keeps that turn. */
  keepTurn(): Promise<void>;
  /** Like {@link RestClient.call}, for lists: with the offset of the next page. */
  page<Schema extends z.ZodType>(
    method: string,
    params: RestParams,
    schema: Schema,
  ): Promise<{ readonly rows: z.output<Schema>; readonly next: number | undefined }>;
  /**
   * Sends a file to an address that the portal gave. Errors: those of {@link RestClient.call}; `CRM_REJECTED` for
   * another host.
   */
  upload(operation: string, request: HttpRequest): Promise<void>;
}

/** A client for one account. */
export function createRestClient(context: RestContext): RestClient {
  const { account, settings } = context;
  return {
    account,
    async call(method, params, schema) {
      const { result } = await send(context, method, params);
      return parseResult(schema, result, { account, operation: method });
    },
    async callOnTurn(method, params, schema) {
      await context.turns.takeKept();
      const { result } = await send(context, method, params, { hasTurn: true });
      return parseResult(schema, result, { account, operation: method });
    },
    keepTurn: () => context.turns.keep(),
    async page(method, params, schema) {
      const { result, next } = await send(context, method, params);
      return { rows: parseResult(schema, result, { account, operation: method }), next };
    },
    async upload(operation, request) {
      const { clientEndpoint } = await context.connections.read(account);
      const name = { account, operation };
      if (!context.hosts.isPortal(request.url) || new URL(request.url).host !== new URL(clientEndpoint).host) {
        throw new CallwrightError("CRM_REJECTED", {
          ...name,
          reason: "the address for the upload is not on the portal's host.",
        });
      }
      await context.turns.take();
      const answer = toRestAnswer(await exchange(context, { ...request, timeoutMs: settings.timeoutMs * 4 }, name));
      if (answer.kind !== "result") throw toCallwrightError(answer, name, context.clock.now());
    },
  };
}

async function send(
  context: RestContext,
  method: string,
  params: RestParams,
  { hasTurn = false } = {},
): Promise<RestResult> {
  const connection = await context.connections.read(context.account);
  if (!hasTurn) await context.turns.take();
  let answer = await post(context, connection, method, params);
  if (answer.kind === "refusal" && answer.code === "expired_token") {
    const refreshed = await refreshTokens(context, connection.accessToken, method);
    await context.turns.take();
    answer = await post(context, refreshed, method, params);
  }
  if (answer.kind === "result") return answer;
  throw toCallwrightError(answer, { account: context.account, operation: method }, context.clock.now());
}

/**
 * Posts and, when the portal has moved, posts the same body to its new address.
 *
 * A renamed portal answers the old address with a redirect that must be followed with method and body (read
 * 2026-08-21).
 */
async function post(
  context: RestContext,
  connection: Connection,
  method: string,
  params: RestParams,
): Promise<RestAnswer> {
  const name = { account: context.account, operation: method };
  const body = JSON.stringify({ ...params, auth: connection.accessToken });
  const headers = { "Content-Type": "application/json", Accept: "application/json" };
  let endpoint = connection.clientEndpoint;
  for (let hops = 0; ; hops += 1) {
    const answer = toRestAnswer(
      await exchange(context, { method: "POST", url: endpoint + method, headers, body }, name),
    );
    const moved =
      answer.kind === "foreign" && hops < 3 ? movedTo(context, endpoint, method, answer.location) : undefined;
    if (moved === undefined) {
      if (answer.kind !== "foreign" && endpoint !== connection.clientEndpoint)
        await keepAddress(context, connection, endpoint);
      return answer;
    }
    endpoint = moved;
    await context.turns.take();
  }
}

/** The new REST address that a redirect names; `undefined` when it leads anywhere else. */
function movedTo(
  context: RestContext,
  endpoint: string,
  method: string,
  location: string | undefined,
): string | undefined {
  const from = new URL(endpoint + method);
  if (location === undefined || !URL.canParse(location, from.href)) return undefined;
  const to = new URL(location, from);
  if (!context.hosts.isPortal(to.href) || !to.pathname.endsWith(from.pathname)) return undefined;
  if (from.protocol === "https:" && to.protocol !== "https:") return undefined;
  return to.origin + to.pathname.slice(0, -method.length);
}

async function keepAddress(context: RestContext, before: Connection, clientEndpoint: string): Promise<void> {
  const { account, connections, logger } = context;
  try {
    await connections.change(account, async (connection) =>
      connection.clientEndpoint === before.clientEndpoint
        ? { ...connection, clientEndpoint, domain: new URL(clientEndpoint).host }
        : undefined,
    );
    logger.info({ account }, "The portal has moved; its new address is kept.");
  } catch {
    // The request was answered: that counts, and the next one is redirected again.
    logger.warn({ account }, "The portal has moved, but its new address could not be kept.");
  }
}

async function exchange(context: RestContext, request: HttpRequest, name: RequestName): Promise<HttpAnswer> {
  try {
    return await context.http.request({ timeoutMs: context.settings.timeoutMs, ...request });
  } catch (failure) {
    throw toTransportError(failure, name);
  }
}
