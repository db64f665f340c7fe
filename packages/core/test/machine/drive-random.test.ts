import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { RobotDocument } from "../../src/define/document.ts";
import {
  advance,
  checkFlow,
  driveRobot,
  isDone,
  statesOf,
  toDriveTexts,
  unrollRobot,
  type DriveOutput,
  type Flow,
  type FlowEvent,
  type FlowSnapshot,
  type TimerSetCommand,
} from "../../src/machine/index.ts";
import type { Json } from "../../src/ports/index.ts";
import { DriveCall } from "./support/drive-call.ts";
import { randomFunctions, randomRobot } from "./support/random-robot.ts";
import { richFunctions, richRobot, startingAt } from "./support/rich-robots.ts";
import { definitionOf } from "./support/robots.ts";

const tape = (length: number) => fc.array(fc.nat(100_000), { minLength: length, maxLength: length });

/** A random call, step by step; timers are kept as an engine would keep them. */
class RandomCall {
  readonly flow: Flow;
  readonly timers = new Map<string, TimerSetCommand>();
  /** Invokes that were asked for, also those that nobody waits for any more. */
  readonly invokes: { readonly invoke: string; readonly effect: string }[] = [];
  snapshot: FlowSnapshot;

  constructor(document: RobotDocument) {
    const definition = definitionOf(document, randomFunctions);
    this.flow = driveRobot(definition);
    const input = { name: "Анна" };
    const init = { input, texts: toDriveTexts(definition, { locale: "ru", input }), locale: "ru" };
    this.snapshot = advance(this.flow, undefined, { init: init as unknown as Json }).snapshot;
    this.apply({ type: "call.answered", by: "human" });
  }

  apply(event: FlowEvent): void {
    if ("type" in event && event.type === "timer.fired") this.timers.delete(String(event.timer));
    const { snapshot, commands } = advance(this.flow, this.snapshot, event);
    for (const command of commands) {
      if (command.type === "timer.set") this.timers.set(command.timer, command);
      if (command.type === "timer.cancel") this.timers.delete(command.timer);
      if (command.type === "effect.start") this.invokes.push(command);
    }
    this.snapshot = snapshot;
  }

  /** What a number makes happen: mostly the end of what is waited for, sometimes a timer, a late result, or the end of the call. */
  eventFor(choice: number): FlowEvent {
    const kind = choice % 40;
    const chosen = Math.floor(choice / 40);
    if (kind === 0) return { type: "call.ended", cause: "caller_hangup" };
    const [timer] = [...this.timers.values()];
    if (kind < 4 && timer) return { type: "timer.fired", timer: timer.timer, event: timer.event };
    const late = kind < 7 ? this.invokes : this.invokes.filter(({ invoke }) => invoke in this.snapshot.children);
    const { invoke, effect } = late[chosen % late.length] ?? { invoke: "nobody", effect: "voice.turn" };
    if (kind < 10) return { type: "effect.failed", invoke, error: { code: "EFFECT_TIMED_OUT", message: "too long" } };
    const results = [...(this.flow.samples?.results?.[effect] ?? []), null, {}, "junk", [1], { kind: "value" }];
    return { type: "effect.done", invoke, output: results[chosen % results.length] ?? null };
  }
}

