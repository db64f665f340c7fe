import type { Account } from "../composition/account.ts";
import type { EngineSettings } from "../composition/engine-settings.ts";
import type { Engine } from "../composition/engine.ts";
import type { Adapter, Inbox, RobotRequest } from "../ports/adapter.ts";
import type { LoggerPort } from "../ports/logger.ts";
import type { StorePort } from "../ports/store.ts";
import { FakeCrm } from "./fakes/fake-crm.ts";
import { FakeVoice } from "./fakes/fake-voice.ts";
import { memoryStore } from "./stores/memory-store.ts";
import { createVirtualClock, type VirtualClock } from "./virtual-clock.ts";

/** What a virtual engine is made with; everything else is faked. */
export type VirtualEngineSettings = Pick<
  EngineSettings,
  | "flows"
  | "serve"
  | "rules"
  | "effects"
  | "tables"
  | "reactions"
  | "limits"
  | "breaker"
  | "costs"
  | "gate"
  | "country"
  | "timeZone"
  | "timings"
  | "retention"
  | "recordings"
  | "development"
  | "telemetry"
> & {
  /** Default: on Wednesday, 4 March 2026, 10:00 in Moscow. */
  readonly clock?: VirtualClock;
  /** Give the store, CRM and voice vendor of another virtual engine to take up where it left. */
  readonly store?: StorePort;
  readonly crm?: FakeCrm;
  readonly voice?: FakeVoice;
  readonly lookup?: boolean;
  readonly recordingPush?: boolean;
  readonly logger?: LoggerPort;
};

/** An engine without network and real time, with one account, a CRM and a voice vendor in memory. */
export interface VirtualEngine {
  readonly engine: Engine;
  readonly account: Account;
  readonly clock: VirtualClock;
  readonly store: StorePort;
  readonly crm: FakeCrm;
  readonly voice: FakeVoice;
  /** The CRM's automation robot asks for a call. */
  request(request: Omit<RobotRequest, "account">): Promise<"accepted" | "duplicate">;
  close(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

const silent: LoggerPort = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};

/**
 * Makes a virtual engine with the account `test`.
 *
 * @example
 * ```ts ignore
 * await using world = await virtualEngine({ flows: [visitReminder], rules: [visitRules] });
 * const deal = world.crm.addDeal("42");
 * const call = await world.account.call(visitReminder, { input, subject: deal });
 * await world.clock.settle();
 * await world.voice.answers(`${call.id}:1`);
 * ```
 */
export async function virtualEngine(settings: VirtualEngineSettings): Promise<VirtualEngine> {
  // Loaded here so that tests of dialogs alone do not load the container.
  const { createEngine } = await import("../composition/create-engine.ts");
  const { clock = createVirtualClock(), store = memoryStore(), crm = new FakeCrm(), logger = silent } = settings;
  const { lookup = true, recordingPush = true, voice = new FakeVoice(clock, { lookup, recordingPush }) } = settings;
  let inbox: Inbox | undefined;
  const adapter: Adapter = {
    name: "fake",
    contract: 1,
    connect(host) {
      inbox = host.inbox;
      voice.connect(host.inbox);
      return {
        crm: () => crm,
        crmCapabilities: crm.capabilities,
        callLog: () => crm,
        voice,
        close: async () => undefined,
      };
    },
  };
  const engine = createEngine({
    gate: { consent: "notRequired" },
    ...settings,
    publicUrl: "http://127.0.0.1",
    store,
    clock,
    logger,
    adapters: [adapter],
  });
  await engine.ready();
  await inbox?.installed({ adapter: "fake", account: "test", externalId: "test", secret: "" });
  return {
    engine,
    account: engine.account("test"),
    clock,
    store,
    crm,
    voice,
    request: async (request) => (inbox ? inbox.robotRequested({ account: "test", ...request }) : "duplicate"),
    close: () => engine.close(),
    [Symbol.asyncDispose]: () => engine.close(),
  };
}
