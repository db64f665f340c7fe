import { describe, expect, it } from "vitest";
import type { ActDocument, RobotDocument } from "../../src/define/document.ts";
import { DriveCall } from "./support/drive-call.ts";
import { richFunctions, richRobot, startingAt } from "./support/rich-robots.ts";

const call = (document: RobotDocument) => new DriveCall(document, richFunctions, { name: "Анна" });
const withStep = (name: string, change: object): RobotDocument =>
  startingAt(name, { steps: { ...richRobot.steps, [name]: { ...richRobot.steps[name], ...change } as ActDocument } });
const said = { kind: "said" };

describe("performing an effect", () => {
  const booking = () => call(startingAt("book"));

  it("asks with the values of this moment, and starts a timer of its own", () => {
    const { run } = booking();
    expect(run.commands).toEqual([
      { type: "timer.set", timer: "xstate.after.5000.node:book", event: expect.anything(), delayMs: 5000 },
      { type: "effect.start", invoke: "act:book", effect: "visits.book", input: { at: "к Анна: " } },
    ]);
    expect(run.states).toEqual(["talking.book"]);
  });

  it("puts members of the result into slots, and ends with data", () => {
    const run = call(
      withStep("book", {
        with: { at: "{name}", count: "{tries}", street: "{street}" },
        next: {
          end: "agreed",
          data: { tries: "{tries}", visit: "{visit}", free: "{free}", note: "{name}!", street: "{street}" },
        },
      }),
    );
    expect(run.asked.input).toEqual({ at: "Анна", count: 0 });
    expect(run.run.done("act:book", { id: "v1", free: true, other: 1 })).toEqual([
      { type: "timer.cancel", timer: "xstate.after.5000.node:book" },
    ]);
    expect(run.output).toEqual({
      outcome: "agreed",
      data: { tries: 0, visit: "v1", free: true, note: "Анна!" },
      slots: { tries: 0, visit: "v1", free: true },
      optedOut: false,
      facts: { reached: "unknown", notConnected: null, endCause: "robot_hangup" },
    });
  });

  it("takes the whole result, or nothing", () => {
    expect(call(withStep("look", { filler: undefined })).gives("C1").slots).toMatchObject({ stage: "C1" });
    const plain = call(withStep("book", { into: undefined, next: "goodbye" })).gives({ id: 1 });
    expect(plain.at).toBe("talking.goodbye");
    expect(plain.slots).toEqual({ tries: 0 });
  });

  it.each([
    ["of a wrong type", { id: 1, free: true }],
    ["that lacks a member", { id: "v1" }],
    ["that is no object", "v1"],
    ["that is nothing", null],
  ])("fails on a result %s, and leaves all slots as they are", (_, result) => {
    const run = booking().gives(result);
    expect(run.at).toBe("talking.talk.speaking");
    expect(run.slots).toEqual({ tries: 0 });
  });

  it("empties the slot of a member that the result may leave out, and goes on", () => {
    const { input, output } = richRobot.effects?.["visits.book"] ?? {};
    const effects = { "visits.book": { input, output: { ...(output as object), required: ["free"] } } } as never;
    const steps = {
      ...withStep("book", { next: "goodbye" }).steps,
      agree: withStep("book", { next: "book" }).steps["book"],
    };
    const run = call(startingAt("agree", { effects, steps: steps as never }));
    expect(run.gives({ id: "v1", free: true }).slots).toMatchObject({ visit: "v1" });
    run.gives({ free: false });
    expect(run.at).toBe("talking.goodbye");
    expect(run.slots).toEqual({ tries: 0, free: false });
    expect(call(startingAt("book", { effects })).gives({ id: 1, free: true }).at).toBe("talking.talk.speaking");
  });

  it("fails when the effect does", () => {
    const run = booking();
    run.run.fail("act:book", "EFFECT_TIMED_OUT");
    expect(run.at).toBe("talking.talk.speaking");
  });

  it("fails when it takes too long, and drops what comes later", () => {
    const run = booking();
    expect(run.run.fire().slice(0, 1)).toEqual([{ type: "effect.stop", invoke: "act:book" }]);
    expect(run.at).toBe("talking.talk.speaking");
    expect(run.run.done("act:book", { id: "v1", free: true })).toEqual([]);
    expect(run.slots).toEqual({ tries: 0 });
  });

  it("ends with the step's outcome when the client hangs up meanwhile", () => {
    const run = call(withStep("look", { filler: undefined }));
    expect(run.send({ type: "call.ended", cause: "caller_hangup" })).toContainEqual({
      type: "effect.stop",
      invoke: "act:look",
    });
    expect(run.output).toMatchObject({ outcome: "lost", facts: { endCause: "caller_hangup" } });
  });
});

