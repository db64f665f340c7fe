import type { AskNode, DialogAnswer, DialogGraph, DialogNode } from "@callwright/core/ports";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { voicebox, type VoiceBoxSettings } from "@callwright/adapter-voicebox";
import { arbitraryGraph } from "./support/arbitrary-graph.ts";
import { fakeHost } from "./support/fake-host.ts";
import { fakeCabinet } from "./support/fake-http.ts";
import { sampleGraph, sampleSettings } from "./support/sample.ts";

const problemsOf = (graphs: readonly DialogGraph[], more: Partial<VoiceBoxSettings> = {}) =>
  voicebox({ ...sampleSettings, ...more })
    .connect(fakeHost())
    .voice?.problemsOf(graphs);

const graphOf = (nodes: Record<string, DialogNode>): DialogGraph => ({
  ...sampleGraph,
  start: { node: Object.keys(nodes)[0] ?? "" },
  nodes,
});
const say = (step: string, next: DialogGraph["start"]): DialogNode => ({
  kind: "say",
  step,
  text: "t",
  next,
  hungUp: "no",
});
const yes: DialogAnswer = { name: "yes", recognisers: ["yesNo.yes"], key: "1", next: { end: "yes" } };
const ask = (answers: readonly DialogAnswer[], more: Partial<AskNode> = {}): AskNode => ({
  kind: "ask",
  step: "ask",
  text: "t",
  answers,
  noInput: { end: "no" },
  noMatch: { end: "no" },
  hungUp: "no",
  timeoutMs: 5000,
  ...more,
});

const collect = (next: DialogGraph["start"]) =>
  ({ slot: "amount", as: "money", recogniser: "grammar.money", choices: {}, next }) as const;
const aside = (name: string, group: "command" | "digression", next: DialogGraph["start"]): DialogAnswer => ({
  name,
  recognisers: [`own.${name}`],
  key: null,
  next,
  group,
});

