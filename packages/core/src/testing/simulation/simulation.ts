import { noFacts, type CallFacts, type NotConnectedCause, type Reached } from "../../calls/index.ts";
import { flattenDocument, slotSchemas, type RobotDefinition } from "../../define/index.ts";
import type { Utterance } from "../../engine/index.ts";
import type { RejectedFill, TransferResult, VoiceTurnResult } from "../../machine/index.ts";
import type { Json } from "../../ports/identity.ts";
import type {
  MeaningOptions,
  SimulatedCall,
  SimulatedCallSettings,
  SimulatedEffect,
  SimulatedTurn,
} from "../simulate-call.ts";
import { CallRun, type Question } from "./call-run.ts";
import { compileRobot, type CompiledRobot } from "./compiled-robot.ts";
import type { WaitingEffect } from "./effect-desk.ts";
import { hearClient } from "./hear-client.ts";
import { answerProblem, situationOf, valueProblem } from "./misuse.ts";

/** A simulated call, played by a test. Every step ends when the robot waits again or the call is over. */
export class Simulation<Outcome extends string, Slots, Data> implements SimulatedCall<Outcome, Slots, Data> {
  lastHearing: string | null = null;
  readonly #robot: CompiledRobot;
  readonly #run: CallRun;
  readonly #country: string;
  #answeredAt: number | null = null;
  #endedAt: number | null = null;
  #isBusy = false;

  constructor(definition: RobotDefinition, settings: SimulatedCallSettings<unknown>) {
    this.#robot = compileRobot(definition);
    this.#run = new CallRun(this.#robot, settings);
    this.#country = settings.country ?? new Intl.Locale(this.#run.context.locale).maximize().region ?? "";
  }

  get heard(): readonly string[] {
    return this.#run.conversation.heard;
  }

  get transcript(): readonly SimulatedTurn[] {
    return this.#run.conversation.transcript;
  }

  get waitsIn(): string | null {
    const { question, awaited } = this.#run;
    return question?.turn.node ?? awaited?.invoke.replace(/^[^:]*:/, "") ?? null;
  }

  get waitsFor(): string | null {
    return this.#run.awaited?.type ?? null;
  }

  get outcome(): Outcome | null {
    return this.#run.context.outcome as Outcome | null;
  }

  get data(): Data | null {
    return this.#run.context.data as Data | null;
  }

  get slots(): Slots {
    const own = this.#robot.definition.document.slots ?? {};
    const filled = Object.entries(this.#run.context.slots).filter(([name]) => Object.hasOwn(own, name));
    return Object.fromEntries(filled) as Slots;
  }

  get facts(): CallFacts {
    return { ...noFacts, answeredAt: this.#answeredAt, endedAt: this.#endedAt, ...this.#run.context.facts };
  }

  get effects(): readonly SimulatedEffect[] {
    return this.#run.effects;
  }

  get optedOut(): boolean {
    return this.#run.context.optedOut;
  }

  get rejectedFills(): readonly RejectedFill[] {
    return this.#run.context.rejectedFills;
  }

  async answer(by: Reached = "unknown"): Promise<void> {
    await this.#play(async () => {
      this.#refuseConnected("answer");
      this.#answeredAt = this.#run.clock.now;
      await this.#run.send({ type: "call.answered", by });
    });
  }

