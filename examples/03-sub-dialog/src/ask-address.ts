import { defineDialog } from "@callwright/core";
import { z } from "zod";

/** Asks for street and house. Any robot can use it. */
export const askAddress = defineDialog({
  id: "ask-address",
  locale: "uk",
  input: z.object({ city: z.string() }),
  slots: { street: z.string(), house: z.string() },
  texts: {
    street: "Яка вулиця у місті {city}?",
    house: "Який номер будинку на вулиці {street}?",
    again: "Вибачте, не розчув.",
  },
  exits: ["done", "gaveUp"],
  start: "street",
  steps: {
    street: {
      collect: "street",
      text: "street",
      noInput: ["again"],
      exhausted: { exit: "gaveUp" },
      next: "house",
    },
    house: {
      collect: "house",
      text: "house",
      as: "digits",
      noInput: ["again"],
      noMatch: ["again"],
      exhausted: { exit: "gaveUp" },
      next: { exit: "done" },
    },
  },
});
