import { z } from "zod";
import { defaultCallingWindow, isTimeZone, type CallingWindow } from "../calls/index.ts";
import type { EffectDefinition, OutcomeRules, RobotDefinition } from "../define/index.ts";
import type { ConsentCheck } from "../dialing/index.ts";
import { CallwrightError } from "../errors/index.ts";
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
  /** Effects that hand-written flows ask for, made with `defineEffect`. Those of robots come with the robots. */
  readonly effects?: readonly EffectDefinition[];
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
  problems.push(...adapterProblems(settings.adapters), ...rulesProblems(settings));
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