describe("why a dialog cannot be spoken by VoiceBox", () => {
  it("finds nothing wrong with dialogs that it can speak", () => {
    expect(problemsOf([sampleGraph])).toEqual([]);
    fc.assert(fc.property(arbitraryGraph(), (graph) => problemsOf([graph])?.length === 0));
  });

  it.each<[string, DialogGraph, string]>([
    [
      "a recogniser without a dictionary",
      graphOf({ ask: ask([{ ...yes, recognisers: ["yesNo.yes", "city.name"] }]) }),
      'Step "ask", answer "yes": VoiceBox has no dictionary for "city.name". Name one under voicebox({ dictionaries }), or answer by key alone.',
    ],
    [
      "a branch",
      graphOf({ size: { kind: "branch", step: "size", ways: [{ condition: null, next: { end: "no" } }] } }),
      'Step "size" is a branch, which a scenario cannot take. Branches over input conditions alone are settled at launch.',
    ],
    [
      "a key that no telephone has",
      graphOf({ ask: ask([{ ...yes, key: "A" }]) }),
      'Step "ask", answer "yes": "A" is not a key of a telephone (0–9, *, #).',
    ],
    [
      "an answer that nothing can give",
      graphOf({ ask: ask([{ ...yes, key: null, recognisers: [] }]) }),
      'Step "ask", answer "yes": it can be neither said nor pressed.',
    ],
    [
      "a name that reads as a variable",
      graphOf({ ask: ask([{ ...yes, name: "{{sig}}" }]) }),
      'Step "ask", answer "{{sig}}": braces in its name would be read as a variable.',
    ],
    ["a question without answers", graphOf({ ask: ask([]) }), 'Step "ask" asks, but knows no answer.'],
    [
      "one key for two answers",
      graphOf({ ask: ask([yes, { ...yes, name: "no", recognisers: ["yesNo.no"] }]) }),
      'Step "ask": answers "yes" and "no" share the key 1.',
    ],
    [
      "one dictionary for two answers",
      graphOf({ ask: ask([yes, { ...yes, name: "sure", key: "2" }]) }),
      'Step "ask": answers "yes" and "sure" share the dictionary Согласие.',
    ],
    [
      "a step that does not exist",
      graphOf({ thank: say("thank", { node: "bye" }) }),
      'Step "thank" leads to step "bye", which does not exist.',
    ],
    [
      "a start that does not exist",
      { ...sampleGraph, start: { node: "hello" } },
      'The dialog starts at step "hello", which does not exist.',
    ],
    [
      "a name that no variable can carry",
      graphOf({ спросить: say("спросить", { end: "yes" }) }),
      'Step "спросить": its name becomes a scenario variable and may hold Latin letters, digits, "_" and "-" only.',
    ],
    [
      "two names that become one variable",
      graphOf({ "a~i": say("a", { node: "a_x_i" }), a_x_i: say("a_x_i", { end: "yes" }) }),
      'Steps "a" and "a_x_i" need the same scenario variable. Rename one of them.',
    ],
  ])("names the step of %s", (_, graph, sentence) => {
    expect(problemsOf([graph])).toEqual([sentence]);
  });

  it.each<[string, DialogGraph, readonly string[]]>([
    [
      "a value and its read-back",
      graphOf({
        sum: ask([], { step: "sum", collect: collect({ node: "sum?" }) }),
        "sum?": ask([{ ...yes, next: { end: "yes" } }], { step: "sum", collect: collect({ node: "sum?" }) }),
      }),
      [
        'Step "sum" collects a value, but VoiceBox\'s dictionaries hear answers, not values. Ask a question with answers instead.',
        'Step "sum" reads a value back, but VoiceBox speaks only what is known at the launch. Leave readBack out.',
      ],
    ],
    [
      "an answer that is asked back",
      graphOf({
        ask: ask([{ ...yes, confirm: { node: "ask?yes" } }], { confirmBelow: 0.6 }),
        "ask?yes": ask([yes]),
      }),
      ['Step "ask" asks back what it is unsure of, but VoiceBox tells no confidence. Leave confirmBelow out.'],
    ],
    [
      "a language model that hears",
      graphOf({ ask: ask([yes], { model: "whether the client comes" }) }),
      ['Step "ask" has answers that a language model hears, but VoiceBox hears itself. Leave model out.'],
    ],
    [
      "barge-in that is decided",
      graphOf({
        hello: { ...say("hello", { node: "ask" }), bargeIn: true } as DialogNode,
        ask: ask([{ ...yes, next: { node: "bye" } }], { bargeIn: false }),
        bye: { ...say("bye", { end: "no" }), bargeIn: false } as DialogNode,
      }),
      [
        'Step "hello" lets the client cut its text short (bargeIn), for which VoiceBox documents no switch. Leave bargeIn out.',
        'Step "ask" decides whether the client may cut its text short (bargeIn), for which VoiceBox documents no switch. Leave bargeIn out.',
      ],
    ],
    [
      "commands and digressions, once, and without circles",
      graphOf({
        ask: ask([
          { ...yes, next: { node: "again" } },
          aside("command.repeat", "command", { node: "ask" }),
          aside("digression.price", "digression", { node: "ask+price" }),
        ]),
        "ask+price": say("ask", { node: "ask" }),
        again: ask([yes, aside("command.repeat", "command", { node: "again" })], { step: "again" }),
      }),
      [
        'Step "ask" and others take the command "repeat", which is valid anywhere in the call. A scenario that VoiceBox drives comes to each step once and cannot go back. Make it an answer of the steps that need it.',
        'Step "ask" and others take the digression "price", which is valid anywhere in the call. A scenario that VoiceBox drives comes to each step once and cannot go back. Answer it in a step of its own that an answer leads to.',
      ],
    ],
    [
      "everything that happens during the call, each step of it",
      graphOf({
        look: {
          kind: "act",
          step: "look",
          effect: "crm.readField",
          with: {},
          into: {},
          timeoutMs: 3000,
          filler: null,
          next: { node: "where" },
          failed: { node: "talk" },
          hungUp: "no",
        },
        where: { kind: "set", step: "where", values: {}, clear: [], next: { node: "where.hello" } },
        "where.hello": { ...say("where.hello", { node: "where!done" }), scope: "where" },
        "where!done": { kind: "set", step: "where!done", values: {}, clear: [], next: { node: "talk" } },
        talk: {
          kind: "converse",
          step: "talk",
          goal: "Find out",
          opening: null,
          fill: [],
          effects: [],
          answers: [],
          limits: { turns: 3, timeMs: 1000, cost: 1 },
          exits: { done: { node: "human" }, gaveUp: { end: "no" }, limit: { end: "no" }, failed: { end: "no" } },
          hungUp: "no",
          timeoutMs: 5000,
        },
        human: {
          kind: "transfer",
          step: "human",
          to: { queue: "sales" },
          whisper: null,
          transferred: "yes",
          failures: {
            busy: { end: "no" },
            noAnswer: { end: "no" },
            declined: { end: "no" },
            closed: { end: "no" },
            failed: { end: "no" },
          },
          hungUp: "no",
        },
      }),
      [
        'Step "look" performs "crm.readField" during the call, which a scenario cannot. Find out before the call what the dialog needs, and give it as input.',
        'Step "where" uses a sub-dialog, whose values are known during the call only. Write its steps into the robot itself.',
        'Step "talk" is led by a language model, which a scenario cannot be. Ask questions with answers instead.',
        'Step "human" hands the call over to a person, for which VoiceBox documents nothing. End with an outcome instead, and let a person call back.',
      ],
    ],
  ])("names the step of what it lacks: %s", (_, graph, sentences) => {
    expect(problemsOf([graph])).toEqual(expect.arrayContaining([...sentences]));
    expect(problemsOf([graph])).toHaveLength(sentences.length);
  });

  it("names the steps of a circle, and not those before and after it", () => {
    const graph = graphOf({
      hello: say("hello", { node: "ask" }),
      ask: ask([{ ...yes, next: { node: "back" } }], { noInput: { node: "bye" } }),
      back: say("back", { node: "ask" }),
      bye: say("bye", { end: "no" }),
    });
    expect(
      problemsOf([graph])
        ?.map((sentence) => /"(\w+)" can come again/.exec(sentence)?.[1])
        .sort(),
    ).toEqual(["ask", "back"]);
  });

  it("names the step that takes most of too many states", () => {
    const nodes = Object.fromEntries(
      Array.from({ length: 60 }, (_, index): [string, DialogNode] => {
        const next = index < 59 ? { node: `ask${"~i".repeat(index + 1)}` } : { end: "no" };
        return [`ask${"~i".repeat(index)}`, ask([yes], { noInput: next, noMatch: { node: "bye" } })];
      }),
    );
    const problems = problemsOf([graphOf({ ...nodes, bye: say("bye", { end: "no" }) })]);
    expect(problems).toEqual([
      'The dialog needs 310 scenario states of at most 300; step "ask" alone takes 300. Repeat questions less often or split the robot.',
    ]);
  });

  it("takes dictionaries from the settings beside the known ones", () => {
    const graph = graphOf({ ask: ask([{ ...yes, recognisers: ["yesNo.yes", "city.name"] }]) });
    expect(problemsOf([graph], { dictionaries: { "city.name": { name: "Города", id: "9" } } })).toEqual([]);
  });

  it("says a problem of several shapes once, and all problems together when publishing, before anything is asked", async () => {
    const broken = graphOf({ ask: ask([{ ...yes, key: "A", recognisers: ["city.name"] }]) });
    expect(problemsOf([broken, { ...broken, shape: "vip" }])).toHaveLength(2);
    const cabinet = fakeCabinet();
    const { voice } = voicebox({ ...sampleSettings, http: cabinet }).connect(fakeHost());
    await expect(voice?.publish("shop-1", [broken])).rejects.toMatchObject({
      code: "VOICE_CANNOT_COMPILE",
      details: {
        robot: "visit-reminder",
        problems: [expect.stringContaining("city.name"), expect.stringContaining('"A"')],
      },
    });
    expect(cabinet.requests).toEqual([]);
  });
});
