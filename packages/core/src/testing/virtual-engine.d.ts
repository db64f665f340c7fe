import type { Account } from "../composition/account.ts";
import type { EngineSettings } from "../composition/engine-settings.ts";
import type { Engine } from "../composition/engine.ts";
import type { RobotRequest } from "../ports/adapter.ts";
import type { LoggerPort } from "../ports/logger.ts";
import type { StorePort } from "../ports/store.ts";
import { FakeCrm } from "./fakes/fake-crm.ts";
import { FakeVoice } from "./fakes/fake-voice.ts";
import { type VirtualClock } from "./virtual-clock.ts";
/** What a virtual engine is made with; everything else is faked. */
export type VirtualEngineSettings = Pick<EngineSettings, "flows" | "rules" | "gate" | "country" | "timeZone" | "timings" | "development"> & {
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
export declare function virtualEngine(settings: VirtualEngineSettings): Promise<VirtualEngine>;
