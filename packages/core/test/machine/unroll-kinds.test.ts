import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { AskDocument, CollectDocument, RobotDocument } from "../../src/define/document.ts";
import { advance, followRobot, hostedProblems, shapesOf, unrollRobot } from "../../src/machine/index.ts";
import type { AskNode, DialogGraph } from "../../src/ports/index.ts";
import { randomRobot } from "./support/random-robot.ts";
import { richRobot } from "./support/rich-robots.ts";
import { definitionOf, visitReminder } from "./support/robots.ts";

const driven = (document: RobotDocument) => unrollRobot(document, { locale: "ru", keepBranches: true });
const { nodes } = driven(richRobot);

describe("the graph of a robot of all kinds", () => {
  it("names nodes by their step, the way there, and what is asked back", () => {
    expect(Object.keys(nodes).filter((name) => !name.includes("+"))).toEqual([
      "intro",
      "look",
      ...["sum", "sum~i", "sum~im", "sum~m", "sum~mi"].flatMap((name) => [name, `${name}?`]),
      ...["kind", "kind~i", "kind~im", "kind~m", "kind~mi"],
      ...["agree", "agree~i", "agree~im", "agree~m", "agree~mi"].flatMap((name) => [name, `${name}?yes`, `${name}?no`]),
      "size",
      "where",
      "where!done",
      "where!gaveUp",
      "where.ask",
      "where.ask~i",
      "where.size",
      "where.thank",
      "book",
      "talk",
      "human",
      "goodbye",
    ]);
  });

  it("leads a value to its read-back, and from there on", () => {
    expect((nodes["sum~i"] as AskNode).collect).toEqual({
      slot: "amount",
      as: "money",
      recogniser: "grammar.money",
      choices: {},
      next: { node: "sum~i?" },
    });
    expect(nodes["sum~i?"]).toMatchObject({
      step: "sum",
      text: "sum.readBack",
      noInput: { end: "unclear" },
      noMatch: { node: "sum~im" },
      collect: { next: { node: "sum~i?" } },
    });
    expect((nodes["sum~i?"] as AskNode).answers.slice(0, 2)).toEqual([
      { name: "yes", recognisers: ["yesNo.yes"], key: "1", next: { node: "kind" } },
      { name: "no", recognisers: ["yesNo.no"], key: "2", next: { node: "sum~im" } },
    ]);
  });

  it("hears choices by their own recognisers, and everything else by those of all robots", () => {
    expect((nodes["kind"] as AskNode).collect).toMatchObject({
      recogniser: null,
      choices: { new: { recognisers: ["own.new"], key: "1" }, old: { recognisers: ["own.old"], key: "2" } },
      next: { node: "agree" },
    });
    const own = { ...(richRobot.steps["sum"] as CollectDocument), as: "own" as const, hear: "plate" };
    const graph = driven({ ...richRobot, steps: { ...richRobot.steps, sum: own } });
    expect((graph.nodes["sum"] as AskNode).collect).toMatchObject({ as: "own", recogniser: "plate" });
  });

  it("carries the scope of a sub-dialog into every node inside it", () => {
    const scoped = Object.entries(nodes).filter(([, { scope }]) => scope !== undefined);
    expect(scoped.every(([name, { scope }]) => name.startsWith("where.") && scope === "where")).toBe(true);
    expect(nodes["where"]).toEqual({
      kind: "set",
      step: "where",
      values: { "where.city": "{name}", "where.floor": 1 },
      clear: ["where.city", "where.street"],
      next: { node: "where.ask" },
    });
    expect(nodes["where!done"]).toMatchObject({ values: { street: "{where.street}" }, next: { node: "book" } });
  });

  it("keeps flags, hints and data where the definition has them, and adds none where it has not", () => {
    expect(nodes["agree~i"]).toMatchObject({ bargeIn: false, confirmBelow: 0.7, model: "whether the client agrees" });
    expect(nodes["agree?yes"]).not.toHaveProperty("model");
    expect(nodes["book"]).toMatchObject({ next: { end: "agreed", data: { amount: "{amount}" } } });
    for (const node of Object.values(driven(visitReminder).nodes)) {
      expect(
        Object.keys(node).filter((key) => ["bargeIn", "confirmBelow", "model", "collect", "scope"].includes(key)),
      ).toEqual([]);
    }
  });

  it("counts confirmations and digressions among the nodes that are too many", () => {
    const ask = {
      ...(richRobot.steps["agree"] as AskDocument),
      noInput: Array<string>(5).fill("again"),
      noMatch: Array<string>(6).fill("again"),
    };
    const document = { ...richRobot, steps: { ...richRobot.steps, agree: ask } };
    const count = Object.values(driven(document).nodes).filter(({ step }) => step === "agree").length;
    expect(count).toBe(1715 * 3 * 2);
    const more = { ...document.digressions, a: { hear: [], say: "bye" }, b: { hear: [], say: "bye" } };
    expect(() => driven({ ...document, digressions: more })).toThrow(/step "agree"/);
  });

  it("leads nowhere outside itself, for any robot", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(100_000), { minLength: 60, maxLength: 60 }), (choices) => {
        const graph = driven(randomRobot(choices));
        const told = JSON.stringify(graph).matchAll(/"node":"([^"]+)"/g);
        for (const [, node] of told) expect(Object.keys(graph.nodes)).toContain(node);
      }),
      { numRuns: 100 },
    );
  });
});

describe("a hosted robot of all kinds", () => {
  it("is refused with everything that no vendor can follow", () => {
    const problems = hostedProblems(richRobot);
    for (const sentence of [
      'Step "size" branches on "large"',
      'Step "where.size" branches on "ask-address.short"',
      'Step "book" ends with data',
      'Text "sum.readBack" uses the slot "amount"',
      'Text "where.street" uses the slot "where.city"',
      'Step "sum" leads back to itself ("sum" → "kind" → "agree" → "size" → "where" → "where.ask" → "where.size" → "talk" → "human" → "sum")',
    ]) {
      expect(problems).toContainEqual(expect.stringContaining(sentence));
    }
  });

  it("shows an adapter every step, also behind branches that only the call decides", () => {
    const [graph] = shapesOf(richRobot).graphs as [DialogGraph];
    expect(Object.keys(graph.nodes)).toEqual(Object.keys(nodes));
    expect(graph.nodes["size"]).toEqual(nodes["size"]);
  });

  it("makes no follower throw before it is refused", () => {
    const [graph] = shapesOf(richRobot).graphs as [DialogGraph];
    const flow = followRobot(definitionOf(richRobot), graph);
    const texts = Object.fromEntries(
      Object.values(graph.nodes).flatMap((node) => ("text" in node ? [[node.text, "w"]] : [])),
    );
    let { snapshot } = advance(flow, undefined, { init: { texts, deadlineMs: 9, recheckMs: 9, lookup: false } });
    for (const [node, exit] of [
      ["look", "done"],
      ["human", "busy"],
      ["talk", "limit"],
      ["sum", "value"],
      ["look", "hungUp"],
    ]) {
      ({ snapshot } = advance(flow, snapshot, { type: "dialog.left", node, exit }));
    }
    expect(snapshot.output).toMatchObject({ outcome: "lost", by: "hungUp" });
  });
});
