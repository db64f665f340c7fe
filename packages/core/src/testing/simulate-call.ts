import {
  noFacts,
  reduceReports,
  withEndCause,
  type CallFacts,
  type CallReport,
  type DialogExit,
  type NotConnectedCause,
} from "../calls/index.ts";
import type { RobotDefinition } from "../define/index.ts";
import { hear, type Utterance } from "../engine/index.ts";
import { CallwrightError } from "../errors/index.ts";
import {
  advance,
  driveRobot,
  isDone,
  outputOf,
  toSpokenTexts,
  unrollRobot,
  type FlowSnapshot,
  type VoiceTurn,
  type VoiceTurnResult,
} from "../machine/index.ts";
import type { AskNode } from "../ports/dialog-graph.ts";
import type { Json } from "../ports/identity.ts";

/** What a simulated call starts with. */
export interface SimulatedCallSettings<Input> {
  readonly input: Input;
  /** Texts of a placement, instead of the definition's. */
  readonly texts?: Readonly<Record<string, string>>;
}

/** One turn of a simulated conversation, as the client would tell it. */
export interface SimulatedTurn {
  readonly speaker: "robot" | "client";
  readonly text: string;
}

/** A call without a telephone: the robot's dialog with a client that the test plays. */
export interface SimulatedCall<Outcome extends string = string> {
  /** The client picks up and hears the robot until it asks something or hangs up. */
  answer(): Promise<void>;
  /** Nobody picks up, or the call does not connect for another cause. */
  notConnected(cause?: NotConnectedCause): Promise<void>;
  /** The client says something in answer to a question. */
  says(words: string): Promise<void>;
  /** The client means an answer of the question; skips hearing. @throws Error when the question has no such answer */
  means(answer: string): Promise<void>;
  /** The client presses a key. */
  presses(key: string): Promise<void>;
  /** The client says nothing until the question gives up waiting. */
  silence(): Promise<void>;
  /** The client hangs up: during the question that waits, or while the robot says the given text. */
  hangsUp(): Promise<void>;
  /** The client hangs up while the robot speaks its next announcement, not a question. Call it before that is reached. */
  hangsUpDuringNextMessage(): void;
  /** What the client heard, in order. */
  readonly heard: readonly string[];
  readonly transcript: readonly SimulatedTurn[];
  /** How the last utterance was understood. */
  readonly lastHearing: string | null;
  /** The step that waits for the client; `null` when none does. */
  readonly waitsIn: string | null;
  /** `null` until the call is over. */
  readonly outcome: Outcome | null;
  readonly facts: CallFacts;
}

/**
 * A call of a robot without telephone, network or waiting.
 *
 * @throws CallwrightError `INPUT_INVALID`
 * @example
 * ```ts
 * const call = simulateCall(visitReminder, { input: { name: "Анна", time: "15:00" } });
 * await call.answer();
 * await call.says("да, конечно");
 * call.outcome; // "yes"
 * ```
 */
export function simulateCall<Input, Outcome extends string, Given>(
  robot: RobotDefinition<Input, Outcome, Given>,
  settings: SimulatedCallSettings<NoInfer<Given>>,
): SimulatedCall<Outcome> {
  return new Simulation<Outcome>(robot, settings);
}

class Simulation<Outcome extends string> implements SimulatedCall<Outcome> {
  readonly heard: string[] = [];
  readonly transcript: SimulatedTurn[] = [];
  lastHearing: string | null = null;
  outcome: Outcome | null = null;
  facts: CallFacts = noFacts;
  readonly #definition: RobotDefinition;
  readonly #flow;
  readonly #locale: string;
  readonly #questions: Readonly<Record<string, unknown>>;
  readonly #reports: CallReport[] = [];
  #snapshot: FlowSnapshot;
  #turn: { readonly invoke: string; readonly turn: VoiceTurn } | null = null;
  #clock = 0;
  #leavesNextMessage = false;

