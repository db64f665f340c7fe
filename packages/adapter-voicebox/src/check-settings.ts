import { CallwrightError, createHttpClient, type HttpClient } from "@callwright/core/adapter-kit";
import { z } from "zod";
import type { KeywordDictionary, ScenarioTarget, VoiceBoxSettings } from "./voicebox-settings.ts";

/** The settings with defaults filled in and every robot's scenarios by shape. */
export interface CheckedSettings {
  readonly launchUrl: string;
  readonly manageUrl: string;
  readonly user: string;
  readonly password: string;
  readonly token: string;
  readonly customerId: string;
  readonly secret: string;
  /** Robot id → shape → scenario. */
  readonly scenarios: ReadonlyMap<string, ReadonlyMap<string, ScenarioTarget>>;
  readonly dictionaries: ReadonlyMap<string, KeywordDictionary>;
  readonly capabilities: { readonly lookup: boolean; readonly recordingPush: boolean };
  readonly voice: { readonly voice: string; readonly speed: number; readonly emotion: string };
  readonly maxRecordingBytes: number;
  readonly http: HttpClient;
}

const loopbackHost = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;
const toUrl = (text: string): URL | undefined => (URL.canParse(text) ? new URL(text) : undefined);
const originSchema = z
  .url({ protocol: /^https?$/, error: "must be an address such as https://voicebox.mtt.ru" })
  .refine((text) => {
    const url = toUrl(text);
    return url?.protocol !== "http:" || loopbackHost.test(url.hostname);
  }, "must be https: credentials are sent there (http is for loopback only)")
  .refine((text) => {
    const url = toUrl(text);
    return !url || `${url.username}${url.password}${url.search}${url.hash}` === "";
  }, "must not carry credentials, a query or a fragment")
  .transform((text) => text.replace(/\/+$/, ""));
const nameSchema = z.string().min(1, "must not be empty");
const targetSchema = z.strictObject({ scenarioId: nameSchema, entryPoint: nameSchema });

const settingsSchema = z.strictObject({
  launchUrl: originSchema.default("https://voicebox.mtt.ru"),
  manageUrl: originSchema.default("https://voicebox-api.mtt.ru"),
  // A colon would end the user's name in Basic credentials (RFC 7617, section 2).
  user: nameSchema.regex(/^[^:]*$/, "must not contain a colon"),
  password: nameSchema,
  token: nameSchema,
  customerId: nameSchema,
  secret: z.string().min(16, "must have at least 16 characters"),
  scenarios: z.record(
    nameSchema,
    z.union([targetSchema, z.record(z.string(), targetSchema)], {
      error: "must be { scenarioId, entryPoint }, or one of these for each shape",
    }),
  ),
  dictionaries: z.record(nameSchema, z.strictObject({ name: nameSchema, id: nameSchema.optional() })).default({}),
  capabilities: z
    .strictObject({ lookup: z.boolean().default(false), recordingPush: z.boolean().default(false) })
    .prefault({}),
  voice: z
    .strictObject({
      voice: nameSchema.default("oksana"),
      speed: z.number().positive().default(100),
      emotion: nameSchema.default("neutral"),
    })
    .prefault({}),
  maxRecordingBytes: z
    .int()
    .positive()
    .default(100 * 1024 * 1024),
  http: z
    .custom<HttpClient>(
      (value) => typeof value === "object" && value !== null && "request" in value && "stream" in value,
      "must be an HttpClient",
    )
    .optional(),
});

const knownDictionaries: Readonly<Record<string, KeywordDictionary>> = {
  // Seen in public code with this id (read 2026-08-21).
  "yesNo.yes": { name: "Согласие", id: "5" },
  // Ours: made in the cabinet by hand.
  "yesNo.no": { name: "Отказ" },
};

/**
 * Checks everything at once and fills in the defaults.
 *
 * @throws `ENGINE_SETTINGS_INVALID` naming every setting that does not fit, without its value.
 */
export function checkSettings(settings: VoiceBoxSettings): CheckedSettings {
  const parsed = settingsSchema.safeParse(settings);
  if (!parsed.success) {
    throw settingsInvalid(
      parsed.error.issues.map(({ path, message }) => `${["voicebox", ...path].join(".")}: ${message}`),
    );
  }
  const { scenarios, dictionaries, http, ...rest } = parsed.data;
  const targets = toTargets(scenarios);
  const shared = [...sharedNames(targets, "scenarioId"), ...sharedNames(targets, "entryPoint")];
  if (shared.length > 0) throw settingsInvalid(shared);
  return {
    ...rest,
    scenarios: targets,
    dictionaries: new Map(
      Object.entries({ ...knownDictionaries, ...dictionaries }).map(([recogniser, { name, id }]) => [
        recogniser,
        id === undefined ? { name } : { name, id },
      ]),
    ),
    http: http ?? createHttpClient(),
  };
}

function toTargets(scenarios: VoiceBoxSettings["scenarios"]): Map<string, Map<string, ScenarioTarget>> {
  return new Map(
    Object.entries(scenarios).map(([robot, given]) => [
      robot,
      new Map(isTarget(given) ? [["", given]] : Object.entries(given)),
    ]),
  );
}

function isTarget(given: ScenarioTarget | Readonly<Record<string, ScenarioTarget>>): given is ScenarioTarget {
  return typeof given.scenarioId === "string";
}

function sharedNames(
  targets: ReadonlyMap<string, ReadonlyMap<string, ScenarioTarget>>,
  key: keyof ScenarioTarget,
): string[] {
  const users = new Map<string, string[]>();
  for (const [robot, shapes] of targets) {
    for (const [shape, target] of shapes) {
      const user = shape === "" ? robot : `${robot} (${shape})`;
      users.set(target[key], [...(users.get(target[key]) ?? []), user]);
    }
  }
  return [...users.values()]
    .filter((names) => names.length > 1)
    .map((names) => `voicebox.scenarios: ${names.join(" and ")} have the same ${key}; each needs its own`);
}

function settingsInvalid(problems: readonly string[]): CallwrightError {
  return new CallwrightError("ENGINE_SETTINGS_INVALID", { problems });
}
