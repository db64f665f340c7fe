import { z } from "zod";
import { builtInEffects, canonicalJson, flattenDocument, type RobotDefinition } from "../../define/index.ts";
import { isSaid } from "../../machine/robot/evidence.ts";
import { readReply } from "../../machine/robot/passage.ts";
import type { Json } from "../../ports/identity.ts";
import type { CapturedRun, CapturedStep } from "./captured-run.ts";
import { withKnownWords } from "./known-words.ts";
import { createMasker, type Masker } from "../../care/mask-value.ts";
import { playRun, type Played } from "./play-run.ts";
import { stageOf, type Stage } from "./stage.ts";

/**
 * The same run without personal data: names, numbers, free text and the client's words are replaced; it still replays.
 *
 * Shape: values that a schema lists, dates, times and ordinary numbers stay; telephone numbers keep their country and cannot be dialed;
 * equal values stay equal. Data of the outcome are what the definition makes of the masked values. Where a condition looks at
 * something that had to be masked, the run is marked `incomplete`: it cannot be replayed.
 */
export function maskRun(run: CapturedRun, definition: RobotDefinition): CapturedRun {
  const captured = withKnownWords(run, stageOf(definition));
  const before = attempt(captured, definition);
  const way = wayOf(before);
  const maskedBy = (keepsShape: boolean) => {
    const masker = createMasker(captured.locale, { keepsShape });
    const masked = maskWith(masker, captured, definition);
    const after = attempt(masked, definition);
    const data = maskedData(captured, before, after, masker, definition);
    return { run: { ...masked, data }, isSameWay: wayOf(after) === way };
  };
  const first = maskedBy(false);
  if (first.isSameWay || captured.incomplete !== undefined) return first.run;
  // A condition may look at the length of a text.
  const second = maskedBy(true);
  return second.isSameWay ? second.run : { ...first.run, incomplete: "a condition looks at what had to be masked" };
}

function maskWith(masker: Masker, captured: CapturedRun, definition: RobotDefinition): CapturedRun {
  const input = captured.input === null ? null : masker.mask(captured.input, definition.document.input);
  const trail = captured.trail.map((step, index) =>
    maskStep(step, captured.trail.slice(index + 1), masker, definition),
  );
  return { ...captured, input, trail };
}

function maskStep(
  step: CapturedStep,
  later: readonly CapturedStep[],
  masker: Masker,
  definition: RobotDefinition,
): CapturedStep {
  if (step.type === "left") return maskLeft(step, later, masker, definition);
  if (step.type !== "effect") return step;
  const { result } = step;
  if (result === undefined || isCrmCode(step, stageOf(definition))) return step;
  return { ...step, result: maskResult(step.effect, result, masker, definition) };
}

function maskLeft(
  step: CapturedStep & { readonly type: "left" },
  later: readonly CapturedStep[],
  masker: Masker,
  definition: RobotDefinition,
): CapturedStep {
  const node = stageOf(definition).graph.nodes[step.node];
  const slot = node?.kind === "ask" ? node.collect?.slot : undefined;
  const { value, words } = step;
  return {
    ...step,
    ...(value === undefined ? {} : { value: masker.mask(value, slotSchema(definition, slot)) }),
    ...(words === undefined ? {} : { words: provingWords(words, later, masker) }),
  };
}

/** What is left of the client's words: those parts that a language model quotes later, masked as they are there. */
function provingWords(words: string, later: readonly CapturedStep[], masker: Masker): string {
  const quotes = later.flatMap((step) => (step.type === "effect" ? (readReply(step.result)?.fills ?? []) : []));
  const said = quotes.filter(({ quote }) => isSaid(quote, [{ speaker: "client", text: words }]));
  return [...new Set(said.map(({ quote }) => masker.words(quote)))].join(". ") || "…";
}

function maskResult(effect: string, result: Json, masker: Masker, definition: RobotDefinition): Json {
  if (effect === "timer") return result;
  if (effect !== "model.converse") return masker.mask(result, outputSchema(effect, definition));
  const reply = readReply(result);
  if (!reply) return masker.mask(result, undefined);
  const { say, fills, act, exit, cost } = reply;
  return {
    say: say === null ? null : "…",
    fills: fills.map(({ slot, value, quote }) => ({
      slot: slotSchema(definition, slot) === undefined ? masker.words(slot) : slot,
      value: masker.mask(value, slotSchema(definition, slot)),
      quote: masker.words(quote),
    })),
    act: act && maskAct(act, masker, definition),
    exit,
    cost,
  };
}

function maskAct(
  { effect, input }: { readonly effect: string; readonly input: Json },
  masker: Masker,
  definition: RobotDefinition,
): { readonly effect: string; readonly input: Json } {
  const schema = inputSchema(effect, definition);
  return { effect: schema === undefined ? masker.words(effect) : effect, input: masker.mask(input, schema) };
}

function slotSchema({ document }: RobotDefinition, slot: string | undefined): Json | undefined {
  return slot === undefined ? undefined : flattenDocument(document).slots?.[slot];
}

function outputSchema(effect: string, { document }: RobotDefinition): Json | undefined {
  return document.effects?.[effect]?.output ?? builtInSchema(effect, "output");
}

function inputSchema(effect: string, { document }: RobotDefinition): Json | undefined {
  return document.effects?.[effect]?.input ?? builtInSchema(effect, "input");
}

function builtInSchema(effect: string, side: "input" | "output"): Json | undefined {
  if (!Object.hasOwn(builtInEffects, effect)) return undefined;
  return z.toJSONSchema(builtInEffects[effect as keyof typeof builtInEffects][side]) as unknown as Json;
}

/** Fields whose values are codes of the CRM: conditions look at them, and they tell nothing of a person. Never one of the user's own. */
const codeFields: ReadonlySet<unknown> = new Set(["STAGE_ID", "STATUS_ID", "SOURCE_ID", "CATEGORY_ID", "TYPE_ID"]);

function isCrmCode({ node, effect, result }: CapturedStep & { readonly type: "effect" }, { graph }: Stage): boolean {
  const asking = graph.nodes[node];
  const isCode = typeof result === "string" && /^[A-Z0-9_:]*[A-Z_:][A-Z0-9_:]*$/.test(result);
  return effect === "crm.readField" && isCode && asking?.kind === "act" && codeFields.has(asking.with["field"]);
}

/** Data of the outcome with masked values: as the definition makes them, else masked one by one. */
function maskedData(
  captured: CapturedRun,
  before: Played | undefined,
  after: Played | undefined,
  masker: Masker,
  { document }: RobotDefinition,
): Json {
  const { data, outcome } = captured;
  if (data === null) return null;
  const made = before?.end ?? null;
  const remade = after?.end ?? null;
  if (made !== null && remade !== null && made.outcome === outcome && remade.outcome === outcome) {
    if (canonicalJson(made.data) === canonicalJson(data)) return remade.data;
  }
  return masker.mask(data, outcome === null ? undefined : document.outcomes[outcome]?.data);
}

/** Everything by which two ways through a dialog differ. */
function wayOf(played: Played | undefined): string {
  if (!played) return "none";
  const nodes = played.said.map((turns) => turns.map(({ node }) => node));
  return JSON.stringify([played.parted?.at ?? null, played.parted?.kind ?? null, played.end?.outcome ?? null, nodes]);
}

function attempt(run: CapturedRun, definition: RobotDefinition): Played | undefined {
  try {
    const played = playRun(stageOf(definition), run);
    return "problems" in played ? undefined : played;
  } catch {
    return undefined;
  }
}