describe("any robot, whatever happens", () => {
  it("never throws, waits for something or ends with an outcome, and goes on from JSON as it would have without", () => {
    fc.assert(
      fc.property(tape(60), tape(40), (robot, events) => {
        const document = randomRobot(robot);
        const call = new RandomCall(document);
        const restored = new RandomCall(document);
        for (const choice of events) {
          expect(JSON.stringify(restored.snapshot)).toBe(JSON.stringify(call.snapshot));
          if (isDone(call.snapshot)) break;
          expect(call.snapshot.status).toBe("active");
          expect(Object.keys(call.snapshot.children).length + call.timers.size).toBeGreaterThan(0);
          expect(statesOf(call.snapshot)[0]).toMatch(/^talking\./);
          const event = call.eventFor(choice);
          call.apply(event);
          restored.snapshot = JSON.parse(JSON.stringify(restored.snapshot)) as FlowSnapshot;
          restored.apply(JSON.parse(JSON.stringify(event)) as FlowEvent);
        }
        if (!isDone(call.snapshot)) return;
        const output = call.snapshot.output as unknown as DriveOutput;
        expect(Object.keys(document.outcomes)).toContain(output.outcome);
        expect(output.facts.endCause).not.toBeNull();
        expect(Object.keys(output.slots).filter((slot) => !Object.hasOwn(document.slots ?? {}, slot))).toEqual([]);
      }),
      { numRuns: 40 },
    );
  }, 60_000);

  it("ends with the outcome of the node where the client hangs up", () => {
    fc.assert(
      fc.property(tape(60), tape(25), (robot, events) => {
        const document = randomRobot(robot);
        const { nodes } = unrollRobot(document, { locale: "ru", keepBranches: true });
        const call = new RandomCall(document);
        for (const choice of events) {
          if (isDone(call.snapshot)) return;
          const state = statesOf(call.snapshot)[0]?.slice("talking.".length) ?? "";
          const [node = ""] = Object.keys(nodes)
            .filter((name) => `${state}.`.startsWith(`${name}.`))
            .sort((left, right) => right.length - left.length);
          const { hungUp } = (nodes[node] ?? {}) as { readonly hungUp?: string };
          const left = advance(call.flow, call.snapshot, { type: "call.ended", cause: "caller_hangup" });
          expect(isDone(left.snapshot)).toBe(true);
          expect((left.snapshot.output as unknown as DriveOutput).outcome).toBe(hungUp);
          const waited = Object.keys(call.snapshot.children).map((invoke) => ({ type: "effect.stop", invoke }));
          expect(left.commands).toEqual(expect.arrayContaining(waited) as unknown[]);
          call.apply(call.eventFor(40 * choice + 10));
        }
      }),
      { numRuns: 30 },
    );
  }, 60_000);

  it("passes the walk of the registration", () => {
    fc.assert(
      fc.property(tape(60), (robot) => {
        checkFlow(driveRobot(definitionOf(randomRobot(robot), randomFunctions)), { events: 120 });
      }),
      { numRuns: 20 },
    );
  }, 60_000);
});

describe("the robot of all kinds", () => {
  it("passes the walk of the registration, which reaches every kind of state", () => {
    const walk = (start: string, events: number) =>
      checkFlow(driveRobot(definitionOf(startingAt(start), richFunctions)), { events }).visited;
    const visited = [...walk("intro", 2000), ...walk("where", 300)];
    for (const state of [
      "talking.intro",
      "talking.look",
      "talking.sum~i?",
      "talking.sum?+price",
      "talking.kind~m",
      "talking.agree?no",
      "talking.where.ask",
      "talking.where.thank",
      "talking.book",
      "talking.human",
      "talking.talk.speaking",
      "talking.talk.thinking",
      "talking.talk.performing crm.readField",
    ]) {
      expect(visited).toContain(state);
    }
  }, 60_000);

  it("declares the effects that it may ask for, and no more", () => {
    expect(driveRobot(definitionOf(richRobot, richFunctions)).effects).toEqual([
      "voice.turn",
      "crm.readField",
      "visits.book",
      "model.converse",
      "voice.transfer",
    ]);
  });

  it("ends with every outcome that its dialog has", () => {
    const whole = (...results: unknown[]) =>
      new DriveCall(startingAt("agree"), richFunctions, { name: "Анна" }).gives(...results).output.outcome;
    expect(whole({ kind: "answer", answer: "yes" }, { id: "v", free: true })).toBe("agreed");
    expect(whole({ kind: "answer", answer: "command.operator" }, { kind: "connected" })).toBe("handedOver");
  });
});
