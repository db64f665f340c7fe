import { defineRecogniser, defineRobot } from "@callwright/core";
import { yesNo } from "@callwright/core/phrases";
import { z } from "zod";
import { licencePlate } from "./licence-plate.ts";

/** A meaning of one's own: the client is angry. */
const angry = defineRecogniser({
  name: "angry",
  locales: ["ru"],
  match: (utterance) => (/безобрази|сколько можно|жалоб/i.test(utterance) ? 0.9 : undefined),
});

export const parking = defineRobot({
  id: "parking",
  version: 1,
  direction: "inbound",
  locale: "ru",
  input: z.object({}),
  slots: { plate: z.string() },
  texts: {
    hello: "Парковка «Центр». Продлить стоянку?",
    plate: "Назовите номер машины: букву, три цифры и две буквы.",
    again: "Повторите, пожалуйста, номер.",
    done: "Стоянка для {plate} продлена.",
    human: "Соединяю с оператором.",
  },
  outcomes: { extended: { title: "Продлено" }, operator: { title: "Оператор" }, nothing: { title: "Ничего" } },
  start: "ask",
  steps: {
    ask: {
      ask: "hello",
      answers: {
        yes: { hear: yesNo.yes, key: "1", next: "plate" },
        no: { hear: yesNo.no, key: "2", next: { end: "nothing" } },
        angry: { hear: angry, next: "human" },
      },
      exhausted: { end: "nothing" },
    },
    plate: {
      collect: "plate",
      text: "plate",
      hear: licencePlate,
      readBack: true,
      noMatch: ["again", "again"],
      exhausted: "human",
      next: "done",
    },
    done: { say: "done", next: { end: "extended" } },
    human: { say: "human", next: { end: "operator" } },
  },
  unreached: "nothing",
  hungUp: "nothing",
});