describe("performing an effect behind a filler", () => {
  const looking = () => call(startingAt("look"));

  it("speaks the filler beside the effect", () => {
    const { run } = looking();
    expect(run.commands.filter(({ type }) => type === "effect.start")).toEqual([
      { type: "effect.start", invoke: "act:look", effect: "crm.readField", input: { field: "STAGE_ID" } },
      {
        type: "effect.start",
        invoke: "turn:look",
        effect: "voice.turn",
        input: { node: "look", say: "Минутку", listen: null },
      },
    ]);
    expect(run.states).toEqual(["talking.look"]);
  });

  it("goes on when both are over, in either order", () => {
    const first = looking();
    expect(first.run.done("act:look", "C1")).toEqual([]);
    expect(first.at).toBe("talking.look");
    first.run.done("turn:look", said);
    const second = looking();
    expect(second.run.done("turn:look", said)).toEqual([]);
    expect(second.at).toBe("talking.look");
    second.run.done("act:look", "C1");
    for (const run of [first, second]) {
      expect(run.at).toBe("talking.sum");
      expect(run.slots).toMatchObject({ stage: "C1" });
    }
  });

  it("lets the filler end when the effect takes too long", () => {
    const run = looking();
    expect(run.run.fire()).toEqual([{ type: "effect.stop", invoke: "act:look" }]);
    expect(run.at).toBe("talking.look");
    expect(run.run.done("act:look", "C1")).toEqual([]);
    run.run.done("turn:look", said);
    expect(run.at).toBe("talking.sum");
    expect(run.slots).toEqual({ tries: 0 });
  });

  it("does not take the time-out for a failure when the effect was done before", () => {
    const run = looking();
    run.run.done("act:look", "C1");
    expect(run.run.fire()).toEqual([]);
    run.run.done("turn:look", said);
    expect(run.slots).toMatchObject({ stage: "C1" });
  });

  it("ends when the client hangs up during the filler, or the line is lost", () => {
    const hungUp = looking();
    expect(hungUp.run.done("turn:look", { kind: "hungUp" })).toContainEqual({
      type: "effect.stop",
      invoke: "act:look",
    });
    expect(hungUp.output).toMatchObject({ outcome: "lost", facts: { endCause: "caller_hangup" } });
    const lost = looking();
    lost.run.fail("turn:look", "EFFECT_TIMED_OUT");
    expect(lost.output).toMatchObject({ outcome: "lost", facts: { endCause: "error" } });
  });
});

