import { CallwrightError } from "@callwright/core/adapter-kit";
import type { AdapterHost, ConnectedAdapter, Inbox, LogFields } from "@callwright/core/ports";
import { virtualClock, type VirtualClock } from "./virtual-clock.ts";

/** What the adapter handed over. */
export type TakenReport = Parameters<Inbox["reported"]>[0];

/** An engine that only takes notes. */
export interface FakeHost extends AdapterHost {
  readonly clock: VirtualClock;
  /** Reports in the order of their first arrival; a repetition adds nothing. */
  readonly taken: TakenReport[];
  readonly logged: { readonly level: string; readonly fields: LogFields; readonly message: string }[];
}

/** Knows the runs that are named. */
export function fakeHost(
  settings: { runs?: readonly string[]; publicUrl?: string; clock?: VirtualClock } = {},
): FakeHost {
  const runs = settings.runs ?? ["run-1"];
  const taken: TakenReport[] = [];
  const logged: FakeHost["logged"] = [];
  const log = (level: string) => (fields: LogFields, message: string) => void logged.push({ level, fields, message });
  const unused = () => Promise.reject(new Error("the adapter must not ask for this"));
  return {
    publicUrl: settings.publicUrl ?? "https://calls.example.com/callwright",
    clock: settings.clock ?? virtualClock(),
    logger: { debug: log("debug"), info: log("info"), warn: log("warn"), error: log("error") },
    inbox: {
      installed: unused,
      uninstalled: unused,
      robotRequested: unused,
      async reported(report) {
        if (!runs.includes(report.run)) throw new CallwrightError("RUN_UNKNOWN", { run: report.run });
        if (taken.some(({ dedupeKey }) => dedupeKey === report.dedupeKey)) return "duplicate";
        taken.push(report);
        return "applied";
      },
    },
    vault: { read: unused, findAccount: unused, change: unused },
    hasRun: (run) => Promise.resolve(runs.includes(run)),
    taken,
    logged,
  };
}

/** Posts a message to one of the adapter's routes. */
export function post(adapter: ConnectedAdapter, path: string, body: unknown, token?: string): Promise<Response> {
  const route = adapter.routes?.find((each) => each.path === path);
  if (!route) throw new Error(`no route ${path}`);
  return route.handle({
    url: new URL(`https://calls.example.com/callwright${path}`),
    headers: new Headers(token === undefined ? {} : { "X-Robot-Token": token }),
    body:
      body instanceof Uint8Array
        ? body
        : new TextEncoder().encode(typeof body === "string" ? body : JSON.stringify(body)),
  });
}
