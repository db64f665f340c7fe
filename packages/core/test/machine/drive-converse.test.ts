import { describe, expect, it } from "vitest";
import type { ConverseDocument, RobotDocument } from "../../src/define/document.ts";
import { isSaid } from "../../src/machine/robot/evidence.ts";
import { DriveCall } from "./support/drive-call.ts";
import { richFunctions, richRobot, startingAt } from "./support/rich-robots.ts";

const call = (document: RobotDocument = startingAt("talk")) => new DriveCall(document, richFunctions, { name: "Анна" });
const withTalk = (change: Partial<ConverseDocument>) => {
  const talk = richRobot.steps["talk"] as ConverseDocument;
  return startingAt("talk", { steps: { ...richRobot.steps, talk: { ...talk, ...change } } });
};
const reply = (change: object = {}) => ({ say: null, fills: [], act: null, exit: null, cost: 0.1, ...change });
const says = (words: string, change: object = {}) => reply({ say: words, ...change });
const heard = (words: string) => ({ kind: "heard", words });
const fill = (slot: string, value: unknown, quote: string) => ({ slot, value, quote });
const rejected = (run: DriveCall) => run.run.kept.context.rejectedFills;

describe("a passage led by a language model", () => {
  it("opens with its own words and takes any answer", () => {
    const run = call();
    expect(run.at).toBe("talking.talk.speaking");
    expect(run.turn).toEqual({
      node: "talk",
      say: "Чем помочь?",
      listen: {
        answers: ["command.repeat", "command.operator", "command.stop"],
        keys: {},
        free: true,
        timeoutMs: 5000,
      },
    });
  });

  it("asks the model with the goal, the slots, the effects and what was said", () => {
    const run = call().gives(heard("Хочу кухню"));
    expect(run.at).toBe("talking.talk.thinking");
    expect(run.asked).toMatchObject({ invoke: "converse:talk", effect: "model.converse" });
    expect(run.request).toEqual({
      node: "talk",
      locale: "ru",
      goal: "Узнай сумму у Анна.",
      slots: {
        amount: { schema: { type: "number" }, value: null },
        kind: { schema: { type: "string", enum: ["new", "old"] }, value: null },
      },
      effects: {
        "visits.book": expect.objectContaining({ properties: { at: { type: "string" } } }),
        "crm.readField": expect.objectContaining({ properties: { field: { type: "string" } } }),
      },
      passage: [
        { speaker: "robot", text: "Чем помочь?" },
        { speaker: "client", text: "Хочу кухню" },
      ],
      results: [],
    });
  });

  it("lets the model begin where there is no opening", () => {
    const run = call(withTalk({ opening: undefined as never }));
    expect(run.request.passage).toEqual([]);
    run.gives(says("Добрый день!"));
    expect(run.turn).toMatchObject({ say: "Добрый день!", listen: { free: true } });
  });

  it("goes on turn by turn, silence included, and leaves by the exit that the model names", () => {
    const run = call().gives(heard("Кухню"), says("За сколько?"), { kind: "noInput" });
    expect(run.request.passage.slice(2)).toEqual([
      { speaker: "robot", text: "За сколько?" },
      { speaker: "client", text: "" },
    ]);
    run.gives(reply({ exit: "done" }));
    expect(run.at).toBe("talking.goodbye");
    expect(run.run.kept.context.passage).toBeNull();
    expect(call().gives(heard("Нет"), reply({ exit: "gaveUp" })).at).toBe("talking.human");
  });

  it("fails where the model cannot be reached or answers what cannot be read", () => {
    const run = call().gives(heard("Кухню"));
    run.run.fail("converse:talk", "MODEL_UNREACHABLE");
    expect(run.output).toMatchObject({ outcome: "unclear" });
    for (const answer of [null, "words", {}, reply(), says("  "), says("а".repeat(1001)), reply({ exit: "bye" })]) {
      expect(call().gives(heard("Кухню"), answer).output).toMatchObject({ outcome: "unclear" });
    }
  });

  it("ends with the step's outcome when the client hangs up, wherever it stands", () => {
    const places = [
      call(),
      call().gives(heard("Кухню")),
      call().gives(heard("Кухню"), reply({ act: { effect: "crm.readField", input: { field: "X" } } })),
    ];
    for (const run of places) {
      run.send({ type: "call.ended", cause: "caller_hangup" });
      expect(run.output).toMatchObject({ outcome: "lost", facts: { endCause: "caller_hangup" } });
    }
    expect(call().gives({ kind: "hungUp" }).output).toMatchObject({ outcome: "lost" });
    const lost = call();
    lost.run.fail("turn:talk", "EFFECT_TIMED_OUT");
    expect(lost.output).toMatchObject({ outcome: "lost", facts: { endCause: "error" } });
  });

  it("takes commands, and repeats its last words without asking the model", () => {
    expect(call().says("command.operator").at).toBe("talking.human");
    expect(call().says("command.stop").output).toMatchObject({ outcome: "optedOut", optedOut: true });
    const run = call().gives(heard("Кухню"), says("За сколько?")).says("command.repeat");
    expect(run.turns.map(({ say }) => say)).toEqual(["Чем помочь?", "За сколько?", "За сколько?"]);
    for (let count = 0; count < 9; count += 1) run.says("command.repeat");
    expect(run.at).toBe("talking.talk.speaking");
    expect(run.says("command.repeat").at).toBe("talking.talk.thinking");
  });
});

