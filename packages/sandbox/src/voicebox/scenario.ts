import { z } from "zod";

const edgeSchema = z.looseObject({ title: z.string(), newState: z.string() }).nullable();
const optionalEdge = edgeSchema.optional();
const base = { name: z.string().min(1), x: z.number(), y: z.number(), success: edgeSchema, error: edgeSchema };
const announcementSchema = z.looseObject({ type: z.literal("text"), file: z.string(), text: z.string() });
const interruptions = {
  onAParty: optionalEdge,
  onDetectAI: optionalEdge,
  onNoInput: optionalEdge,
  onExpiry: optionalEdge,
  onInvalidInput: optionalEdge,
};
const answerEntrySchema = z.looseObject({
  dtmf: z.string().nullish(),
  words: z.array(z.string()).nullish(),
  keywords: z.array(z.looseObject({ name: z.string() })).nullish(),
  success: edgeSchema,
});

const stateSchema = z.discriminatedUnion("type", [
  z.looseObject({ type: z.literal("Initial"), ...base }),
  z.looseObject({ type: z.literal("OutgoingCall"), ...base, phone: z.string() }),
  z.looseObject({ type: z.literal("VoiceMessage"), ...base, announcement: announcementSchema, ...interruptions }),
  z.looseObject({
    type: z.literal("IVR"),
    ...base,
    announcement: announcementSchema,
    awaitingTime: z.number().positive(),
    repeatCount: z.int().positive(),
    voiceInput: z.boolean(),
    keyboardInput: z.boolean(),
    inputAnalysis: z.array(answerEntrySchema),
    ...interruptions,
  }),
  z.looseObject({
    type: z.literal("HTTPRequest"),
    ...base,
    method: z.string().min(1),
    protocol: z.enum(["http", "https"]),
    host: z.string().min(1),
    port: z.union([z.string(), z.number()]),
    url: z.string().startsWith("/"),
    headers: z.record(z.string(), z.string()),
    requestParametersType: z.literal("raw"),
    requestParametersRaw: z.string(),
    responseCodeVariable: z.string().nullish(),
  }),
  z.looseObject({ type: z.literal("ReleaseCall"), ...base }),
]);

const scenarioSchema = z.looseObject({
  id: z.string().min(1),
  name: z.string().min(1),
  type: z.literal("outgoing"),
  comment: z.string(),
  customVariables: z.array(z.string()),
  settings: z.looseObject({ voice: z.string(), speed: z.number(), emotion: z.string() }),
  states: z.array(stateSchema).min(1),
});

/** A scenario as published. Keys that the wire document does not name are kept and mean nothing here. */
export type Scenario = z.infer<typeof scenarioSchema>;
/** One state of a scenario. */
export type ScenarioState = Scenario["states"][number];
/** The state of one type. */
export type StateOf<Type extends ScenarioState["type"]> = Extract<ScenarioState, { type: Type }>;
/** Where a state leads; null ends the call. */
export type Edge = ScenarioState["success"];
/** One way to answer an IVR state. */
export type AnswerEntry = StateOf<"IVR">["inputAnalysis"][number];

/**
 * Reads a scenario document, or says in one sentence what is wrong with it.
 *
 * Limits: an edge to a missing state is accepted, as the vendor accepts it; a call that takes it ends.
 */
export function parseScenario(document: unknown): { scenario: Scenario } | { problem: string } {
  const parsed = scenarioSchema.safeParse(document);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    return { problem: `${issue?.path.join(".") || "document"}: ${issue?.message ?? "not understood"}` };
  }
  const { states } = parsed.data;
  if (states.filter(({ type }) => type === "Initial").length !== 1) {
    return { problem: "states: exactly one state of type Initial is needed" };
  }
  const names = states.map(({ name }) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) return { problem: `states: two states are named "${twice}"` };
  return { scenario: parsed.data };
}
