import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { AskDocument, RobotDocument } from "../../src/define/document.ts";
import { hostedProblems, shapeFor, shapesOf, unrollRobot } from "../../src/machine/index.ts";
import type { AskNode } from "../../src/ports/index.ts";
import { branching, branchingFunctions, definitionOf, visitReminder } from "./support/robots.ts";

const hosted = (document: RobotDocument, holds: Record<string, boolean> = {}) =>
  unrollRobot(document, { locale: "ru", keepBranches: false, inputConditionValues: holds });

function withAsk(change: Partial<AskDocument>): RobotDocument {
  const ask = visitReminder.steps.ask as AskDocument;
  return { ...visitReminder, steps: { ...visitReminder.steps, ask: { ...ask, ...change } } };
}

describe("unrollRobot", () => {
  it("makes one node per way through the repetitions, with the text of the last one", () => {
    const { nodes, start } = hosted(visitReminder);
    expect(start).toEqual({ node: "ask" });
    const asks = Object.entries(nodes).filter(([, node]) => node.kind === "ask") as [string, AskNode][];
    expect(Object.fromEntries(asks.map(([name, node]) => [name, node.text]))).toEqual({
      ask: "question",
      "ask~i": "again",
      "ask~ii": "again",
      "ask~iim": "pardon",
      "ask~im": "pardon",
      "ask~imi": "again",
      "ask~m": "pardon",
      "ask~mi": "again",
      "ask~mii": "again",
    });
    const end = { end: "unclear" };
    expect(Object.fromEntries(asks.map(([name, node]) => [name, [node.noInput, node.noMatch]]))).toEqual({
      ask: [{ node: "ask~i" }, { node: "ask~m" }],
      "ask~i": [{ node: "ask~ii" }, { node: "ask~im" }],
      "ask~ii": [end, { node: "ask~iim" }],
      "ask~iim": [end, end],
      "ask~im": [{ node: "ask~imi" }, end],
      "ask~imi": [end, end],
      "ask~m": [{ node: "ask~mi" }, end],
      "ask~mi": [{ node: "ask~mii" }, end],
      "ask~mii": [end, end],
    });
  });

  it("gives each repetition the answers, the key and who hears them", () => {
    const node = hosted(visitReminder).nodes["ask~im"] as AskNode;
    expect(node.answers).toEqual([
      { name: "yes", recognisers: ["yesNo.yes"], key: "1", next: { node: "thank" } },
      { name: "no", recognisers: ["yesNo.no"], key: "2", next: { node: "promise" } },
    ]);
    expect(node).toMatchObject({ step: "ask", hungUp: "unclear", timeoutMs: 5000 });
  });

  it("takes the hanging up of the step before that of the robot", () => {
    const { nodes } = hosted(visitReminder);
    expect(nodes.thank).toMatchObject({ hungUp: "yes" });
    expect(nodes.ask).toMatchObject({ hungUp: "unclear" });
  });

  it("keeps only what the start reaches", () => {
    const lonely = { ...visitReminder, steps: { ...visitReminder.steps, lost: { say: "again", next: { end: "no" } } } };
    expect(Object.keys(hosted(lonely).nodes)).not.toContain("lost");
  });

  it("keeps branches where we drive and settles them where a vendor does", () => {
    const driven = unrollRobot(branching, { locale: "ru", keepBranches: true });
    expect(driven.nodes.who).toEqual({
      kind: "branch",
      step: "who",
      ways: [
        { condition: "vip", next: { node: "greet" } },
        { condition: null, next: { node: "ask" } },
      ],
    });
    expect(hosted(branching).start).toEqual({ node: "ask" });
    const vip = hosted(branching, { vip: true, large: false });
    expect(vip.start).toEqual({ node: "greet" });
    expect(vip.nodes.greet).toMatchObject({ next: { node: "ask" } });
    expect(Object.values(vip.nodes).some((node) => node.kind === "branch")).toBe(false);
  });

  it("refuses repetitions that explode, naming the step", () => {
    const many = withAsk({ noInput: Array(12).fill("again"), noMatch: Array(12).fill("pardon") });
    expect(() => hosted(many)).toThrow(/step "ask"/);
  });

  it("counts the ways as the formula does, and numbers the repetitions apart", () => {
    fc.assert(
      fc.property(fc.nat(4), fc.nat(4), (silent, wrong) => {
        const noInput = Array.from({ length: silent }, (_, index) => `i${index}`);
        const noMatch = Array.from({ length: wrong }, (_, index) => `m${index}`);
        const { nodes } = hosted(withAsk({ noInput, noMatch }));
        for (const [name, node] of Object.entries(nodes)) {
          if (node.kind !== "ask" || !name.includes("~")) continue;
          const way = name.slice(name.indexOf("~") + 1);
          const last = way.at(-1) as "i" | "m";
          expect(node.text).toBe(`${last}${way.split(last).length - 2}`);
        }
        const ways = Object.keys(nodes).filter((name) => name.startsWith("ask")).length;
        const binomial = (of: number, choose: number): number =>
          choose === 0 ? 1 : (binomial(of - 1, choose - 1) * of) / choose;
        expect(ways).toBe(binomial(silent + wrong + 2, silent + 1) - 1);
      }),
      { numRuns: 60 },
    );
  });
});

