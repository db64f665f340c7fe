import type { HttpAnswer, HttpClient, HttpRequest } from "@callwright/core/adapter-kit";

/** A scripted other side that keeps what it was asked. */
export interface FakeHttp extends HttpClient {
  readonly requests: HttpRequest[];
}

/** Answers with what `answer` gives, or throws it when it is an error. */
export function fakeHttp(
  answer: (request: HttpRequest) => { status: number; body?: unknown; headers?: Record<string, string> } | Error,
): FakeHttp {
  const requests: HttpRequest[] = [];
  return {
    requests,
    async request(request): Promise<HttpAnswer> {
      requests.push(request);
      const given = answer(request);
      if (given instanceof Error) throw given;
      const text =
        typeof given.body === "string" ? given.body : given.body === undefined ? "" : JSON.stringify(given.body);
      return {
        status: given.status,
        headers: given.headers ?? {},
        text,
        json: () => (typeof given.body === "string" ? undefined : given.body),
      };
    },
    stream: () => Promise.reject(new Error("not scripted")),
  };
}

/** A management interface that keeps documents; the key is the request's address. */
export function fakeCabinet(documents = new Map<string, Record<string, unknown>>()): FakeHttp & {
  readonly documents: Map<string, Record<string, unknown>>;
} {
  const http = fakeHttp(({ method, url, body }) => {
    if (method === "PUT") {
      documents.set(url, JSON.parse(String(body)) as Record<string, unknown>);
      return { status: 200, body: {} };
    }
    const document = documents.get(url);
    return document ? { status: 200, body: document } : { status: 404, body: { error: "none" } };
  });
  return { ...http, documents };
}
