import { z } from "zod";
import { defaultCallingWindow, isTimeZone, type CallingWindow } from "../calls/index.ts";
import type { EffectDefinition, OutcomeRules, RobotDefinition, TableDefinition } from "../define/index.ts";
import type { ConsentCheck } from "../dialing/index.ts";
import type { BreakerSettings, Probe, ReactionDefinition, VendorLimit } from "../engine/index.ts";
import { retentionSchema, type RetentionSettings } from "../care/index.ts";
import { CallwrightError } from "../errors/index.ts";
import type { Flow } from "../machine/index.ts";
import type { Adapter } from "../ports/adapter.ts";
import type { ClockPort } from "../ports/clock.ts";
import type { LoggerPort } from "../ports/logger.ts";
import type { StorePort } from "../ports/store.ts";
import { effectCostsSchema, type EffectCosts } from "./effect-costs.ts";
import { limitProblems } from "./vendors.ts";

/** What an engine is made from. */
export interface EngineSettings {
  /** Where vendors reach the engine, with the path it is mounted at, e.g. `https://calls.example.com/callwright`. */
  readonly publicUrl: string;
  readonly store: StorePort;
  readonly adapters: readonly Adapter[];
  /** Robots and hand-written flows. Keep older versions here while runs of them are open. */
  readonly flows: readonly (RobotDefinition | Flow)[];
  /**
   * The version that new calls and runs get, by id of the robot or flow: to publish a version later than its code, or to roll back.
   * Default: the newest of each.
   */
  readonly serve?: Readonly<Record<string, number>>;
  /** What `outcomeRules()` gave, at most one per robot. Default: every outcome fires its trigger, nothing is retried. */
  readonly rules?: readonly OutcomeRules[];
  /** Effects that hand-written flows ask for, made with `defineEffect`. Those of robots come with the robots. */
  readonly effects?: readonly EffectDefinition[];
  /** Flows that start when something becomes known of a run, made with `defineReaction`. Their flows stand among `flows`, too. */
  readonly reactions?: readonly ReactionDefinition[];
  /** Tables of your own, made with `defineTable`. Tables that were given once stay in the store. */
  readonly tables?: readonly TableDefinition[];
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
  /** How long data are kept where an account does not say otherwise. Default: for ever. */
  readonly retention?: RetentionSettings;
  /**
   * How much vendors are asked at once, for each account: name of an adapter, or the `vendor` of an effect of your own.
   *
   * Default: no limit but the vendor's own.
   */
  readonly limits?: Readonly<Record<string, VendorLimit>>;
  /**
   * What becomes of recordings on their way into the call history. `keep` (default): each is fetched from the voice vendor once and kept
   * in the store, where `account.recording` finds it. `pass`: streamed through, and kept nowhere here.
   */
  readonly recordings?: "keep" | "pass";
  /** What effects of the library cost, e.g. `{ "voice.launch": 3 }`, for the budgets of accounts. Default: nothing. */
  readonly costs?: EffectCosts;
  /** When a vendor that does not answer is left alone, for each account; `{}` for the defaults. Default: every effect asks. */
  readonly breaker?: BreakerSettings;
  /**
   * How many events, calls and results of effects may wait to be done before nothing new is taken: then calls and reports are refused
   * with `ENGINE_BUSY`, over HTTP with status 503 and `Retry-After`. Default: 10,000.
   */
  readonly maxWaiting?: number;
  /**
   * Whether spans and metrics are told to OpenTelemetry's global API, where the host has registered an SDK before. Default: `true`; without an
   * SDK nothing is done for it.
   */
  readonly telemetry?: boolean;
  readonly development?: {
    /** Accept a changed definition under the same version. Never in production: open runs would follow a graph they do not know. */
    readonly allowChangedFlows?: boolean;
    /** Only for crash tests that must fail: repeats interrupted effects blindly, or parks all of them. */
    readonly interruptedEffects?: "repeat" | "park";
    /** Only for crash tests: called at every fault point of the engine, and waited for. */
    readonly probe?: Probe;
  };
}

/** How long things may take, in milliseconds. */
export interface EngineTimings {
  /** From the launch to the last report of a call. Default: 30 minutes. */
  readonly resultDeadlineMs?: number;
  /** How long an interrupted request settles at the vendor before it is looked up. Default: 2 s. */
  readonly settleMs?: number;
  /** How long after its launch a call that a look-up does not find counts as never received, and is launched again. Default: 1 minute. */
  readonly absenceMs?: number;
  /** How late a job may be dialed before it expires: after its creation or `notBefore`, or after the time of a retry. Default: 24 hours. */
  readonly jobLifetimeMs?: number;
}