describe("shapesOf", () => {
  it("gives one shape with an empty name to a robot without branches", () => {
    const shapes = shapesOf(visitReminder);
    expect(shapes.graphs.map((graph) => graph.shape)).toEqual([""]);
    expect(shapeFor(visitReminder, definitionOf(visitReminder).functions, {})).toBe("");
  });

  it("gives one shape per different dialog, named after the fewest conditions", () => {
    expect(shapesOf(branching).graphs.map((graph) => graph.shape)).toEqual(["", "vip", "vip+large"]);
  });

  it("finds the shape of an input, also where two assignments share one", () => {
    const { functions } = definitionOf(branching, branchingFunctions);
    const shape = (vip: boolean, large: boolean) => shapeFor(branching, functions, { vip, large });
    expect([shape(false, false), shape(false, true), shape(true, false), shape(true, true)]).toEqual([
      "",
      "",
      "vip",
      "vip+large",
    ]);
  });

  it("gives every input the dialog that settling its conditions gives", () => {
    const shapes = shapesOf(branching);
    fc.assert(
      fc.property(fc.boolean(), fc.boolean(), (vip, large) => {
        const name = shapeFor(branching, definitionOf(branching, branchingFunctions).functions, { vip, large });
        const graph = shapes.graphs.find((candidate) => candidate.shape === name);
        const direct = hosted(branching, { vip, large });
        expect(graph?.nodes).toEqual(direct.nodes);
        expect(graph?.start).toEqual(direct.start);
      }),
    );
  });

  it("refuses more input conditions than can be published", () => {
    const names = Array.from({ length: 11 }, (_, index) => `c${index}`);
    const wide: RobotDocument = {
      ...visitReminder,
      start: "who",
      inputConditions: names,
      steps: {
        ...visitReminder.steps,
        who: { branch: [...names.map((name) => ({ if: name, next: "ask" })), { next: "thank" }] },
      },
    };
    expect(() => shapesOf(wide)).toThrow(expect.objectContaining({ code: "DEFINE_INVALID" }) as Error);
  });
});

describe("hostedProblems", () => {
  it("has nothing against robots that a vendor can follow", () => {
    expect(hostedProblems(visitReminder)).toEqual([]);
    expect(hostedProblems(branching)).toEqual([]);
  });

  it("names the step of a circle", () => {
    const [problem, ...rest] = hostedProblems({
      ...visitReminder,
      steps: { ...visitReminder.steps, promise: { say: "manager", next: "ask" } },
    });
    expect(problem).toContain('Step "ask" leads back to itself ("ask" → "promise" → "ask")');
    expect(rest).toEqual([]);
  });

  it("names the step of a branch that is decided during the call", () => {
    const problems = hostedProblems({ ...branching, inputConditions: ["vip"], conditions: ["large"] });
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain('Step "size" branches on "large"');
  });

  it("names the step that unrolls too far", () => {
    const many = withAsk({ noInput: Array(6).fill("again"), noMatch: Array(4).fill("pardon") });
    expect(hostedProblems(many)).toEqual([expect.stringContaining('step "ask" alone makes 791')]);
  });
});
