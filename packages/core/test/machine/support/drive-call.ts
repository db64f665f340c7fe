import type { RobotDocument } from "../../../src/define/document.ts";
import type { RobotFunctions } from "../../../src/define/robot-definition.ts";
import {
  driveRobot,
  toDriveTexts,
  type ConverseRequest,
  type DriveOutput,
  type EffectStartCommand,
  type Flow,
  type FlowCommand,
  type VoiceTurn,
} from "../../../src/machine/index.ts";
import { FlowRun } from "./flow-run.ts";
import { definitionOf } from "./robots.ts";

/** By document: a machine is made once. */
const flows = new WeakMap<RobotDocument, Flow>();

/** A driven call by hand: the test plays whoever performs the effects. */
export class DriveCall {
  readonly flow: Flow;
  readonly run: FlowRun;

  constructor(document: RobotDocument, functions: Partial<RobotFunctions> = {}, input: object = {}) {
    const definition = definitionOf(document, functions);
    this.flow = flows.get(document) ?? driveRobot(definition);
    flows.set(document, this.flow);
    const texts = toDriveTexts(definition, { locale: "ru", input });
    this.run = new FlowRun(this.flow, { input, texts, locale: "ru" });
    this.run.send({ type: "call.answered", by: "unknown" });
  }

  /** Ends the effect that was asked for last; several results one after another. */
  gives(...results: unknown[]): this {
    for (const result of results) this.run.done(this.asked.invoke, result);
    return this;
  }

  says(answer: string, confidence?: number): this {
    return this.gives({ kind: "answer", answer, ...(confidence === undefined ? {} : { confidence }) });
  }

  tells(value: unknown, confidence?: number): this {
    return this.gives({ kind: "value", value, ...(confidence === undefined ? {} : { confidence }) });
  }

  send(event: object): readonly FlowCommand[] {
    return this.run.send(event);
  }

  /** The effect that was asked for last. */
  get asked(): EffectStartCommand {
    const command = this.run.commands.findLast((each) => each.type === "effect.start");
    if (command?.type !== "effect.start") throw new Error("nothing was asked for");
    return command;
  }

  /** Every turn so far. */
  get turns(): readonly VoiceTurn[] {
    return this.run.commands.flatMap((command) =>
      command.type === "effect.start" && command.effect === "voice.turn" ? [command.input as unknown as VoiceTurn] : [],
    );
  }

  get turn(): VoiceTurn {
    const turn = this.turns.at(-1);
    if (!turn) throw new Error("nothing was said");
    return turn;
  }

  get request(): ConverseRequest {
    const { effect, input } = this.asked;
    if (effect !== "model.converse") throw new Error(`${effect} was asked for, not the model`);
    return input as unknown as ConverseRequest;
  }

  get at(): string {
    return this.run.states.join();
  }

  get slots(): object {
    return this.run.kept.context.slots as object;
  }

  get output(): DriveOutput {
    return this.run.output as unknown as DriveOutput;
  }
}
