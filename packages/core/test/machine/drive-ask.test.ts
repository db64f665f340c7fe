import { describe, expect, it } from "vitest";
import { unrollRobot } from "../../src/machine/index.ts";
import type { AskNode } from "../../src/ports/index.ts";
import { DriveCall } from "./support/drive-call.ts";
import { richFunctions, richRobot, startingAt } from "./support/rich-robots.ts";

const call = (start: string) => new DriveCall(startingAt(start), richFunctions, { name: "Анна" });
const { nodes } = unrollRobot(richRobot, { locale: "ru", keepBranches: true });

describe("a spoken text", () => {
  it("names its recording and whether it may be cut short", () => {
    expect(call("intro").turn).toEqual({
      node: "intro",
      say: "Здравствуйте, Анна",
      file: "intro.wav",
      bargeIn: true,
      listen: null,
    });
  });
});

describe("collecting a value", () => {
  it("listens for the value, commands and digressions", () => {
    expect(call("sum").turn).toEqual({
      node: "sum",
      say: "Сколько?",
      listen: {
        answers: ["command.repeat", "command.operator", "command.stop", "digression.price"],
        keys: { "9": "digression.price" },
        value: "money",
        timeoutMs: 5000,
      },
    });
    expect(call("kind").turn.listen).toMatchObject({ value: "choice", keys: { "1": "new", "2": "old" } });
  });

  it("reads the value back and goes on with a yes", () => {
    const run = call("sum").tells(30_000);
    expect(run.turn).toMatchObject({ node: "sum?", say: "30000, верно?" });
    expect(run.turn.listen).toMatchObject({
      answers: expect.arrayContaining(["yes", "no"]) as string[],
      value: "money",
    });
    run.says("yes");
    expect(run.at).toBe("talking.kind");
    expect(run.slots).toEqual({ tries: 0, amount: 30_000 });
  });

  it("takes another value in place of the one that was read back", () => {
    const run = call("sum").tells(13).tells(30);
    expect(run.turn).toMatchObject({ node: "sum?", say: "30, верно?" });
    expect(run.says("yes").slots).toMatchObject({ amount: 30 });
  });

  it("takes back what the client called wrong, and counts it as a no-match", () => {
    const run = call("sum").tells(13).says("no");
    expect(run.turn).toMatchObject({ node: "sum~m", say: "Простите?" });
    expect(run.slots).toEqual({ tries: 0 });
    expect(run.tells(14).turn).toMatchObject({ node: "sum~m?", say: "14, верно?" });
    run.says("no");
    expect(run.output).toMatchObject({ outcome: "unclear", slots: { tries: 0 } });
  });

  it.each([
    ["silence", { kind: "noInput" }, "sum~i"],
    ["gibberish", { kind: "noMatch" }, "sum~m"],
    ["a value that the slot refuses", { kind: "value", value: "много" }, "sum~m"],
  ])("takes %s at the read-back as that of the question, and the value as unproven", (_, result, node) => {
    const run = call("sum").tells(13).gives(result);
    expect(run.turn.node).toBe(node);
    expect(run.slots).toEqual({ tries: 0 });
  });

  it("gives the slot its earlier value back", () => {
    const twice = new DriveCall(
      startingAt("sum", {
        steps: { ...richRobot.steps, kind: { ...(richRobot.steps["sum"] as object), next: "agree" } as never },
      }),
      richFunctions,
      { name: "Анна" },
    );
    twice.tells(5).says("yes").tells(6);
    expect(twice.slots).toMatchObject({ amount: 6 });
    twice.gives({ kind: "hungUp" });
    expect(twice.output).toMatchObject({ outcome: "unclear", slots: { amount: 5 } });
  });

  it("takes a value that the slot refuses as a no-match", () => {
    expect(call("sum").tells("тридцать").turn.node).toBe("sum~m");
    expect(call("sum").gives({ kind: "value" }).turn.node).toBe("sum~m");
    expect(call("kind").tells("средний").turn.node).toBe("kind~m");
  });

  it("takes a choice as a value, also when it comes as an answer", () => {
    for (const run of [call("kind").tells("old"), call("kind").says("old")]) {
      expect(run.at).toBe("talking.agree");
      expect(run.slots).toMatchObject({ kind: "old" });
    }
  });

  it("takes an answer as a choice of that name at the question, and as yes or no where it is read back", () => {
    const hearing = { hear: [], key: null };
    const kind = { ...(richRobot.steps["kind"] as object), choices: { yes: hearing, no: hearing }, readBack: "agree" };
    const slots = { ...richRobot.slots, kind: { enum: ["yes", "no"] } };
    const steps = { ...richRobot.steps, kind: kind as never };
    const chosen = () =>
      new DriveCall(startingAt("kind", { steps, slots }), richFunctions, { name: "Анна" }).says("no");
    expect([chosen().at, chosen().slots]).toEqual(["talking.kind?", { tries: 0, kind: "no" }]);
    const sure = chosen().says("yes");
    expect([sure.at, sure.slots]).toEqual(["talking.agree", { tries: 0, kind: "no" }]);
    const wrong = chosen().says("no");
    expect([wrong.at, wrong.slots]).toEqual(["talking.kind~m", { tries: 0 }]);
  });

  it("reads back only what is unsure where the step says so", () => {
    const steps = { ...richRobot.steps, sum: { ...(richRobot.steps["sum"] as object), confirmBelow: 0.8 } as never };
    const unsure = () => new DriveCall(startingAt("sum", { steps }), richFunctions, { name: "Анна" });
    expect(unsure().tells(13, 0.79).at).toBe("talking.sum?");
    expect(unsure().tells(13, 0.8).at).toBe("talking.kind");
    expect(unsure().tells(13).at).toBe("talking.kind");
  });

  it("counts a value as the voice of a human", () => {
    const run = call("sum").tells(13).gives({ kind: "hungUp" });
    expect(run.output.facts).toEqual({ reached: "human", notConnected: null, endCause: "caller_hangup" });
  });
});

