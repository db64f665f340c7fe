const timeoutMs = 5000;

/** A message to another host. */
export interface OutgoingMessage {
  readonly method: string;
  readonly url: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: string;
}

/**
 * Sends a message once and gives the status of the answer, null when none came.
 *
 * Limits: 5 s of real time; redirects are not followed.
 */
export async function sendOnce(message: OutgoingMessage): Promise<number | null> {
  try {
    const headers = new Headers(message.headers.map(([name, value]): [string, string] => [name, value]));
    if (!headers.has("content-type")) headers.set("content-type", "application/json");
    // A pooled socket may be closed by the other side at the moment of use; that would look like a lost report.
    headers.set("connection", "close");
    const response = await fetch(message.url, {
      method: message.method,
      headers,
      redirect: "manual",
      signal: AbortSignal.timeout(timeoutMs),
      ...(message.method === "GET" ? {} : { body: message.body }),
    });
    await response.arrayBuffer();
    return response.status;
  } catch {
    return null;
  }
}
