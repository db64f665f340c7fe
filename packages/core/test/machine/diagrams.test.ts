import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createActor, createMachine, type AnyStateMachine } from "xstate";
import { getShortestPaths } from "xstate/graph";
import type { RobotDocument } from "../../src/define/document.ts";
import { toMermaid, toXStateConfig, unrollRobot } from "../../src/machine/index.ts";
import type { DialogNode, DialogTarget } from "../../src/ports/index.ts";
import { randomRobot } from "./support/random-robot.ts";
import { askAddress, richRobot } from "./support/rich-robots.ts";
import { branching, visitReminder } from "./support/robots.ts";

const chart = (document: RobotDocument): AnyStateMachine =>
  createMachine(toXStateConfig({ document }) as unknown as Parameters<typeof createMachine>[0]);

/** Every outcome that a walk over the chart can end with. */
function chartOutcomes(document: RobotDocument): readonly string[] {
  const machine = chart(document);
  const events = machine.events.map((type: string) => ({ type }));
  const ends = getShortestPaths(machine, { events })
    .map(({ state }) => state.value as unknown)
    .filter((value): value is string => typeof value === "string" && value.startsWith("end:"));
  return [...new Set(ends.map((value) => value.slice("end:".length)))].sort();
}

/** Every outcome that the unrolled dialog can end with. */
function graphOutcomes(document: RobotDocument): readonly string[] {
  const { start, nodes } = unrollRobot(document, { locale: "ru", keepBranches: true });
  const targets = [start, ...Object.values(nodes).flatMap(leadsTo)];
  const ends = targets.flatMap((target) => ("end" in target ? [target.end] : []));
  return [...new Set([...ends, ...Object.values(document.unreached)])].sort();
}

function leadsTo(node: DialogNode): readonly DialogTarget[] {
  const hungUp = "hungUp" in node ? [{ end: node.hungUp }] : [];
  switch (node.kind) {
    case "say":
    case "set":
      return [node.next, ...hungUp];
    case "ask":
      return [
        ...node.answers.map(({ next }) => next),
        ...(node.collect ? [node.collect.next] : []),
        node.noInput,
        node.noMatch,
        ...hungUp,
      ];
    case "branch":
      return node.ways.map(({ next }) => next);
    case "act":
      return [node.next, node.failed, ...hungUp];
    case "transfer":
      return [{ end: node.transferred }, ...Object.values(node.failures), ...hungUp];
    case "converse":
      return [...Object.values(node.exits), ...node.answers.map(({ next }) => next), ...hungUp];
  }
}

describe("toXStateConfig", () => {
  it("is JSON that XState runs, with what each step says", () => {
    const config = toXStateConfig({ document: visitReminder });
    expect(JSON.parse(JSON.stringify(config))).toEqual(config);
    expect(config.states["talking"]?.states?.["ask"]).toEqual({
      description: "{name}, вы придёте в {time}?",
      on: {
        "answer:yes": "#visit-reminder.talking.thank",
        "answer:no": "#visit-reminder.talking.promise",
        exhausted: "#visit-reminder.end:unclear",
      },
    });
    const actor = createActor(chart(visitReminder)).start();
    for (const type of ["answered", "answer:yes", "said"]) actor.send({ type });
    expect(actor.getSnapshot()).toMatchObject({ status: "done", value: "end:yes" });
  });

  it("walks through a sub-dialog and out of it by its exits", () => {
    const actor = createActor(chart({ ...richRobot, start: "where" })).start();
    actor.send({ type: "answered" });
    expect(actor.getSnapshot().value).toEqual({ talking: { where: "ask" } });
    for (const type of ["value", "way:1", "said"]) actor.send({ type });
    expect(actor.getSnapshot().value).toEqual({ talking: "book" });
    for (const type of ["failed", "gaveUp", "connected"]) actor.send({ type });
    expect(actor.getSnapshot().value).toBe("end:handedOver");
  });

  it("opens sub-dialogs within sub-dialogs, also as their first step", () => {
    const outer = {
      ...askAddress,
      id: "outer",
      start: "inner",
      conditions: [],
      dialogs: { "ask-address": askAddress },
      steps: {
        inner: {
          use: "ask-address",
          with: { city: "{city}" },
          into: {},
          exits: { done: "thank", gaveUp: { exit: "gaveUp" } },
        },
        thank: askAddress.steps["thank"] as never,
      },
    };
    const steps = { ...richRobot.steps, where: { ...richRobot.steps["where"], use: "outer" } as never };
    const document = { ...richRobot, start: "where", dialogs: { outer }, steps };
    const actor = createActor(chart(document)).start();
    actor.send({ type: "answered" });
    expect(actor.getSnapshot().value).toEqual({ talking: { where: { inner: "ask" } } });
    expect(chartOutcomes(document)).toEqual(graphOutcomes(document));
    expect(toMermaid({ document })).toContain(
      '  subgraph dialog_where["where: outer"]\n    subgraph dialog_where_2e_inner["inner: ask-address"]',
    );
  });

  it("can end with the same outcomes as the unrolled dialog", () => {
    for (const document of [visitReminder, branching, richRobot]) {
      expect(chartOutcomes(document)).toEqual(graphOutcomes(document));
    }
    fc.assert(
      fc.property(fc.array(fc.nat(100_000), { minLength: 60, maxLength: 60 }), (choices) => {
        const document = randomRobot(choices);
        expect(chartOutcomes(document)).toEqual(expect.arrayContaining([...graphOutcomes(document)]) as string[]);
      }),
      { numRuns: 60 },
    );
  });
});

