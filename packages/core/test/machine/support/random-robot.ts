import type { AnswerDocument, NextDocument, RobotDocument, StepDocument } from "../../../src/define/document.ts";
import type { RobotFunctions } from "../../../src/define/robot-definition.ts";
import { askAddress, richFunctions, richRobot } from "./rich-robots.ts";

/** A random robot of all kinds of steps. It may go in circles, but every circle waits for something. */
export function randomRobot(choices: readonly number[]): RobotDocument {
  const next = tape(choices);
  const names = Array.from({ length: 1 + next(7) }, (_, index) => `s${index}`);
  const kinds = names.map(() => makers[next(makers.length)] as Maker);
  const outcomes = Object.keys(richRobot.outcomes);
  const target = (): NextDocument => {
    if (next(4) > 0) return names[next(names.length)] as string;
    const end = outcomes[next(outcomes.length)] as string;
    return next(2) === 0
      ? { end }
      : { end, data: { amount: "{amount}", note: "{name} {amount:money}", list: ["{kind}"] } };
  };
  // A branch leads to no other branch, so that no circle consists of branches alone.
  const waiting = (): NextDocument => {
    const to = target();
    return typeof to === "string" && kinds[names.indexOf(to)] === branch ? { end: "unclear" } : to;
  };
  const steps = names.map((name, index) => [name, (kinds[index] as Maker)(next, target, waiting)] as const);
  return {
    ...richRobot,
    id: "random",
    start: "s0",
    steps: Object.fromEntries(steps),
    ...(next(2) === 0 ? { commands: { repeat: true, operator: target(), stop: target() } } : { commands: {} }),
    ...(next(2) === 0 ? {} : { digressions: {} }),
  };
}

/** The code that random robots name. */
export const randomFunctions: Partial<RobotFunctions> = richFunctions;

type Next = (below: number) => number;
type Maker = (next: Next, target: () => NextDocument, waiting: () => NextDocument) => StepDocument;

function tape(choices: readonly number[]): Next {
  let at = 0;
  return (below) => (choices[at++ % choices.length] ?? 0) % below;
}

const maybe = <Value extends object>(next: Next, value: Value): Partial<Value> => (next(2) === 0 ? value : {});

const repetitions = (next: Next) => ({
  noInput: Array.from({ length: next(3) }, () => "again"),
  noMatch: Array.from({ length: next(3) }, () => "pardon"),
  timeoutMs: 5000,
  ...maybe(next, { hungUp: "lost" }),
  ...maybe(next, { bargeIn: false }),
});

const say: Maker = (next, target) => ({ say: "intro", next: target(), ...maybe(next, { hungUp: "lost" }) });

const ask: Maker = (next, target) => {
  const answer = (key: string): AnswerDocument => ({ hear: [`own.${key}`], key, next: target() });
  return {
    ask: "agree",
    answers: { yes: answer("1"), no: { ...answer("2"), ...maybe(next, { confirm: "sure" }) } },
    exhausted: target(),
    ...repetitions(next),
    ...(next(2) === 0 ? { confirmBelow: 0.6, confirm: "sure" } : {}),
  };
};

const collect: Maker = (next, target) => ({
  collect: "amount",
  text: "howMuch",
  as: "money",
  exhausted: target(),
  next: target(),
  ...repetitions(next),
  ...(next(2) === 0 ? { readBack: "sum.readBack", ...maybe(next, { confirmBelow: 0.6 }) } : {}),
});

const choose: Maker = (next, target) => ({
  collect: "kind",
  text: "whichKind",
  as: "choice",
  choices: { new: { hear: ["own.new"], key: "1" }, old: { hear: ["own.old"] } },
  exhausted: target(),
  next: target(),
  ...repetitions(next),
});

const branch: Maker = (_next, _target, waiting) => ({
  branch: [{ if: "large", next: waiting() }, { next: waiting() }],
});

const act: Maker = (next, target) => ({
  act: next(2) === 0 ? "crm.readField" : "visits.book",
  with: { field: "STAGE_ID", at: "{name} {amount}" },
  ...[{ into: "stage" }, { into: { visit: "id", free: "free" } }, {}][next(3)],
  timeoutMs: 3000,
  ...maybe(next, { filler: "moment" }),
  next: target(),
  failed: target(),
  ...maybe(next, { hungUp: "lost" }),
});

const transfer: Maker = (next, target) => ({
  transfer: { queue: "sales" },
  ...maybe(next, { whisper: "summary" }),
  busy: target(),
  noAnswer: target(),
  failed: target(),
  ...maybe(next, { closed: target() }),
});

const use: Maker = (_next, target) => ({
  use: askAddress.id,
  with: { city: "{name}" },
  into: { street: "street" },
  exits: { done: target(), gaveUp: target() },
});

const converse: Maker = (next, target) => ({
  converse: "Узнай сумму у {name}.",
  ...maybe(next, { opening: "help" }),
  fill: ["amount", "kind"],
  effects: ["visits.book", "crm.readField"],
  limits: { turns: 1 + next(4), timeMs: 60_000, cost: 1 },
  exits: { done: target(), gaveUp: target(), limit: target(), failed: target() },
  ...maybe(next, { hungUp: "lost" }),
});

const makers: readonly Maker[] = [say, ask, collect, choose, branch, act, transfer, use, converse];
