import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import {
  defineRobot,
  flattenDialogs,
  flattenDocument,
  scopeFacts,
  type RobotDefinition,
} from "../../src/define/index.ts";
import { waysOf } from "../../src/define/step-ways.ts";
import { visitReminder } from "./good-robots.ts";
import { plainRobot } from "./plain-robot.ts";
import { smallRobot } from "./support/random-robots.ts";
import { askAddress, plainDialog, wholeRobot } from "./support/whole-robot.ts";

const whole = defineRobot(wholeRobot() as never) as RobotDefinition;

describe("flattenDialogs", () => {
  const { document, functions } = flattenDialogs(whole);

  it("leaves a robot without dialogs as it is", () => {
    const { scopes, ...flat } = flattenDocument(visitReminder.document);
    expect(flat).toEqual(visitReminder.document);
    expect(scopes).toEqual({});
  });

  it("gives the same document for the same document", () => {
    expect(flattenDocument(whole.document)).toBe(document);
    expect(functions).toBe(whole.functions);
  });

  it("enters a dialog by emptying its slots and putting what it is given into them", () => {
    expect(document.steps["where"]).toEqual({
      set: { "where.city": "{city}", "where.flat": false },
      clear: ["where.city", "where.street", "where.house"],
      next: "where.street",
    });
  });

  it("leaves a dialog by copying slots, then leads where the exit does", () => {
    const set = { street: "{where.street}" };
    expect(document.steps["where!done"]).toEqual({ set, clear: [], next: "thank" });
    expect(document.steps["where!gaveUp"]).toEqual({
      set,
      clear: [],
      next: { end: "booked", data: { at: "{when}", by: "{note}" } },
    });
  });

  it("renames steps, slots, texts, conditions and variables of the dialog", () => {
    expect(document.steps["where.size"]).toEqual({
      branch: [{ if: "ask-address.short", next: "where.house" }, { next: "where!gaveUp" }],
      scope: "where",
    });
    expect(document.steps["where.house"]).toMatchObject({
      collect: "where.house",
      text: "where.house",
      readBack: "where.house.readBack",
      exhausted: "where!gaveUp",
      next: "where!done",
      scope: "where",
    });
    expect(document.texts["where.house"]).toEqual({
      ru: "Номер дома на {where.street}?",
      uk: "Номер дома на {where.street}?",
    });
    expect(document.texts["where.house.readBack"]?.["uk"]).toBe("Записую: {where.house}. Усе правильно?");
    expect(document.slots).toMatchObject({ "where.city": { type: "string" }, "where.house": { type: "string" } });
    expect(functions.conditions["ask-address.short"]).toBe(askAddress.functions.conditions["short"]);
    expect("dialogs" in document).toBe(false);
  });

  it("lets conditions of a dialog see its input and slots alone", () => {
    const facts = { input: { name: "Анна" }, slots: { amount: 5, "where.city": "Київ", "where.house": "7" } };
    expect(scopeFacts(document, "where", facts)).toEqual({
      input: { city: "Київ", flat: undefined },
      slots: { street: undefined, house: "7" },
    });
    expect(scopeFacts(document, undefined, facts)).toEqual({ input: { name: "Анна" }, slots: { amount: 5 } });
  });

  it("goes into dialogs of dialogs, each scope on its own", () => {
    const outer = plainDialog({
      id: "outer",
      locale: "ru",
      input: z.object({ town: z.string() }),
      slots: { house: z.string(), street: z.string() },
      texts: {},
      exits: ["over"],
      start: "inner",
      steps: {
        inner: {
          use: askAddress,
          with: { city: "{town}, {town}" },
          into: { street: "street" },
          exits: { done: "once", gaveUp: { exit: "over" } },
        },
        once: {
          use: askAddress,
          with: { city: "{street}" },
          into: { house: "house" },
          exits: { done: { exit: "over" }, gaveUp: { exit: "over" } },
        },
      },
    });
    const robot = robotWith({ use: outer, with: { town: "Рига" }, exits: { over: { end: "yes" } } });
    const { steps, texts, slots, scopes } = flattenDocument(robot.document);
    expect(Object.keys(scopes)).toEqual(["where", "where.inner", "where.once"]);
    expect(steps["where.inner"]).toMatchObject({
      set: { "where.inner.city": "{where.town}, {where.town}" },
      next: "where.inner.street",
      scope: "where",
    });
    expect(steps["where.inner.street"]).toMatchObject({ scope: "where.inner", exhausted: "where.inner!gaveUp" });
    expect(steps["where.inner!gaveUp"]).toMatchObject({ next: "where!over", scope: "where" });
    expect(steps["where.once!done"]).toMatchObject({ set: { "where.house": "{where.once.house}" } });
    expect(steps["where!over"]).toEqual({ set: {}, clear: [], next: { end: "yes" } });
    expect(texts["where.inner.street"]?.["ru"]).toBe("Какая улица в городе {where.inner.city}?");
    expect(Object.keys(slots ?? {})).toEqual(expect.arrayContaining(["where.town", "where.once.house"]));
    expect(robot.functions.conditions).toHaveProperty(["ask-address.short"]);
    expect(Object.keys(robot.document.dialogs ?? {})).toEqual(["outer"]);
  });

  it("leads to every step that the robot and its dialogs lead to, and nowhere else", () => {
    fc.assert(
      fc.property(smallRobot(), (source) => {
        const robot = defineRobot(source as never) as RobotDefinition;
        const flat = flattenDocument(robot.document);
        const reached = new Set([flat.start]);
        for (const name of reached) {
          const step = flat.steps[name];
          expect(step).toBeDefined();
          for (const { next } of step ? waysOf(step) : []) if (typeof next === "string") reached.add(next);
        }
        expect([...reached].sort()).toEqual(Object.keys(flat.steps).sort());
      }),
    );
  });
});

/** The plain robot with one step that uses a dialog in place of its last one. */
function robotWith(use: Readonly<Record<string, unknown>>): RobotDefinition {
  const robot = plainRobot();
  const { bye: _, ...steps } = robot.steps;
  const fork = { branch: [{ if: "vip", next: "where" }, { if: "early", next: "where" }, { next: { end: "yes" } }] };
  const texts = { hello: "Здравствуйте, {name}!", again: robot.texts.again };
  return defineRobot({ ...robot, locales: ["ru"], texts, steps: { ...steps, fork, where: use } } as never);
}