const hourAndMinute = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "must be written HH:MM");
const checked = z.object({
  publicUrl: z.url({ protocol: /^https?$/, error: "must be an http or https address" }),
  adapters: z.array(z.looseObject({ name: z.string(), contract: z.literal(1) })),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/, "must be an ISO 3166 code such as RU")
    .optional(),
  timeZone: z.string().refine(isTimeZone, "must be an IANA time zone such as Europe/Moscow").optional(),
  gate: z
    .looseObject({
      consent: z.custom<unknown>(
        (value) => value === "notRequired" || typeof value === "function",
        'must be a function or "notRequired"',
      ),
      window: z
        .object({ from: hourAndMinute, to: hourAndMinute, days: z.array(z.int().min(1).max(7)).optional() })
        .optional(),
    })
    .optional(),
  timings: z.record(z.string(), z.number().positive()).optional(),
  limits: z.record(z.string(), z.strictObject({ concurrent: z.int().min(1) })).optional(),
  maxWaiting: z.int().min(1).optional(),
  retention: retentionSchema.optional(),
  recordings: z.enum(["keep", "pass"]).optional(),
  telemetry: z.boolean().optional(),
  costs: effectCostsSchema.optional(),
  breaker: z.strictObject({ failures: z.int().min(1).optional(), tryAfterMs: z.int().min(1).optional() }).optional(),
});

/** Settings with every default filled in. */
export interface FullSettings extends EngineSettings {
  readonly window: CallingWindow;
  readonly consent: ConsentCheck | "notRequired";
}

/** @throws ENGINE_SETTINGS_INVALID with everything that does not fit */
export function checkSettings(settings: EngineSettings): FullSettings {
  const parsed = checked.safeParse(settings);
  const problems = parsed.success
    ? []
    : parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);
  problems.push(...adapterProblems(settings.adapters), ...rulesProblems(settings), ...reactionProblems(settings));
  problems.push(...limitProblems(settings), ...serveProblems(settings), ...tableProblems(settings));
  if (problems.length > 0) throw new CallwrightError("ENGINE_SETTINGS_INVALID", { problems });
  return {
    ...settings,
    publicUrl: settings.publicUrl.replace(/\/+$/, ""),
    window: settings.gate?.window ?? defaultCallingWindow,
    consent: settings.gate?.consent ?? "notRequired",
  };
}

function adapterProblems(adapters: readonly Adapter[]): readonly string[] {
  const names = adapters.map((adapter) => adapter.name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  return twice === undefined ? [] : [`adapters: "${twice}" is given twice; give each adapter once`];
}

function tableProblems({ tables = [] }: EngineSettings): readonly string[] {
  const ids = tables.map(({ id }) => id.toLowerCase());
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  return twice === undefined ? [] : [`tables: "${twice}" is given twice; give each table once, in its newest version`];
}

function serveProblems({ serve = {}, flows }: EngineSettings): readonly string[] {
  return Object.entries(serve).flatMap(([id, version]) => {
    const isThere = flows.some((flow) => flow.id === id && flow.version === version);
    return isThere ? [] : [`serve: "${id}" version ${version} is not among the flows`];
  });
}

function rulesProblems({ rules = [], flows }: EngineSettings): readonly string[] {
  const robots = new Set(flows.map((flow) => flow.id));
  const seen = new Set<string>();
  return rules.flatMap(({ robot }) => {
    const problem = seen.has(robot)
      ? `rules: robot "${robot}" has rules twice; give them once`
      : `rules: robot "${robot}" is not among the flows`;
    const wrong = seen.has(robot) || !robots.has(robot);
    seen.add(robot);
    return wrong ? [problem] : [];
  });
}

function reactionProblems({ reactions = [], flows }: EngineSettings): readonly string[] {
  const seen = new Set<string>();
  return reactions.flatMap(({ id, of, start }) => {
    const problems: string[] = [];
    if (seen.has(id)) problems.push(`reactions: "${id}" is given twice; give each reaction an id of its own`);
    if (!flows.some((flow) => flow.kind === of.kind && flow.id === of.id))
      problems.push(`reactions: "${id}" follows "${of.id}", which is not among the flows`);
    if (!flows.some((flow) => flow.kind === "flow" && flow.id === start.id && flow.version === start.version))
      problems.push(`reactions: "${id}" starts "${start.id}" version ${start.version}, which is not among the flows`);
    seen.add(id);
    return problems;
  });
}