describe("an answer of little confidence", () => {
  const asked = () => call("agree");

  it("is asked back, and a yes makes it the answer", () => {
    const run = asked().says("no", 0.5);
    expect(run.turn).toMatchObject({ node: "agree?no", say: "Точно?" });
    run.says("yes");
    expect(run.output).toMatchObject({ outcome: "refused" });
  });

  it.each([
    ["a no", { kind: "answer", answer: "no" }],
    ["silence", { kind: "noInput" }],
    ["gibberish", { kind: "noMatch" }],
  ])("is a no-match after %s", (_, result) => {
    const run = asked().says("no", 0.5).gives(result);
    expect(run.turn.node).toBe("agree~m");
    expect(run.says("no", 0.1).gives(result).output).toMatchObject({ outcome: "unclear" });
  });

  it("is taken when it is sure enough, or was pressed", () => {
    expect(asked().says("no", 0.7).output).toMatchObject({ outcome: "refused" });
    expect(asked().says("no").output).toMatchObject({ outcome: "refused" });
  });

  it("is not asked back where nothing can be misheard", () => {
    expect(asked().says("later", 0.1).at).toBe("talking.talk.speaking");
    expect(Object.keys(nodes)).not.toContain("agree?later");
  });

  it("asks with the answer's own text where it has one", () => {
    const node = nodes["agree?yes"] as AskNode;
    expect(node).toMatchObject({ step: "agree", text: "sure", noInput: { node: "agree~m" }, hungUp: "unclear" });
  });
});

describe("what is valid anywhere", () => {
  it("stands at every listening node, confirmations, read-backs and passages included", () => {
    const listening = Object.entries(nodes).filter(([, node]) => node.kind === "ask" || node.kind === "converse");
    const names = ["command.repeat", "command.operator", "command.stop", "digression.price"];
    for (const [name, node] of listening) {
      const aside = (node as AskNode).answers.filter(({ group }) => group).map((answer) => answer.name);
      expect([name, aside]).toEqual([name, node.kind === "ask" ? names : names.slice(0, 3)]);
    }
    expect(listening.map(([name]) => name)).toEqual(
      expect.arrayContaining(["sum?", "sum~im?", "agree?yes", "agree~m?no", "where.ask~i", "talk"]) as string[],
    );
  });

  it("repeats the same node, answers a digression and comes back", () => {
    const run = call("agree").says("command.repeat");
    expect(run.turns.map(({ node }) => node)).toEqual(["agree", "agree"]);
    run.says("digression.price");
    expect(run.turn).toMatchObject({ node: "agree+price", say: "Бесплатно", listen: null });
    expect(run.gives({ kind: "said" }).turn.node).toBe("agree");
  });

  it("keeps what is being read back through a digression", () => {
    const run = call("sum").tells(7).says("digression.price").gives({ kind: "said" });
    expect(run.turn).toMatchObject({ node: "sum?", say: "7, верно?" });
    expect(run.says("yes").slots).toMatchObject({ amount: 7 });
    expect(call("sum").tells(7).says("digression.price").gives({ kind: "hungUp" }).output.slots).toEqual({ tries: 0 });
  });

  it("takes ten detours in all, then no more", () => {
    const run = call("sum").tells(1);
    for (let count = 0; count < 4; count += 1) run.says("command.repeat").tells(count);
    run.says("digression.price").gives({ kind: "said" }).says("command.repeat");
    expect(run.turn.node).toBe("sum?");
    run.says("command.repeat");
    expect(run.turn.node).toBe("sum~m");
    run.says("digression.price");
    expect(run.output).toMatchObject({ outcome: "unclear" });
  });

  it("goes to a person, or ends, as the robot says", () => {
    expect(call("sum").says("command.operator").at).toBe("talking.human");
    const stopped = call("sum").tells(9).says("command.stop", 0.2).output;
    expect(stopped).toMatchObject({ outcome: "optedOut", optedOut: true, slots: { tries: 0 } });
    expect(call("sum").gives({ kind: "hungUp" }).output.optedOut).toBe(false);
  });
});
