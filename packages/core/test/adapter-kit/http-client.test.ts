import { gzipSync } from "node:zlib";
import { afterEach, describe, expect, it } from "vitest";
import { createHttpClient, HttpFailure } from "../../src/adapter-kit/http-client.ts";
import { closedPort, serveHttp, serveTcp, type LoopbackServer } from "./loopback-server.ts";

const open: LoopbackServer[] = [];
const keep = (server: LoopbackServer): LoopbackServer => {
  open.push(server);
  return server;
};
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
});

const echo = () =>
  serveHttp(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    response.setHeader("Content-Type", "application/json");
    response.end(
      JSON.stringify({
        method: request.method,
        path: request.url,
        headers: request.headers,
        body: Buffer.concat(chunks).toString("utf8"),
      }),
    );
  });

const failureOf = (promise: Promise<unknown>): Promise<HttpFailure> =>
  promise.then(
    () => expect.unreachable("the request must fail"),
    (error: unknown) => error as HttpFailure,
  );

const readAll = async (body: ReadableStream<Uint8Array>): Promise<string> => new Response(body).text();

describe("requests and answers", () => {
  it("sends a body as it is, with the headers given and no type of its own", async () => {
    const server = keep(await echo());
    const body = ' {"a": 1,  "ж": 2} ';
    const given = await createHttpClient().request({
      method: "POST",
      url: `${server.url}/x?y=1`,
      headers: { "content-type": "application/json", "X-One": "1" },
      body,
    });
    expect(given.json()).toMatchObject({
      method: "POST",
      path: "/x?y=1",
      body,
      headers: { "content-type": "application/json", "x-one": "1", "user-agent": "callwright", connection: "close" },
    });
    const bare = (
      await createHttpClient({ userAgent: "own" }).request({ method: "POST", url: server.url, body })
    ).json();
    expect(bare).toMatchObject({ headers: { "user-agent": "own" } });
    expect((bare as { headers: object }).headers).not.toHaveProperty("content-type");
  });

  it.each<[string, () => Uint8Array | ReadableStream<Uint8Array>]>([
    ["a view into a larger buffer", () => new TextEncoder().encode("--bytes--").subarray(2, 7)],
    ["a stream", () => new Blob(["by", "tes"]).stream() as ReadableStream<Uint8Array>],
  ])("sends %s", async (_, body) => {
    const server = keep(await echo());
    const answer = await createHttpClient().request({ method: "PUT", url: server.url, body: body() });
    expect(answer.json()).toMatchObject({ method: "PUT", body: "bytes" });
  });

  it("sends a form as multipart with its own boundary", async () => {
    const server = keep(await echo());
    const form = new FormData();
    form.append("file", new Blob(["RIFF"]), "call.wav");
    const answer = (await createHttpClient().request({ method: "POST", url: server.url, body: form })).json() as {
      headers: Record<string, string>;
      body: string;
    };
    const boundary = /^multipart\/form-data; ?boundary=(.+)$/.exec(answer.headers["content-type"] ?? "")?.[1];
    expect(boundary).toBeTruthy();
    expect(answer.body).toContain(`--${boundary}`);
    expect(answer.body).toContain('name="file"; filename="call.wav"');
    expect(answer.body).toContain("RIFF");
  });

  it.each([204, 302, 400, 404, 429, 500, 503])("gives status %i as an answer and follows nothing", async (status) => {
    const paths: (string | undefined)[] = [];
    const server = keep(
      await serveHttp((request, response) => {
        paths.push(request.url);
        response.writeHead(status, { Location: "/elsewhere" }).end();
      }),
    );
    const answer = await createHttpClient().request({ method: "POST", url: `${server.url}/here`, body: "x" });
    expect(answer.status).toBe(status);
    expect(answer.headers["location"]).toBe("/elsewhere");
    expect(paths).toEqual(["/here"]);
  });

  it("gives HTML as text without JSON, unpacks gzip and drops a byte order mark", async () => {
    const server = keep(
      await serveHttp((request, response) => {
        if (request.url === "/html") return void response.end("<html>502</html>");
        if (request.url === "/bom") return void response.end('\uFEFF{"a":1}');
        response.writeHead(200, { "Content-Encoding": "gzip" }).end(gzipSync('{"a":1}'));
      }),
    );
    const get = (path: string) => createHttpClient().request({ method: "GET", url: server.url + path });
    const html = await get("/html");
    expect([html.text, html.json()]).toEqual(["<html>502</html>", undefined]);
    expect((await get("/bom")).json()).toEqual({ a: 1 });
    expect((await get("/gzip")).json()).toEqual({ a: 1 });
  });

  it("opens a connection for each request", async () => {
    const server = keep(await echo());
    const client = createHttpClient();
    await client.request({ method: "GET", url: server.url });
    await client.request({ method: "GET", url: server.url });
    expect(server.connections()).toBe(2);
  });
});