describe("handing the call over", () => {
  const transferring = () => call(startingAt("human"));

  it("asks for the transfer with a word for the person", () => {
    expect(transferring().asked).toEqual({
      type: "effect.start",
      invoke: "transfer:human",
      effect: "voice.transfer",
      input: { node: "human", to: { queue: "sales" }, whisper: "Анна согласен на " },
    });
  });

  it("ends as transferred when the client is put through", () => {
    expect(transferring().gives({ kind: "connected" }).output).toMatchObject({
      outcome: "handedOver",
      facts: { endCause: "transferred" },
    });
    const own = call(withStep("human", { transferred: "agreed", whisper: undefined }));
    expect(own.asked.input).toMatchObject({ whisper: null });
    expect(own.gives({ kind: "connected" }).output.outcome).toBe("agreed");
  });

  it("goes where each failure leads; declined and closed as failed where nothing else is said", () => {
    const after = (kind: string) => transferring().gives({ kind }).at;
    expect([after("busy"), after("noAnswer"), after("declined"), after("closed"), after("failed")]).toEqual([
      "talking.goodbye",
      "talking.sum",
      "talking.goodbye",
      "talking.goodbye",
      "talking.goodbye",
    ]);
    expect(call(withStep("human", { declined: "sum", closed: "kind" })).gives({ kind: "declined" }).at).toBe(
      "talking.sum",
    );
    expect(call(withStep("human", { declined: "sum", closed: "kind" })).gives({ kind: "closed" }).at).toBe(
      "talking.kind",
    );
  });

  it("has failed when the effect fails or gives what nobody knows", () => {
    const run = transferring();
    run.run.fail("transfer:human", "PORT_MISSING");
    expect(run.at).toBe("talking.goodbye");
    expect(transferring().gives(null).at).toBe("talking.goodbye");
  });

  it("ends with the step's outcome when the client does not wait", () => {
    expect(transferring().gives({ kind: "hungUp" }).output).toMatchObject({ outcome: "lost" });
    const run = transferring();
    run.send({ type: "call.ended", cause: "caller_hangup" });
    expect(run.output).toMatchObject({ outcome: "lost", facts: { endCause: "caller_hangup" } });
  });
});

describe("a sub-dialog", () => {
  it("is given its input, asks with its own words, and gives its slots back", () => {
    const run = call(startingAt("where"));
    expect(run.turn).toMatchObject({ node: "where.ask", say: "Улица в Анна?" });
    expect(run.slots).toEqual({ tries: 0, "where.city": "Анна", "where.floor": 1 });
    run.tells("Ленина");
    expect(run.turn).toMatchObject({ node: "where.thank", say: "Ленина, 1" });
    run.gives(said);
    expect(run.at).toBe("talking.book");
    expect(run.slots).toMatchObject({ street: "Ленина" });
    run.gives({ id: "v", free: false });
    expect(run.output).toMatchObject({
      data: { street: "Ленина" },
      slots: { street: "Ленина", visit: "v", free: false, tries: 0 },
    });
    expect(Object.keys(run.output.slots)).not.toContain("where.street");
  });

  it("leaves by the exit that its steps name, and copies only what is filled", () => {
    const run = call(startingAt("where")).gives({ kind: "noInput" }, { kind: "noInput" });
    expect(run.at).toBe("talking.talk.speaking");
    expect(run.slots).toEqual({ tries: 0, "where.city": "Анна", "where.floor": 1 });
  });

  it("decides its branches by its own input and slots", () => {
    expect(call(startingAt("where")).tells("Я").at).toBe("talking.talk.speaking");
    const byInput = new DriveCall(startingAt("where"), richFunctions, { name: "Х" });
    expect(byInput.tells("Ленина").at).toBe("talking.talk.speaking");
  });

  it("begins anew when it is used again", () => {
    const steps = { ...richRobot.steps, book: { say: "bye", next: "where" } };
    const run = call(startingAt("where", { steps })).tells("Ленина").gives(said, said);
    expect(run.turn.node).toBe("where.ask");
    expect(run.slots).toEqual({ tries: 0, street: "Ленина", "where.city": "Анна", "where.floor": 1 });
  });

  it("holds nothing of a former visit where its slot, or the robot's, refuses the value", () => {
    const steps = {
      ...richRobot.steps,
      book: { ...richRobot.steps["where"], exits: { done: "where", gaveUp: "goodbye" } },
    };
    const slots = { ...richRobot.slots, street: { type: "string", maxLength: 6 }, kind: { type: "string" } };
    const run = call(startingAt("where", { steps: steps as never, slots }))
      .tells("Ленина")
      .gives(said);
    expect(run.slots).toMatchObject({ street: "Ленина" });
    run.tells("Пушкинская").gives(said);
    expect(run.slots).not.toHaveProperty("street");
  });

  it("takes branches of the robot by its slots", () => {
    const steps = {
      ...richRobot.steps,
      sum: { ...richRobot.steps["sum"], next: "size", readBack: undefined } as never,
    };
    expect(call(startingAt("sum", { steps })).tells(60_000).at).toBe("talking.where.ask");
    expect(call(startingAt("sum", { steps })).tells(40_000).at).toBe("talking.book");
  });
});
