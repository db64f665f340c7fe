import { defineRobot } from "@callwright/core";
import { yesNo } from "@callwright/core/phrases";
import { z } from "zod";

export const serviceBooking = defineRobot({
  id: "service-booking",
  version: 1,
  direction: "outbound",
  locales: ["pl", "uk"],
  input: z.object({ name: z.string(), vip: z.boolean() }),
  slots: { day: z.iso.date(), distance: z.number() },
  texts: {
    offer: {
      pl: "Dzień dobry, {name}! Zbliża się przegląd samochodu. Umówić wizytę?",
      uk: "Вітаємо, {name}! Наближається техогляд авто. Записати вас?",
    },
    day: { pl: "Na jaki dzień?", uk: "На який день?" },
    distance: { pl: "Ile kilometrów przejechał samochód?", uk: "Який пробіг автомобіля?" },
    again: { pl: "Przepraszam, nie zrozumiałem.", uk: "Вибачте, не зрозумів." },
    isDay: { pl: "{day:date}, zgadza się?", uk: "{day:date}, правильно?" },
    booked: { pl: "Do zobaczenia {day:date}.", uk: "Чекаємо вас {day:date}." },
    long: { pl: "Przy takim przebiegu potrzebny jest dłuższy termin.", uk: "За такого пробігу потрібно більше часу." },
    bye: { pl: "Dobrze, do widzenia.", uk: "Гаразд, до побачення." },
  },
  outcomes: {
    booked: { title: "Umówiony", data: z.object({ day: z.string(), distance: z.number() }) },
    manager: { title: "Dłuższy termin" },
    refused: { title: "Nie chce" },
    unclear: { title: "Nie wiadomo" },
  },
  conditions: { long: ({ input, slots }) => !input.vip && (slots.distance ?? 0) > 200_000 },
  start: "offer",
  steps: {
    offer: {
      ask: "offer",
      answers: { yes: { hear: yesNo.yes, key: "1", next: "day" }, no: { hear: yesNo.no, key: "2", next: "bye" } },
      noMatch: ["again"],
      exhausted: { end: "unclear" },
    },
    day: {
      collect: "day",
      text: "day",
      readBack: "isDay",
      noMatch: ["again"],
      exhausted: { end: "unclear" },
      next: "distance",
    },
    distance: {
      collect: "distance",
      text: "distance",
      noMatch: ["again"],
      exhausted: { end: "unclear" },
      next: "size",
    },
    size: { branch: [{ if: "long", next: "long" }, { next: "booked" }] },
    long: { say: "long", next: { end: "manager" } },
    booked: { say: "booked", next: { end: "booked", data: { day: "{day}", distance: "{distance}" } } },
    bye: { say: "bye", hungUp: "refused", next: { end: "refused" } },
  },
  unreached: "unclear",
  hungUp: "unclear",
});
