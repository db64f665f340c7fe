import { Readable } from "node:stream";
import type { Axios } from "axios";
import { createExchange, type HttpExchange } from "./http-exchange.ts";
import { HttpFailure } from "./http-failure.ts";

export { HttpFailure } from "./http-failure.ts";

/** One request. The content type is the caller's to name, except for forms. */
export interface HttpRequest {
  readonly method: "GET" | "POST" | "PUT";
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array | FormData | ReadableStream<Uint8Array>;
  /** For the whole answer; of a streamed one, for its start and for every silence in it. Default: that of the client. */
  readonly timeoutMs?: number;
  /** Longer answers fail, as sent. Default 10 MB; a streamed answer has no limit unless one is given. */
  readonly maxResponseBytes?: number;
}

/** An answer of any status. */
export interface HttpAnswer {
  readonly status: number;
  /** Names in lower case; a repeated header's values are joined by commas. */
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  /** The text read as JSON; `undefined` when it is not JSON. */
  json(): unknown;
}

/**
 * How adapters talk HTTP. A status is never an error, redirects are never followed, a proxy is never used.
 *
 * Errors: {@link HttpFailure} when no whole answer came.
 */
export interface HttpClient {
  request(request: HttpRequest): Promise<HttpAnswer>;
  /** Resolves when the answer begins. The body fails with {@link HttpFailure} when it breaks off. */
  stream(request: HttpRequest): Promise<{ readonly status: number; readonly body: ReadableStream<Uint8Array> }>;
}

/** What a client needs, once. */
export interface HttpClientSettings {
  /** Default `callwright`. */
  readonly userAgent?: string;
  /** On the real clock. Default 30,000. */
  readonly timeoutMs?: number;
}

const defaultMaxResponseBytes = 10 * 1024 * 1024;

/**
 * Gives a client on axios. Each request has a connection of its own, closed after the answer, so that a request is never lost
 * on a connection that the other side was just closing.
 */
export function createHttpClient(settings: HttpClientSettings = {}): HttpClient {
  const userAgent = settings.userAgent ?? "callwright";
  let transport: Promise<Axios> | undefined;

  const open = async (request: HttpRequest, exchange: HttpExchange) => {
    const axios = await (transport ??= loadTransport());
    const { status, headers, data } = await axios.request<Readable>({
      method: request.method,
      url: request.url,
      headers: toHeaders(request, userAgent),
      data: toBody(request.body),
      httpAgent: exchange.httpAgent,
      httpsAgent: exchange.httpsAgent,
      signal: exchange.signal,
    });
    // The reader hears of errors by itself; without a listener one that comes before it starts would end the process.
    data.on("error", () => {});
    exchange.signal.addEventListener("abort", () => data.destroy(), { once: true });
    return { status, headers: toPlainHeaders(headers), body: data };
  };

  const begin = (request: HttpRequest) => {
    const exchange = createExchange(request.timeoutMs ?? settings.timeoutMs ?? 30_000);
    exchange.startClock();
    return exchange;
  };

  return {
    async request(request) {
      const exchange = begin(request);
      try {
        const { status, headers, body } = await open(request, exchange);
        const text = await readText(body, request.maxResponseBytes ?? defaultMaxResponseBytes);
        return { status, headers, text, json: () => parseJson(text) };
      } catch (error) {
        throw exchange.toFailure(error);
      } finally {
        exchange.stopClock();
      }
    },
    async stream(request) {
      const exchange = begin(request);
      try {
        const { status, body } = await open(request, exchange);
        return { status, body: toWebStream(body, exchange, request.maxResponseBytes) };
      } catch (error) {
        throw exchange.toFailure(error);
      } finally {
        exchange.stopClock();
      }
    },
  };
}

/** Loaded with the first request: whoever imports the kit for something else, as the stores do, loads no axios. */
async function loadTransport(): Promise<Axios> {
  const { Axios } = await import("axios");
  // A bare instance: defaults and interceptors that the host set on the shared one do not reach it.
  return new Axios({
    adapter: "http",
    maxRedirects: 0,
    proxy: false,
    maxBodyLength: Number.POSITIVE_INFINITY,
    responseType: "stream",
    validateStatus: () => true,
    transformRequest: [(data: unknown) => data],
  });
}

function toHeaders(request: HttpRequest, userAgent: string): Record<string, string | false> {
  const given = request.headers ?? {};
  const named = Object.keys(given).some((name) => name.toLowerCase() === "content-type");
  const isForm = request.body instanceof FormData;
  // `false` keeps axios from naming a type by itself.
  return { "User-Agent": userAgent, ...(named || isForm ? {} : { "Content-Type": false }), ...given };
}

function toBody(body: HttpRequest["body"]): string | Buffer | FormData | Readable | undefined {
  if (body instanceof Uint8Array) return Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  if (body instanceof ReadableStream) return Readable.fromWeb(body);
  return body;
}

function toPlainHeaders(headers: object): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]));
}

async function readText(body: Readable, maxBytes: number): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body as AsyncIterable<Uint8Array>) {
    size += chunk.byteLength;
    if (size > maxBytes) throw tooLong(maxBytes);
    chunks.push(chunk);
  }
  return new TextDecoder().decode(Buffer.concat(chunks));
}

function toWebStream(body: Readable, exchange: HttpExchange, maxBytes?: number): ReadableStream<Uint8Array> {
  const chunks = (body as AsyncIterable<Uint8Array>)[Symbol.asyncIterator]();
  let size = 0;
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        exchange.startClock();
        try {
          const next = await chunks.next();
          if (next.done === true) {
            controller.close();
            return;
          }
          size += next.value.byteLength;
          if (maxBytes !== undefined && size > maxBytes) {
            body.destroy();
            throw tooLong(maxBytes);
          }
          controller.enqueue(new Uint8Array(next.value));
        } catch (error) {
          controller.error(exchange.toFailure(error));
        } finally {
          exchange.stopClock();
        }
      },
      cancel() {
        body.destroy();
      },
    },
    { highWaterMark: 0 },
  );
}

function tooLong(maxBytes: number): HttpFailure {
  return new HttpFailure(true, `answer longer than ${maxBytes} bytes`);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