describe("the limits of a passage", () => {
  it("counts turns of the client", () => {
    const run = call().gives(heard("1"), says("2"), heard("3"), says("4"), heard("5"));
    expect(run.at).toBe("talking.human");
  });

  it("counts cost", () => {
    expect(call().gives(heard("1"), says("2", { cost: 1 }), heard("3")).at).toBe("talking.human");
    expect(call().gives(heard("1"), says("2", { cost: 0.9 }), heard("3")).at).toBe("talking.talk.thinking");
  });

  it("looks at the time before it asks the model, and stops a request that is under way", () => {
    const speaking = call();
    expect(speaking.run.fire()).toEqual([]);
    expect(speaking.at).toBe("talking.talk.speaking");
    expect(speaking.gives(heard("1")).at).toBe("talking.human");
    const thinking = call().gives(heard("1"));
    expect(thinking.run.fire()).toContainEqual({ type: "effect.stop", invoke: "converse:talk" });
    expect(thinking.at).toBe("talking.human");
    expect(thinking.run.done("converse:talk", reply({ exit: "done" }))).toEqual([]);
  });

  it("stops an effect that is under way when the time is up", () => {
    const performing = call().gives(heard("1"), reply({ act: { effect: "visits.book", input: { at: "10" } } }));
    expect(performing.run.fire()).toContainEqual({ type: "effect.stop", invoke: "act:talk" });
    expect(performing.at).toBe("talking.human");
    expect(performing.run.done("act:talk", { id: "v1", free: true })).toEqual([]);
  });

  it("keeps one timer through the whole passage and cancels it at the end", () => {
    const run = call().gives(heard("1"), says("2"), heard("3"), reply({ exit: "done" }));
    expect(run.run.commands.filter(({ type }) => type.startsWith("timer."))).toEqual([
      expect.objectContaining({ type: "timer.set", delayMs: 60_000 }),
      expect.objectContaining({ type: "timer.cancel" }),
    ]);
  });

  it("ends a model that asks for effects without end", () => {
    const run = call().gives(heard("1"));
    let requests = 0;
    for (; run.at === "talking.talk.thinking" && requests < 50; requests += 1) {
      run.gives(reply({ cost: 0, act: { effect: "no.effect", input: {} } }));
    }
    expect([run.at, requests]).toEqual(["talking.human", 12]);
  });
});

describe("effects of a passage", () => {
  const asking = (act: object) => call().gives(heard("Да"), reply({ act }));

  it("performs one that is allowed, and tells the model its result", () => {
    const run = asking({ effect: "visits.book", input: { at: "10" } });
    expect(run.at).toBe("talking.talk.performing visits.book");
    expect(run.asked).toMatchObject({ invoke: "act:talk", effect: "visits.book", input: { at: "10" } });
    run.gives({ id: "v1", free: true });
    expect(run.request.results).toEqual([{ effect: "visits.book", result: { id: "v1", free: true } }]);
  });

  it.each([
    ["is not allowed", { effect: "crm.delete", input: {} }],
    ["has an input that does not fit", { effect: "visits.book", input: { at: 10 } }],
  ])("tells the model when one %s, without performing it", (_, act) => {
    const run = asking(act);
    expect(run.at).toBe("talking.talk.thinking");
    expect(run.request.results).toEqual([{ effect: act.effect, result: { failed: expect.any(String) as string } }]);
    expect(run.run.commands.some((command) => command.type === "effect.start" && command.effect === act.effect)).toBe(
      false,
    );
  });

  it("tells the model when one fails, or gives too much", () => {
    const failing = asking({ effect: "visits.book", input: { at: "10" } });
    failing.run.fail("act:talk", "EFFECT_TIMED_OUT");
    expect(failing.request.results).toEqual([{ effect: "visits.book", result: { failed: "EFFECT_TIMED_OUT" } }]);
    const large = asking({ effect: "crm.readField", input: { field: "X" } }).gives("x".repeat(5000));
    expect(large.request.results).toEqual([{ effect: "crm.readField", result: { failed: "the result is too large" } }]);
  });
});

