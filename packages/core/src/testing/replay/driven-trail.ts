import type { DialogExit, EndCause, NotConnectedCause, Reached } from "../../calls/index.ts";
import type { VoiceTurnResult } from "../../machine/index.ts";
import type { Json } from "../../ports/identity.ts";
import type { JournalRow } from "../../ports/rows.ts";
import type { CapturedStep } from "./captured-run.ts";

/** An event of a driven dialog's journal, with every member that one of them has. */
interface DrivenEvent {
  readonly type: string;
  readonly by?: Reached;
  readonly cause?: string;
  readonly invoke?: string;
  readonly output?: Json;
  readonly error?: { readonly code?: string };
  readonly timer?: string;
  readonly states?: Readonly<Record<string, string>>;
}

/** What the engine notes about an event. */
interface Notes {
  readonly commands: readonly { readonly start?: string; readonly timer?: string; readonly delayMs?: number }[];
}

const ofDialogs: readonly string[] = ["voice.turn", "voice.transfer", "model.converse"];

/** The trail of a call whose dialog we led ourselves. */
export function drivenTrail(rows: readonly JournalRow[]): readonly CapturedStep[] {
  const trail: CapturedStep[] = [];
  const timers = new Map<string, number>();
  // Notes tell which effects were started, in order, but not by which invoke; one of the user's own is open at a time.
  let own = "";
  for (const { event, notes } of rows) {
    const { type, states = {} } = event as unknown as DrivenEvent;
    if (type === "run.migrated") trail.splice(0, trail.length, ...trail.map((step) => renamed(step, states)));
    // What was told after the dialog was over changes nothing, and asked for nothing.
    if (notes === null || !("commands" in (notes as object))) continue;
    const step = toStep(event as unknown as DrivenEvent, own, timers);
    if (step) trail.push(step);
    for (const { start, timer, delayMs } of (notes as unknown as Notes).commands) {
      if (start !== undefined && !ofDialogs.includes(start)) own = start;
      if (timer !== undefined && delayMs !== undefined) timers.set(timer, delayMs);
    }
  }
  return trail;
}

/** A step under the name that it has in the version that the run went on with. */
function renamed(step: CapturedStep, states: Readonly<Record<string, string>>): CapturedStep {
  if (!("node" in step)) return step;
  const name = states[`talking.${step.node}`];
  return name === undefined ? step : { ...step, node: name.slice("talking.".length) };
}

function toStep(event: DrivenEvent, own: string, timers: ReadonlyMap<string, number>): CapturedStep | undefined {
  switch (event.type) {
    case "call.answered":
      return { type: "answered", by: event.by ?? "unknown" };
    case "call.not-connected":
      return { type: "notConnected", cause: (event.cause ?? "unknown") as NotConnectedCause };
    case "call.ended":
      return { type: "ended", cause: (event.cause ?? "error") as EndCause };
    case "effect.done":
      return toResult(event.invoke ?? "", event.output ?? null, own);
    case "effect.failed": {
      const { kind, node } = partsOf(event.invoke ?? "");
      return { type: "effect", node, effect: effectOf(kind, own), failure: event.error?.code ?? "unknown" };
    }
    case "timer.fired": {
      const timer = event.timer ?? "";
      return { type: "effect", node: nodeOfTimer(timer), effect: "timer", result: timers.get(timer) ?? null };
    }
    default:
      return undefined;
  }
}

function toResult(invoke: string, output: Json, own: string): CapturedStep {
  const { kind, node } = partsOf(invoke);
  if (kind === "turn") return { type: "left", node, ...exitOf(output as VoiceTurnResult | null) };
  if (kind === "transfer") {
    const { kind: exit } = (output ?? {}) as { readonly kind?: DialogExit };
    return { type: "left", node, exit: exit ?? "failed" };
  }
  return { type: "effect", node, effect: effectOf(kind, own), result: output };
}

// Whoever performs a turn may give anything; what the machine cannot read counts as a no-match there too.
function exitOf(
  result: VoiceTurnResult | null,
): Pick<CapturedStep & { type: "left" }, "exit" | "value" | "words" | "confidence"> {
  switch (result?.kind) {
    case "answer":
      return { exit: `answer:${result.answer}`, ...sureness(result) };
    case "value":
      return { exit: "value", value: result.value, ...sureness(result) };
    case "heard":
      return { exit: "heard", words: result.words };
    case "said":
    case "noInput":
    case "hungUp":
      return { exit: result.kind };
    default:
      return { exit: "noMatch" };
  }
}

function sureness({ confidence }: { readonly confidence?: number }): { readonly confidence?: number } {
  return confidence === undefined ? {} : { confidence };
}

function effectOf(kind: string, own: string): string {
  if (kind === "turn") return "voice.turn";
  if (kind === "transfer") return "voice.transfer";
  return kind === "converse" ? "model.converse" : own;
}

function partsOf(invoke: string): { readonly kind: string; readonly node: string } {
  const colon = invoke.indexOf(":");
  return { kind: invoke.slice(0, colon), node: invoke.slice(colon + 1) };
}

/** The node whose state a timer belongs to: its id ends with the id of the state, `node:<name>`. */
function nodeOfTimer(timer: string): string {
  return timer.slice(timer.lastIndexOf("node:") + "node:".length);
}
