import type { Context, MiddlewareHandler } from "hono";
import type { VoiceBoxCredentials } from "../voicebox-settings.ts";

/** Answers 401 unless the request brings the launch's user and password. */
export function requireBasic({ user, password }: VoiceBoxCredentials): MiddlewareHandler {
  return requireAuthorization(`Basic ${Buffer.from(`${user}:${password}`).toString("base64")}`);
}

/** Answers 401 unless the request brings the publishing token. */
export function requireBearer({ bearer }: VoiceBoxCredentials): MiddlewareHandler {
  return requireAuthorization(`Bearer ${bearer}`);
}

function requireAuthorization(expected: string): MiddlewareHandler {
  return async (context, next) => {
    if (context.req.header("authorization") !== expected) return context.json({ error: "wrong credentials" }, 401);
    await next();
    return undefined;
  };
}

/** The request's JSON body; undefined where it is not JSON. */
export async function readJson(context: Context): Promise<unknown> {
  return await context.req.json<unknown>().catch(() => undefined);
}