describe("values that a model learns", () => {
  const told = (words: string, ...fills: object[]) => call().gives(heard(words), says("Хорошо", { fills }));

  it("go into slots when the client's own words prove them", () => {
    const run = told(
      "Ну, пятьдесят тысяч,  новый!",
      fill("amount", 50_000, "Пятьдесят тысяч"),
      fill("kind", "new", "новый"),
    );
    expect(run.slots).toMatchObject({ amount: 50_000, kind: "new" });
    expect(rejected(run)).toEqual([]);
    run.gives(heard("Да"));
    expect(run.request.slots.amount).toMatchObject({ value: 50_000 });
    expect(run.run.kept.context.facts).toMatchObject({ reached: "human" });
  });

  it("may stand on any earlier turn of the passage, not on the robot's words", () => {
    const run = told("сто рублей");
    run.gives(heard("да"), says("Так", { fills: [fill("amount", 100, "сто")] }));
    expect(run.slots).toMatchObject({ amount: 100 });
    const own = call().gives(heard("угу"), says("Хорошо", { fills: [fill("amount", 1, "Чем помочь")] }));
    expect(rejected(own)).toEqual([{ node: "talk", slot: "amount", reason: "client did not say so" }]);
  });

  it.each([
    ["words that were not said", fill("amount", 5, "пять"), "client did not say so"],
    ["a part of a word", fill("amount", 5, "тысяч ру"), "client did not say so"],
    ["no words", fill("amount", 5, " , "), "client did not say so"],
    ["a value that the slot refuses", fill("amount", "сто", "сто тысяч"), "value does not fit"],
    ["a slot that is not to be filled", fill("visit", "v", "сто тысяч"), "slot may not be filled"],
    ["a slot that is none", fill("constructor", "v", "сто тысяч"), "slot may not be filled"],
  ])("are refused on %s, and noted", (_, wrong, reason) => {
    const run = told("сто тысяч рублей", wrong, fill("kind", "old", "рублей"));
    expect(run.slots).toEqual({ tries: 0, kind: "old" });
    expect(rejected(run)).toEqual([{ node: "talk", slot: wrong.slot, reason }]);
    expect(run.at).toBe("talking.talk.speaking");
  });

  it("are evidence whatever the case, the punctuation and the spaces", () => {
    const client = (text: string) => [{ speaker: "client" as const, text }];
    expect(isSaid("Да — пятьсот", client("Ну да,   ПЯТЬСОТ."))).toBe(true);
    expect(isSaid("да. пятьсот", client("пятьсот да"))).toBe(false);
    expect(isSaid("no", client("I know"))).toBe(false);
    expect(isSaid("йогурт", client("йогурт"))).toBe(true);
    expect(isSaid("a b", [...client("a"), ...client("b")])).toBe(false);
  });
});

describe("the memory of a passage", () => {
  it("stays far below the limit of a snapshot, however much is said", () => {
    const run = call(withTalk({ limits: { turns: 200, timeMs: 60_000, cost: 100 } }));
    const noise = String.fromCodePoint(0x1f600).repeat(900) + '\u0000\u0001"\\'.repeat(900);
    for (let turn = 0; turn < 60; turn += 1) {
      run.gives(
        heard(noise),
        says("слово ".repeat(160), { cost: 0, fills: [fill("x".repeat(200), 1, "")] }),
        heard(noise),
      );
      run.gives(reply({ cost: 0, act: { effect: "crm.readField", input: { field: "X" } } }), "ж".repeat(1400));
      run.gives(says("Так", { cost: 0 }));
    }
    expect(run.at).toBe("talking.talk.speaking");
    const { texts: _, ...context } = run.run.kept.context;
    expect(Buffer.byteLength(JSON.stringify(context))).toBeLessThan(20_000);
    expect(run.gives(heard("Да")).request.results.length).toBeGreaterThan(0);
  });
});