describe("failures tell whether the request may have arrived", () => {
  it("says unsent when nobody listens", async () => {
    const failure = await failureOf(createHttpClient().request({ method: "POST", url: await closedPort(), body: "x" }));
    expect(failure).toBeInstanceOf(HttpFailure);
    expect([failure.sent, failure.reason]).toEqual([false, "ECONNREFUSED"]);
  });

  it("says unsent when the name does not exist, without telling the address", async () => {
    const failure = await failureOf(
      createHttpClient().request({ method: "GET", url: "http://secret-name.invalid/token" }),
    );
    expect(failure.sent).toBe(false);
    expect(["ENOTFOUND", "EAI_AGAIN"]).toContain(failure.reason);
    expect(JSON.stringify(failure) + failure.message).not.toMatch(/secret-name|token/);
  });

  it("says unsent when the TLS handshake breaks", async () => {
    const server = keep(await serveTcp((socket) => socket.once("data", () => socket.destroy())));
    const failure = await failureOf(
      createHttpClient().request({ method: "POST", url: server.url.replace("http:", "https:"), body: "x" }),
    );
    expect([failure.sent, server.connections()]).toEqual([false, 1]);
  });

  it("says unsent when the TLS handshake gets no answer in time", async () => {
    const server = keep(await serveTcp(() => {}));
    const failure = await failureOf(
      createHttpClient({ timeoutMs: 50 }).request({
        method: "POST",
        url: server.url.replace("http:", "https:"),
        body: "x",
      }),
    );
    expect([failure.sent, failure.reason]).toEqual([false, "no answer within 50 ms"]);
  });

  it("says sent when the connection is reset after the request", async () => {
    const server = keep(await serveTcp((socket) => socket.once("data", () => socket.resetAndDestroy())));
    const failure = await failureOf(createHttpClient().request({ method: "POST", url: server.url, body: "x" }));
    expect([failure.sent, failure.reason]).toEqual([true, "ECONNRESET"]);
  });

  it("says sent when the other side hangs up without an answer", async () => {
    const server = keep(await serveTcp((socket) => socket.once("data", () => socket.end())));
    expect((await failureOf(createHttpClient().request({ method: "POST", url: server.url, body: "x" }))).sent).toBe(
      true,
    );
  });

  it("says sent when no answer comes in time, or only half of one", async () => {
    const server = keep(
      await serveHttp((request, response) => {
        if (request.url === "/half") response.writeHead(200, { "Content-Length": "10" }).write("half");
      }),
    );
    const client = createHttpClient({ timeoutMs: 5000 });
    for (const path of ["/silent", "/half"]) {
      const failure = await failureOf(client.request({ method: "POST", url: server.url + path, timeoutMs: 60 }));
      expect([failure.sent, failure.reason]).toEqual([true, "no answer within 60 ms"]);
    }
  });

  it("says sent when the answer is cut off or too long", async () => {
    const server = keep(
      await serveHttp((request, response) => {
        if (request.url === "/long") return void response.end("x".repeat(101));
        response.writeHead(200, { "Content-Length": "10" }).write("half", () => response.destroy());
      }),
    );
    const get = (path: string) =>
      createHttpClient().request({ method: "GET", url: server.url + path, maxResponseBytes: 100 });
    expect((await failureOf(get("/cut"))).sent).toBe(true);
    const long = await failureOf(get("/long"));
    expect([long.sent, long.reason]).toEqual([true, "answer longer than 100 bytes"]);
  });
});

describe("streamed answers", () => {
  it("gives the bytes of any status", async () => {
    const server = keep(await serveHttp((_, response) => void response.writeHead(404).end("nothing here")));
    const { status, body } = await createHttpClient().stream({ method: "GET", url: server.url });
    expect([status, await readAll(body)]).toEqual([404, "nothing here"]);
  });

  it("does not count the time its reader takes, only the silence of the other side", async () => {
    const server = keep(
      await serveHttp((_, response) => {
        response.write("first");
        // Never ended.
      }),
    );
    const { body } = await createHttpClient().stream({ method: "GET", url: server.url, timeoutMs: 60 });
    const reader = body.getReader();
    expect(new TextDecoder().decode((await reader.read()).value)).toBe("first");
    const failure = await failureOf(reader.read());
    expect(failure).toBeInstanceOf(HttpFailure);
    expect([failure.sent, failure.reason]).toEqual([true, "no answer within 60 ms"]);
  });

  it("fails while reading when the answer breaks off or exceeds its limit", async () => {
    const server = keep(
      await serveHttp((request, response) => {
        if (request.url === "/long") return void response.end("x".repeat(1000));
        response.writeHead(200, { "Content-Length": "10" }).write("half", () => response.destroy());
      }),
    );
    const get = async (path: string) =>
      readAll((await createHttpClient().stream({ method: "GET", url: server.url + path, maxResponseBytes: 100 })).body);
    expect(await failureOf(get("/cut"))).toBeInstanceOf(HttpFailure);
    expect((await failureOf(get("/long"))).reason).toBe("answer longer than 100 bytes");
  });

  it("closes the connection when its reader stops", async () => {
    let closed = (): void => {};
    const whenClosed = new Promise<void>((resolve) => (closed = resolve));
    const server = keep(
      await serveHttp((_, response) => {
        response.on("close", () => closed());
        response.write("first");
      }),
    );
    const { body } = await createHttpClient().stream({ method: "GET", url: server.url });
    await body.cancel();
    await whenClosed;
  });

  it("says unsent when nobody listens", async () => {
    expect((await failureOf(createHttpClient().stream({ method: "GET", url: await closedPort() }))).sent).toBe(false);
  });
});
