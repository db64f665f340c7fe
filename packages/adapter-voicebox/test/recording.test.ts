import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { voicebox, type VoiceBoxSettings } from "@callwright/adapter-voicebox";
import { fakeHost } from "./support/fake-host.ts";
import { sampleSettings } from "./support/sample.ts";

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  await Promise.all(closers.splice(0).map((close) => close()));
});

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closers.push(
    () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  );
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const open = (launchUrl: string, url: string, more: Partial<VoiceBoxSettings> = {}) =>
  voicebox({ ...sampleSettings, launchUrl, ...more })
    .connect(fakeHost())
    .voice?.openRecording("shop-1", "run-1", url);
const read = async (stream: ReadableStream<Uint8Array> | undefined) =>
  new Uint8Array(await new Response(stream).arrayBuffer());

describe("opening a recording", () => {
  it("streams its bytes, asked for with the launch's credentials", async () => {
    const asked: (string | undefined)[] = [];
    const url = await serve((request, response) => {
      asked.push(request.headers.authorization);
      response.end(Buffer.alloc(70_000, 7));
    });
    const bytes = await read(await open(url, `${url}/recordings/vb-1.wav`, { maxRecordingBytes: 70_000 }));
    expect(bytes).toEqual(new Uint8Array(70_000).fill(7));
    expect(asked).toEqual([`Basic ${btoa("shop:a-password")}`]);
  });

  it("asks nobody but the launch's own origin", async () => {
    let asked = 0;
    const count: RequestListener = (_, response) => {
      asked++;
      response.end("secret");
    };
    const [own, other] = [await serve(count), await serve(count)];
    const port = new URL(own).port;
    for (const url of [
      `${other}/x.wav`,
      `http://localhost:${port}/x.wav`,
      `https://127.0.0.1:${port}/x.wav`,
      `http://user:word@127.0.0.1:${port}/x.wav`,
      `http://127.0.0.1:${port}@${new URL(other).host}/x.wav`,
      "file:///etc/passwd",
      "x.wav",
      "",
    ]) {
      await expect(open(own, url)).rejects.toMatchObject({ code: "RECORDING_UNAVAILABLE", details: { run: "run-1" } });
    }
    expect(asked).toBe(0);
  });

  it.each([204, 302, 401, 404, 503])("tells of status %i and follows nothing", async (status) => {
    const url = await serve((_, response) => response.writeHead(status, { Location: "/elsewhere" }).end());
    await expect(open(url, `${url}/x.wav`)).rejects.toMatchObject({
      code: "RECORDING_UNAVAILABLE",
      retry: "after",
      details: { run: "run-1", status },
    });
  });

  it("tells when nobody answers", async () => {
    const url = await serve((request) => request.socket.destroy());
    await expect(open(url, `${url}/x.wav`)).rejects.toMatchObject({ code: "RECORDING_UNAVAILABLE" });
  });

  it("breaks off a recording that is too large, and closes its connection", async () => {
    let closed = (): void => {};
    const whenClosed = new Promise<void>((resolve) => (closed = resolve));
    const url = await serve((_, response) => {
      response.on("close", () => closed());
      // Endless, with respect for back-pressure.
      const more = () => {
        while (!response.destroyed && response.write(Buffer.alloc(16_384)));
      };
      response.on("drain", more);
      more();
    });
    const stream = await open(url, `${url}/x.wav`, { maxRecordingBytes: 100_000 });
    await expect(read(stream)).rejects.toMatchObject({
      code: "RECORDING_TOO_LARGE",
      details: { run: "run-1", limitBytes: 100_000 },
    });
    await whenClosed;
  });

  it("tells when a recording breaks off", async () => {
    const url = await serve((_, response) => {
      response.writeHead(200, { "Content-Length": "1000" }).write("half", () => response.destroy());
    });
    await expect(read(await open(url, `${url}/x.wav`))).rejects.toMatchObject({ code: "RECORDING_UNAVAILABLE" });
  });
});
