import dgram from "node:dgram";
import dns from "node:dns";
import { syncBuiltinESMExports } from "node:module";
import net from "node:net";

let refusals = 0;
let restoreAll: () => void = () => undefined;

/**
 * Refuses every connection of this process that does not stay on this machine, until the function that it gives is called.
 *
 * Shape: what asks for one gets an error that names host and port, as it would get one from the network; so axios, `fetch` and any client
 * over TCP or UDP, name look-ups included. May be called again; the last restore opens the network.
 * Effects: changes `node:net`, `node:dns` and `node:dgram` of this process.
 */
export function refuseNetwork(): () => void {
  if (refusals === 0) restoreAll = patch();
  refusals += 1;
  let isRestored = false;
  return () => {
    if (isRestored) return;
    isRestored = true;
    refusals -= 1;
    if (refusals === 0) restoreAll();
  };
}

type Callback = (error: Error) => void;

function patch(): () => void {
  const connect = Reflect.get<net.Socket, "connect">(net.Socket.prototype, "connect");
  const send = Reflect.get(dgram.Socket.prototype, "send") as () => void;
  const { lookup } = dns;
  const promised = dns.promises.lookup;
  net.Socket.prototype.connect = function refused(this: net.Socket, ...given: unknown[]) {
    const target = targetOf(given);
    if (isHere(target.host)) return Reflect.apply(connect, this, given) as net.Socket;
    // A look-up that fails: the socket errs as any that cannot connect, after its client has begun to listen.
    const error = refusal(`${String(target.host)}:${String(target.port)}`);
    const lookup = (_host: string, _options: unknown, done: Callback): void => {
      process.nextTick(done, error);
    };
    return Reflect.apply(connect, this, [{ host: "refused.invalid", port: target.port, lookup }]) as net.Socket;
  };
  dgram.Socket.prototype.send = function refused(this: dgram.Socket, ...given: unknown[]) {
    const host = given.slice(1).find((part) => typeof part === "string");
    if (isHere(host)) return Reflect.apply(send, this, given) as undefined;
    const callback = given.at(-1);
    const error = refusal(String(host));
    if (typeof callback === "function") process.nextTick(callback, error);
    else process.nextTick(() => this.emit("error", error));
    return undefined;
  } as typeof send;
  dns.lookup = Object.assign((...given: unknown[]) => {
    if (isHere(given[0])) return Reflect.apply(lookup, dns, given) as undefined;
    process.nextTick(given.at(-1) as Callback, refusal(String(given[0])));
    return undefined;
  }, lookup);
  dns.promises.lookup = (async (...given: unknown[]) => {
    if (!isHere(given[0])) throw refusal(String(given[0]));
    return (await Reflect.apply(promised, dns.promises, given)) as unknown;
  }) as typeof promised;
  syncBuiltinESMExports();
  return () => {
    net.Socket.prototype.connect = connect;
    dgram.Socket.prototype.send = send;
    dns.lookup = lookup;
    dns.promises.lookup = promised;
    syncBuiltinESMExports();
  };
}

interface Target {
  readonly host: unknown;
  readonly port: unknown;
}

/** Where a socket shall connect to: options, a path, or port and host; Node itself wraps these into one list. */
function targetOf(given: readonly unknown[]): Target {
  const first = Array.isArray(given[0]) ? (given[0] as readonly unknown[])[0] : given[0];
  if (typeof first === "object" && first !== null) {
    const { host, port, path } = first as { readonly host?: unknown; readonly port?: unknown; readonly path?: unknown };
    return { host: typeof path === "string" ? undefined : host, port };
  }
  return { host: typeof given[1] === "string" ? given[1] : undefined, port: first };
}

function isHere(host: unknown): boolean {
  if (typeof host !== "string" || host === "") return true;
  return /^(localhost|.*\.localhost|127(\.\d+){3}|0\.0\.0\.0|::1?|::ffff:127(\.\d+){3})$/i.test(
    host.replace(/^\[|\]$/g, ""),
  );
}

function refusal(target: string): Error {
  return Object.assign(
    new Error(`${target} was asked for, but tests have no network here: give the effect a handler, or use a fake.`),
    { code: "ENETUNREACH" },
  );
}
