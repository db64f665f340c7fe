import { defineRobot } from "@callwright/core";
import { yesNo } from "@callwright/core/phrases";
import { z } from "zod";
import { calendarEffects, type Calendar } from "./free-slots.ts";

export const clinicRobot = (calendar: Calendar) =>
  defineRobot({
    id: "clinic",
    version: 1,
    direction: "outbound",
    locale: "ru",
    input: z.object({ name: z.string() }),
    slots: { day: z.iso.date(), free: z.boolean(), number: z.string() },
    effects: calendarEffects(calendar),
    texts: {
      ask: "Здравствуйте, {name}! На какой день вас записать?",
      again: "Назовите, пожалуйста, день.",
      wait: "Минуту, смотрю расписание.",
      taken: "К сожалению, {day:date} всё занято. Другой день?",
      booked: "Записал вас на {day:date}, номер {number:digits}. До встречи!",
      manager: "Вам перезвонит администратор.",
    },
    outcomes: {
      booked: { title: "Записан", data: z.object({ day: z.string(), number: z.string() }) },
      manager: { title: "Нужен администратор" },
    },
    conditions: { free: ({ slots }) => slots.free === true },
    start: "day",
    steps: {
      day: { collect: "day", text: "ask", noMatch: ["again"], exhausted: "manager", next: "look" },
      look: {
        act: "calendar.isFree",
        with: { day: "{day}" },
        into: { free: "free" },
        filler: "wait",
        next: "choose",
        failed: "manager",
      },
      choose: { branch: [{ if: "free", next: "book" }, { next: "other" }] },
      other: {
        ask: "taken",
        answers: { yes: { hear: yesNo.yes, key: "1", next: "day" }, no: { hear: yesNo.no, key: "2", next: "manager" } },
        exhausted: "manager",
      },
      book: {
        act: "calendar.book",
        with: { day: "{day}" },
        into: { number: "number" },
        next: "booked",
        failed: "manager",
      },
      booked: { say: "booked", next: { end: "booked", data: { day: "{day}", number: "{number}" } } },
      manager: { say: "manager", next: { end: "manager" } },
    },
    unreached: "manager",
    hungUp: "manager",
  });