  constructor(definition: RobotDefinition, settings: SimulatedCallSettings<unknown>) {
    const { document } = definition;
    this.#definition = definition;
    this.#flow = driveRobot(definition);
    this.#locale = document.locales[0];
    this.#questions = unrollRobot(document, { locale: this.#locale, keepBranches: true }).nodes;
    const input = parseInput(definition, settings.input);
    const texts = toSpokenTexts(definition, { locale: this.#locale, input, texts: settings.texts ?? null });
    this.#snapshot = advance(this.#flow, undefined, { init: { input, texts, locale: this.#locale } }).snapshot;
  }

  get waitsIn(): string | null {
    return this.#turn?.turn.node ?? null;
  }

  async answer(): Promise<void> {
    this.#give({ type: "call.answered", by: "unknown", at: this.#tick() });
  }

  async notConnected(cause: NotConnectedCause = "no_answer"): Promise<void> {
    this.#give({ type: "call.not-connected", cause, at: this.#tick() });
  }

  async says(words: string): Promise<void> {
    this.#hears({ says: words }, words);
  }

  async presses(key: string): Promise<void> {
    this.#hears({ presses: key }, `[${key}]`);
  }

  async means(answer: string): Promise<void> {
    const { turn } = this.#waiting("means");
    if (!turn.listen?.answers.includes(answer)) {
      throw new Error(
        `Step "${turn.node}" has no answer "${answer}". It has: ${turn.listen?.answers.join(", ") ?? "none"}.`,
      );
    }
    this.#finishTurn({ kind: "answer", answer });
  }

  async silence(): Promise<void> {
    this.#waiting("silence");
    this.#finishTurn({ kind: "noInput" });
  }

  async hangsUp(): Promise<void> {
    this.#waiting("hangsUp");
    this.#finishTurn({ kind: "hungUp" });
  }

  hangsUpDuringNextMessage(): void {
    this.#leavesNextMessage = true;
  }

  #hears(utterance: Utterance, words: string): void {
    const { turn } = this.#waiting("says");
    this.transcript.push({ speaker: "client", text: words });
    const question = this.#questions[turn.node] as AskNode;
    const heard = hear(this.#definition, question, utterance, this.#locale);
    this.lastHearing = heard.kind === "answer" ? `${heard.answer} (${heard.by})` : heard.why;
    this.#finishTurn(heard.kind === "answer" ? { kind: "answer", answer: heard.answer } : { kind: "noMatch" });
  }

  #waiting(doing: string): { readonly invoke: string; readonly turn: VoiceTurn } {
    if (this.#turn) return this.#turn;
    const why = this.outcome === null ? "the call was not answered yet" : `the call is over with "${this.outcome}"`;
    throw new Error(`${doing}() needs a question that waits for the client, but ${why}.`);
  }

  #finishTurn(result: VoiceTurnResult): void {
    const { invoke, turn } = this.#waiting("a turn");
    this.#reports.push({ type: "dialog.left", node: turn.node, exit: exitOf(result), at: this.#tick() });
    this.#apply({ type: "effect.done", invoke, output: { ...result } });
  }

  #give(report: CallReport): void {
    this.#reports.push(report);
    this.#apply({ ...report });
  }

  /** Applies an event, then lets the robot speak until it waits for the client or is done. */
  #apply(event: { readonly type: string; readonly [name: string]: Json }): void {
    this.#turn = null;
    const { snapshot, commands } = advance(this.#flow, this.#snapshot, event);
    this.#snapshot = snapshot;
    const next = commands.find((command) => command.type === "effect.start");
    if (next?.type === "effect.start") this.#speak(next.invoke, next.input as unknown as VoiceTurn);
    else if (isDone(snapshot)) this.#end();
  }

  #speak(invoke: string, turn: VoiceTurn): void {
    this.heard.push(turn.say);
    this.transcript.push({ speaker: "robot", text: turn.say });
    this.#turn = { invoke, turn };
    if (turn.listen !== null) return;
    const leaves = this.#leavesNextMessage;
    this.#leavesNextMessage = false;
    this.#finishTurn({ kind: leaves ? "hungUp" : "said" });
  }

  #end(): void {
    const output = outputOf(this.#snapshot) as { readonly outcome: Outcome };
    this.outcome = output.outcome;
    this.facts = withEndCause(reduceReports(this.#reports));
  }

  #tick(): number {
    this.#clock += 1_000;
    return this.#clock;
  }
}

function parseInput(definition: RobotDefinition, input: unknown): Json {
  const parsed = definition.input.safeParse(input);
  if (parsed.success) return parsed.data as Json;
  const problems = parsed.error.issues.map((issue) => `${issue.path.join(".") || "input"}: ${issue.message}`);
  throw new CallwrightError("INPUT_INVALID", { flow: definition.id, problems });
}

function exitOf(result: VoiceTurnResult): DialogExit {
  return result.kind === "answer" ? `answer:${result.answer}` : result.kind;
}
