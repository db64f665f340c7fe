import {
  advance,
  failureOf,
  isDone,
  outputOf,
  statesOf,
  type Flow,
  type FlowCommand,
  type FlowEvent,
  type FlowSnapshot,
} from "../../../src/machine/index.ts";
import type { Json } from "../../../src/ports/index.ts";

/** A run by hand: every snapshot goes through JSON, as a store would take it. */
export class FlowRun {
  readonly flow: Flow;
  readonly commands: FlowCommand[] = [];
  private snapshot: FlowSnapshot;

  constructor(flow: Flow, init: unknown) {
    this.flow = flow;
    const first = advance(flow, undefined, { init: init as Json });
    this.snapshot = first.snapshot;
    this.commands.push(...first.commands);
  }

  /** Applies an event and gives the commands that follow from it. */
  send(event: object): readonly FlowCommand[] {
    const kept = JSON.parse(JSON.stringify(this.snapshot)) as FlowSnapshot;
    const next = advance(this.flow, kept, event as FlowEvent);
    this.snapshot = next.snapshot;
    this.commands.push(...next.commands);
    return next.commands;
  }

  done(invoke: string, output: unknown = null): readonly FlowCommand[] {
    return this.send({ type: "effect.done", invoke, output });
  }

  fail(invoke: string, code: string): readonly FlowCommand[] {
    return this.send({ type: "effect.failed", invoke, error: { code, message: code } });
  }

  /** Fires the timer that was set last. */
  fire(): readonly FlowCommand[] {
    const timer = this.commands.findLast((command) => command.type === "timer.set");
    if (timer?.type !== "timer.set") throw new Error("no timer is set");
    return this.send({ type: "timer.fired", timer: timer.timer, event: timer.event });
  }

  get states(): readonly string[] {
    return statesOf(this.snapshot);
  }
  get isDone(): boolean {
    return isDone(this.snapshot);
  }
  get output(): Json | undefined {
    return outputOf(this.snapshot);
  }
  get failure(): { readonly code: string } | undefined {
    return failureOf(this.snapshot);
  }
  get kept(): FlowSnapshot {
    return this.snapshot;
  }
}
