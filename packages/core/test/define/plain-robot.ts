import { yesNo } from "@callwright/core/phrases";
import { z } from "zod";

/** A robot as plain JavaScript would give it: right, but unknown to the compiler. */
export function plainRobot() {
  return {
    id: "plain",
    version: 1,
    direction: "outbound",
    locales: ["ru", "uk"],
    input: z.object({ name: z.string(), vip: z.boolean(), note: z.string().optional() }),
    texts: {
      hello: { ru: "Здравствуйте, {name}!", uk: "Вітаємо, {name}!" },
      again: "…",
      bye: "До свидания!",
    },
    outcomes: { yes: { title: "Да" }, no: { title: "Нет" }, lost: { title: "Неясно" } },
    conditions: { early: () => true },
    inputConditions: { vip: () => true },
    start: "ask",
    steps: {
      ask: {
        ask: "hello",
        answers: { yes: { hear: yesNo.yes, key: "1", next: "fork" }, no: { hear: yesNo.no, next: { end: "no" } } },
        noInput: ["again"],
        exhausted: { end: "lost" },
      },
      fork: { branch: [{ if: "vip", next: "bye" }, { if: "early", next: "bye" }, { next: { end: "yes" } }] },
      bye: { say: "bye", hungUp: "yes", next: { end: "yes" } },
    },
    unreached: "lost",
    hungUp: "lost",
  };
}