  async notConnected(cause: NotConnectedCause = "no_answer"): Promise<void> {
    await this.#play(async () => {
      this.#refuseConnected("notConnected");
      await this.#run.send({ type: "call.not-connected", cause });
    });
  }

  async says(words: string): Promise<void> {
    await this.#play(async () => {
      const question = this.#question("says");
      this.#run.conversation.client(words);
      await this.#hears(question, { says: words });
    });
  }

  async presses(keys: string): Promise<void> {
    await this.#play(async () => {
      const question = this.#question("presses");
      if (!/^[0-9*#]+$/.test(keys)) throw new Error(`A telephone has the keys 0–9, * and #, not "${keys}".`);
      this.#run.conversation.client(`[${keys}]`);
      await this.#hears(question, { presses: keys });
    });
  }

  async means(meant: string | { readonly value: Json }, options: MeaningOptions = {}): Promise<void> {
    await this.#play(async () => {
      const question = this.#question("means");
      const problem =
        typeof meant === "string" ? answerProblem(question.turn, meant) : this.#valueProblem(question, meant);
      if (problem !== null) throw new Error(problem);
      const result = typeof meant === "string" ? { kind: "answer" as const, answer: meant } : valueOf(meant);
      await this.#finish(question.effect, { ...result, ...options });
    });
  }

  async notUnderstood(): Promise<void> {
    await this.#play(async () => {
      const { effect } = this.#question("notUnderstood");
      this.#run.conversation.client("…");
      await this.#finish(effect, { kind: "noMatch" });
    });
  }

  async silence(): Promise<void> {
    await this.#play(async () => {
      const { effect, turn } = this.#question("silence");
      const isSettled = () => !this.#run.desk.has(effect);
      await this.#run.pass(this.#run.clock.now + turn.listen.timeoutMs, isSettled);
      if (!isSettled()) await this.#finish(effect, { kind: "noInput" });
    });
  }

  async interrupts(words?: string): Promise<void> {
    await this.#play(async () => {
      const { question, conversation } = this.#run;
      if (!question) {
        if (this.#run.isOver) this.#question("interrupts");
        conversation.expect({ kind: "interrupts", words: words ?? null });
        return;
      }
      if (question.turn.bargeIn === false) {
        throw new Error(
          `The client cannot interrupt step "${question.turn.node}": it says bargeIn: false. Use says().`,
        );
      }
      conversation.interrupt(words ?? null);
      if (words === undefined) await this.#finish(question.effect, { kind: "noMatch" });
      else await this.#hears(question, { says: words });
    });
  }

  interruptsNextMessage(words?: string): void {
    this.#run.conversation.expect({ kind: "interrupts", words: words ?? null });
  }

  async hangsUp(): Promise<void> {
    await this.#play(async () => {
      const { question, awaited } = this.#run;
      if (!question && awaited) await this.#run.send({ type: "call.ended", cause: "caller_hangup" });
      else await this.#finish(this.#question("hangsUp").effect, { kind: "hungUp" });
    });
  }

  hangsUpDuringNextMessage({ after = 0 }: { readonly after?: number } = {}): void {
    this.#run.conversation.expect({ kind: "hangsUp" }, after);
  }

  async returns(type: string, result: Json): Promise<void> {
    await this.#play(async () => {
      const effect = this.#effect("returns", type);
      await this.#run.finish(effect, this.#run.desk.result(type, result));
    });
  }

  async fails(type: string, code = "EFFECT_FAILED"): Promise<void> {
    await this.#play(() => this.#run.fail(this.#effect("fails", type), code));
  }

  async transfers(result: TransferResult["kind"]): Promise<void> {
    await this.#play(async () => {
      const effect = this.#effect("transfers", "voice.transfer");
      await this.#run.finish(effect, this.#run.desk.result("voice.transfer", { kind: result }));
    });
  }

  async passes(durationMs: number): Promise<void> {
    await this.#play(async () => {
      if (!(durationMs >= 0)) throw new Error(`passes() needs a number of milliseconds from 0, not ${durationMs}.`);
      await this.#run.pass(this.#run.clock.now + durationMs, () => false);
    });
  }

  async #hears({ effect, turn }: Question, utterance: Utterance): Promise<void> {
    const { result, told } = await hearClient(this.#robot, this.#run, turn.node, utterance, this.#country);
    this.lastHearing = told;
    await this.#finish(effect, result);
  }

  async #finish(effect: WaitingEffect, result: VoiceTurnResult): Promise<void> {
    await this.#run.finish(effect, result);
  }

  /** One thing that happens in the call. Two at once would be a call that no telephone knows. */
  async #play(happens: () => Promise<void>): Promise<void> {
    if (this.#isBusy) throw new Error("The step before is still under way: await every step of a simulated call.");
    this.#isBusy = true;
    try {
      await happens();
    } finally {
      this.#isBusy = false;
      if (this.#run.isOver && this.#answeredAt !== null) this.#endedAt ??= this.#run.clock.now;
    }
  }

  #question(doing: string): Question {
    const { question } = this.#run;
    if (question) return question;
    throw new Error(`${doing}() needs a question that waits for the client, but ${this.#situation()}.`);
  }

  #effect(doing: string, type: string): WaitingEffect {
    const { awaited } = this.#run;
    if (awaited?.type === type) return awaited;
    throw new Error(`${doing}() needs the effect "${type}" to be waited for, but ${this.#situation()}.`);
  }

  #refuseConnected(doing: string): void {
    if (this.#answeredAt === null && !this.#run.isOver) return;
    throw new Error(`${doing}() needs a call that still rings, but ${this.#situation()}.`);
  }

  #situation(): string {
    const { question, awaited } = this.#run;
    return situationOf({ outcome: this.outcome, question: question?.turn.node, effect: awaited?.type });
  }

  #valueProblem({ turn }: Question, { value }: { readonly value: Json }): string | null {
    const { definition, nodes } = this.#robot;
    const node = nodes[turn.node];
    const slot = node?.kind === "ask" ? node.collect?.slot : undefined;
    const schema = slot === undefined ? undefined : slotSchemas(flattenDocument(definition.document))[slot];
    return valueProblem(turn, slot, schema, value);
  }
}

function valueOf({ value }: { readonly value: Json }): { readonly kind: "value"; readonly value: Json } {
  return { kind: "value", value };
}
