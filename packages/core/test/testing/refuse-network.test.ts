import dgram from "node:dgram";
import dns, { promises } from "node:dns";
import { once } from "node:events";
import { createServer, get, type IncomingMessage } from "node:http";
import { get as getSecurely } from "node:https";
import net, { type AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { refuseNetwork } from "../../src/testing/index.ts";

// Addresses of documentation (RFC 5737, 2606): nobody is there, should a connection leave after all.
const outside = "192.0.2.1";
let restore: () => void;

beforeEach(() => {
  restore = refuseNetwork();
});
afterEach(() => {
  restore();
});

describe("refuseNetwork", () => {
  it("refuses whatever leaves this machine, with host and port", async () => {
    const error = await new Promise((resolve) => net.connect(81, outside).on("error", resolve));
    expect((error as Error).message).toBe(
      `${outside}:81 was asked for, but tests have no network here: give the effect a handler, or use a fake.`,
    );
    const failure = await fetch(`http://${outside}:82/`).catch((caught: unknown) => caught);
    expect((failure as Error & { cause: Error }).cause.message).toContain(`${outside}:82 was asked for`);
    const secured = await new Promise((resolve) => getSecurely(`https://${outside}/x?y`).on("error", resolve));
    expect(String(secured)).toContain(`${outside}:443 was asked for`);
    const requested = await new Promise((resolve) => get("http://nobody.example:83/x").on("error", resolve));
    expect(String(requested)).toContain("nobody.example:83 was asked for");
  });

  it("refuses names and datagrams", async () => {
    expect(String(await promises.lookup("nobody.example").catch((caught: unknown) => caught))).toContain(
      "nobody.example",
    );
    expect(String(await new Promise((resolve) => dns.lookup("nobody.example", resolve)))).toContain("nobody.example");
    const socket = dgram.createSocket("udp4");
    const sent = await new Promise((resolve) => {
      socket.send("hello", 84, outside, resolve);
    });
    socket.close();
    expect(String(sent)).toContain(outside);
  });

  it("leaves this machine alone", async () => {
    const server = createServer((_, response) => response.end("here")).listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    expect(await (await fetch(`http://127.0.0.1:${port}/`)).text()).toBe("here");
    const response = await new Promise<IncomingMessage>((resolve) => get(`http://localhost:${port}/`, resolve));
    expect(response.resume().statusCode).toBe(200);
    server.close();
  });

  it("opens the network when the last one who refused it restores it", () => {
    const patched = net.Socket.prototype.connect;
    const second = refuseNetwork();
    restore();
    restore();
    expect(net.Socket.prototype.connect).toBe(patched);
    second();
    expect(net.Socket.prototype.connect).not.toBe(patched);
    expect(dns.lookup.name).toBe("lookup");
  });
});
