import { type CallingWindow } from "../calls/index.ts";
import type { OutcomeRules, RobotDefinition } from "../define/index.ts";
import type { ConsentCheck } from "../dialing/index.ts";
import type { Flow } from "../machine/index.ts";
import type { Adapter } from "../ports/adapter.ts";
import type { ClockPort } from "../ports/clock.ts";
import type { LoggerPort } from "../ports/logger.ts";
import type { StorePort } from "../ports/store.ts";
/** What an engine is made from. */
export interface EngineSettings {
    /** Where vendors reach the engine, with the path it is mounted at, e.g. `https://calls.example.com/callwright`. */
    readonly publicUrl: string;
    readonly store: StorePort;
    readonly adapters: readonly Adapter[];
    /** Robots and hand-written flows. Keep older versions here while runs of them are open. */
    readonly flows: readonly (RobotDefinition | Flow)[];
    /** What `outcomeRules()` gave, at most one per robot. Default: every outcome fires its trigger, nothing is retried. */
    readonly rules?: readonly OutcomeRules[];
    readonly gate?: {
        /** Default: 9–20 on every day, in the recipient's zone. */
        readonly window?: CallingWindow;
        /** Asked at the moment of every dialing. `"notRequired"`: the host answers for having the consents. */
        readonly consent: ConsentCheck | "notRequired";
        /** Field of the contact that holds an IANA zone name. Default: none, the number tells. */
        readonly timeZoneField?: string;
    };
    /** ISO 3166 code, e.g. `RU`, for phone numbers written without a country code. Default: such numbers are not valid. */
    readonly country?: string;
    /** IANA zone of new accounts. Settles numbers that may belong to several zones. */
    readonly timeZone?: string;
    /** Default: warnings and errors as JSON lines on standard error. */
    readonly logger?: LoggerPort;
    /** Default: the real clock. */
    readonly clock?: ClockPort;
    readonly timings?: EngineTimings;
    readonly development?: {
        /** Accept a changed definition under the same version. Never in production: open runs would follow a graph they do not know. */
        readonly allowChangedFlows?: boolean;
        /** Only for crash tests that must fail: repeats interrupted effects blindly, or parks all of them. */
        readonly interruptedEffects?: "repeat" | "park";
    };
}
/** How long things may take, in milliseconds. */
export interface EngineTimings {
    /** From the launch to the last report of a call. Default: 30 minutes. */
    readonly resultDeadlineMs?: number;
    /** How long an interrupted request settles at the vendor before it is looked up. Default: 2 s. */
    readonly settleMs?: number;
    /** How long a job may wait for its first dialing before it expires. Default: 7 days. */
    readonly jobLifetimeMs?: number;
}
/** Settings with every default filled in. */
export interface FullSettings extends EngineSettings {
    readonly window: CallingWindow;
    readonly consent: ConsentCheck | "notRequired";
}
/** @throws ENGINE_SETTINGS_INVALID with everything that does not fit */
export declare function checkSettings(settings: EngineSettings): FullSettings;