describe("toMermaid", () => {
  const lines = (document: RobotDocument) =>
    toMermaid({ document })
      .split("\n")
      .map((line) => line.trim());

  it("draws a robot", () => {
    expect(toMermaid({ document: visitReminder })).toBe(`flowchart TD
  call(["visit-reminder"])
  step_ask["ask: {name}, вы придёте в {time}?"]
  step_thank["thank: Ждём вас!"]
  step_promise["promise: Вам перезвонят."]
  outcome_yes(["yes: ДА"])
  outcome_no(["no: НЕТ"])
  outcome_noAnswer(["noAnswer: —"])
  outcome_unclear(["unclear: ?"])
  outcome_busy(["busy: занято"])
  call --> step_ask
  call -.->|"not connected"| outcome_noAnswer
  call -.->|"not connected: busy"| outcome_busy
  step_ask -->|"yes"| step_thank
  step_ask -->|"no"| step_promise
  step_ask -->|"exhausted"| outcome_unclear
  step_thank --> outcome_yes
  step_thank -.->|"hung up"| outcome_yes
  step_promise --> outcome_no
  step_promise -.->|"hung up"| outcome_no
  anywhere{{"any step"}}
  anywhere -.->|"hung up"| outcome_unclear
`);
  });

  it("draws every kind of step, sub-dialogs as subgraphs", () => {
    const drawn = lines(richRobot);
    expect(drawn).toEqual(
      expect.arrayContaining([
        'step_look["look: crm.readField"]',
        'step_size{"size"}',
        'subgraph dialog_where["where: ask-address"]',
        'step_where_2e_ask["ask: Улица в {city}?"]'.replace("{city}", "{where.city}"),
        'step_size -->|"large"| step_where_2e_ask',
        'step_size -->|"else"| step_book',
        'step_where_2e_thank -->|"(done)"| step_book',
        'step_human["human: queue sales"]',
        'step_human -->|"connected"| outcome_handedOver',
        'anywhere -.->|"stop"| outcome_optedOut',
        "anywhere -.-> digression_price",
        'digression_price["price: Бесплатно"]',
      ]) as string[],
    );
    expect(drawn.filter((line) => line === "end")).toHaveLength(1);
  });

  it("draws each step and each outcome once, and lines between what it drew, whatever they are called", () => {
    const wild = fc.string({ unit: "binary", minLength: 1, maxLength: 6 }).filter((name) => !/[.!]/.test(name));
    fc.assert(
      fc.property(wild, wild, (name, words) => {
        const { ask, thank } = visitReminder.steps;
        const document = {
          ...visitReminder,
          steps: {
            [`a${name}`]: { ...ask, exhausted: `a_${name}` } as never,
            [`a_${name}`]: thank as never,
            ...visitReminder.steps,
          },
          texts: { ...visitReminder.texts, question: { ru: words }, seeYou: { ru: '"`#<b>&' } },
        };
        const drawn = lines(document);
        const ids = drawn.flatMap((line) => /^((?:step|outcome)_\w+)[[({]/.exec(line)?.[1] ?? []);
        expect(new Set(ids).size).toBe(Object.keys(document.steps).length + 5);
        for (const line of drawn) {
          const arrow = /^(\w+) -\.?->(?:\|"[^"|]*"\|)? (\w+)$/.exec(line);
          if (arrow)
            expect([...ids, "call", "anywhere"]).toEqual(expect.arrayContaining([arrow[1], arrow[2]]) as string[]);
          expect(line).toMatch(
            /^(flowchart TD|end|\w+ -\.?->(\|"[^"]*"\|)? \w+|(subgraph )?\w+(\[|\(\[|\{|\{\{)"[^"`<>\\]*"(\]|\]\)|\}|\}\})|)$/,
          );
        }
      }),
    );
  });
});
