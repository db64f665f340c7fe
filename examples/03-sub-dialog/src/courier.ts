import { defineRobot } from "@callwright/core";
import { z } from "zod";
import { askAddress } from "./ask-address.ts";

export const courier = defineRobot({
  id: "courier",
  version: 1,
  direction: "outbound",
  locale: "uk",
  input: z.object({ city: z.string() }),
  slots: { from: z.string(), to: z.string(), house: z.string() },
  texts: {
    hello: "Вітаємо! Це служба доставки. Звідки забрати посилку?",
    target: "А тепер — куди її доставити?",
    sum: "Забираємо з вулиці {from}, веземо на вулицю {to}, {house}. Дякуємо!",
    sorry: "Гаразд, вам зателефонує диспетчер.",
  },
  outcomes: {
    ordered: { title: "Замовлено", data: z.object({ from: z.string(), to: z.string() }) },
    dispatcher: { title: "Потрібен диспетчер" },
  },
  start: "hello",
  steps: {
    hello: { say: "hello", next: "pickUp" },
    pickUp: {
      use: askAddress,
      with: { city: "{city}" },
      into: { from: "street" },
      exits: { done: "target", gaveUp: "sorry" },
    },
    target: { say: "target", next: "deliver" },
    deliver: {
      use: askAddress,
      with: { city: "{city}" },
      into: { to: "street", house: "house" },
      exits: { done: "sum", gaveUp: "sorry" },
    },
    sum: { say: "sum", next: { end: "ordered", data: { from: "{from}", to: "{to}" } } },
    sorry: { say: "sorry", next: { end: "dispatcher" } },
  },
  unreached: "dispatcher",
  hungUp: "dispatcher",
});
