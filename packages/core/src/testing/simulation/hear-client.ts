import { hear, hearWithModel, type Hearing, type HearingOptions, type Utterance } from "../../engine/index.ts";
import type { VoiceTurnResult } from "../../machine/index.ts";
import type { AskNode, ConverseNode } from "../../ports/dialog-graph.ts";
import type { CallRun } from "./call-run.ts";
import type { CompiledRobot } from "./compiled-robot.ts";

/** An utterance as the result of a turn, and in words for whoever reads the test. */
export interface HeardClient {
  readonly result: VoiceTurnResult;
  /** E.g. `yes (phrases)`. */
  readonly told: string;
}

/** Hears what the client said to a question, by the robot's recognisers and, where there is one, the call's language model. */
export async function hearClient(
  { definition, nodes }: CompiledRobot,
  { model, clock, context }: Pick<CallRun, "model" | "clock" | "context">,
  question: string,
  utterance: Utterance,
  country: string,
): Promise<HeardClient> {
  const node = nodes[question] as AskNode | ConverseNode;
  const readBack = node.kind === "ask" && node.collect ? context.slots[node.collect.slot] : undefined;
  const options: HearingOptions = {
    locale: context.locale,
    facts: { now: clock.wallClock, country },
    ...(readBack === undefined ? {} : { readBack }),
  };
  const hearing = model
    ? (await hearWithModel(model.port, definition, node, utterance, options)).hearing
    : hear(definition, node, utterance, options);
  model?.rethrow();
  if (hearing.kind === "noMatch" && node.kind === "converse" && "says" in utterance) {
    return { result: { kind: "heard", words: utterance.says }, told: "any words" };
  }
  return { result: resultOf(hearing), told: wordsFor(hearing) };
}

function resultOf(hearing: Hearing): VoiceTurnResult {
  switch (hearing.kind) {
    case "answer":
      return { kind: "answer", answer: hearing.answer, confidence: hearing.confidence };
    case "value":
      return { kind: "value", value: hearing.value, confidence: hearing.confidence };
    case "noMatch":
      return { kind: "noMatch" };
  }
}

function wordsFor(hearing: Hearing): string {
  if (hearing.kind === "noMatch") return hearing.why;
  const heard = hearing.kind === "answer" ? hearing.answer : JSON.stringify(hearing.value);
  return `${heard} (${hearing.by})`;
}
