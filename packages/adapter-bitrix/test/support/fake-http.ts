import { HttpFailure, type HttpAnswer, type HttpClient, type HttpRequest } from "@callwright/core/adapter-kit";

/** What a scripted server gives: a JSON body, a text, or no answer at all. */
export interface Scripted {
  readonly status?: number;
  readonly json?: unknown;
  readonly text?: string;
  readonly location?: string;
  readonly failure?: { readonly sent: boolean };
}

/** A request as it left, with its JSON body or form read. */
export interface SeenRequest {
  readonly url: string;
  readonly method: string;
  /** Last part of the path: the REST method. */
  readonly operation: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly raw: HttpRequest;
}

/** An HTTP client that asks a function instead of a network. */
export function fakeHttp(answer: (request: SeenRequest, index: number) => Scripted | Promise<Scripted>) {
  const seen: SeenRequest[] = [];
  const http: HttpClient = {
    async request(raw) {
      const operation = new URL(raw.url).pathname.split("/").at(-1) ?? "";
      const request = { url: raw.url, method: raw.method, operation, params: readParams(raw), raw };
      seen.push(request);
      return toAnswer(await answer(request, seen.length - 1));
    },
    stream: () => Promise.reject(new Error("not used")),
  };
  return { http, seen };
}

function readParams(raw: HttpRequest): Record<string, unknown> {
  if (typeof raw.body !== "string") return {};
  if (raw.headers?.["Content-Type"] === "application/json") return JSON.parse(raw.body) as Record<string, unknown>;
  return Object.fromEntries(new URLSearchParams(raw.body));
}

function toAnswer(scripted: Scripted): HttpAnswer {
  if (scripted.failure) throw new HttpFailure(scripted.failure.sent, "scripted");
  const text = scripted.text ?? JSON.stringify(scripted.json ?? {});
  return {
    status: scripted.status ?? 200,
    headers: scripted.location === undefined ? {} : { location: scripted.location },
    text,
    json: () => (scripted.text === undefined ? JSON.parse(text) : undefined),
  };
}
