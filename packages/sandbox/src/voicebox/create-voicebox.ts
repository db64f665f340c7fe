import { Hono } from "hono";
import { seededRandom } from "../seeded-random.ts";
import type { CallRecord } from "./call-record.ts";
import { createFaultSwitch, type Served } from "./faults.ts";
import { createLibrary, type EntryPointBinding } from "./library.ts";
import { listenOnLoopback, type Listening } from "./listen.ts";
import { controlRoutes } from "./routes/control-routes.ts";
import { launchRoutes } from "./routes/launch-routes.ts";
import { lookupRoutes } from "./routes/lookup-routes.ts";
import { recordingRoutes } from "./routes/recording-routes.ts";
import { scenarioRoutes } from "./routes/scenario-routes.ts";
import { createSwitchboard } from "./switchboard.ts";
import type { VoiceBoxSettings } from "./voicebox-settings.ts";

/** A request that came in. */
export interface VoiceBoxLogEntry {
  readonly at: number;
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  /** HTTP status, or "reset" where the connection was destroyed. */
  readonly status: number | "reset";
}

/** A VoiceBox on this machine: it executes published scenarios against scripted clients, by the wire document. */
export interface VoiceBox extends AsyncDisposable {
  /** Serves one request without a socket. Rejects where a socket would be destroyed. */
  fetch(request: Request): Promise<Response>;
  /** Listens on a free port of 127.0.0.1. Closing it also drops the calls under way. */
  listen(): Promise<Listening>;
  bindEntryPoint(binding: EntryPointBinding): void;
  /** All calls so far, oldest first. A copy: it does not change any more. */
  calls(): readonly CallRecord[];
  /** Calls that have not ended or whose recording is still to be told. */
  pending(): number;
  /** All requests so far, the control API's excepted. */
  log(): readonly VoiceBoxLogEntry[];
  /** Drops the calls under way; reports on their way may still arrive. */
  close(): Promise<void>;
}

/**
 * Makes a VoiceBox with no scenario.
 *
 * **Effects**: HTTP requests to the addresses that scenarios and launches name; time passes on `settings.clock` only,
 * except for the 5 s after which an unanswered report counts as lost.
 */
export function createVoiceBox(settings: VoiceBoxSettings): VoiceBox {
  const { clock } = settings;
  const library = createLibrary();
  const switchboard = createSwitchboard(settings);
  const faults = createFaultSwitch();
  const control = controlRoutes({ library, switchboard, faults });
  const vendor = vendorRoutes(settings, library, switchboard);
  const withhold = toWithholding(settings);
  const log: VoiceBoxLogEntry[] = [];

  async function serve(request: Request): Promise<Served> {
    const path = new URL(request.url).pathname;
    const at = clock.now();
    const release = clock.hold();
    try {
      if (path.startsWith("/control/")) return await control.fetch(request);
      const served = await faults.serve(request, async (spared) => await withhold(await vendor.fetch(spared)));
      log.push({ at, method: request.method, path, status: served === "reset" ? served : served.status });
      return served;
    } finally {
      release();
    }
  }

  async function close(): Promise<void> {
    switchboard.stop();
  }

  return {
    async fetch(request) {
      const served = await serve(request);
      if (served === "reset")
        throw new TypeError("The sandbox's VoiceBox destroyed the connection, as its faults say.");
      return served;
    },
    async listen() {
      const listening = await listenOnLoopback(serve);
      const closeBoth = async () => {
        await close();
        await listening.close();
      };
      return { url: listening.url, close: closeBoth, [Symbol.asyncDispose]: closeBoth };
    },
    bindEntryPoint: (binding) => library.bind(binding),
    calls: () => switchboard.calls(),
    pending: () => switchboard.pending(),
    log: () => [...log],
    close,
    [Symbol.asyncDispose]: close,
  };
}

function vendorRoutes(
  { credentials, lookup = true }: VoiceBoxSettings,
  library: ReturnType<typeof createLibrary>,
  switchboard: ReturnType<typeof createSwitchboard>,
): Hono {
  const routes = new Hono()
    .route("/", launchRoutes(credentials, library, switchboard))
    .route("/", scenarioRoutes(credentials, library))
    .route("/", recordingRoutes(credentials, switchboard));
  return lookup ? routes.route("/", lookupRoutes(credentials, switchboard)) : routes;
}

/** Withholds an answer for as long as the settings say. */
function toWithholding({ clock, latencyMs, seed = 1 }: VoiceBoxSettings): (response: Response) => Promise<Response> {
  if (!latencyMs) return (response) => Promise.resolve(response);
  const random = seededRandom(seed);
  const { min, max } = latencyMs;
  return async (response) => {
    await clock.sleep(min + Math.floor(random() * (max - min + 1)), 2);
    return response;
  };
}
