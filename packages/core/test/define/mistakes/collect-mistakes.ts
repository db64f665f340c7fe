// Every line with a comment below holds one mistake; `expected.txt` tells them.
import { z } from "zod";
import { defineRobot } from "../../../src/define/index.ts";
import { no, plate, yes } from "../sample-parts.ts";

export const collect = defineRobot({
  id: "wrong-collect",
  version: 1,
  direction: "outbound",
  locale: "ru",
  input: z.object({ name: z.string() }),
  slots: {
    amount: z.number(),
    stage: z.string(),
    when: z.iso.date(),
    kind: z.enum(["new", "old"]),
    agreed: z.boolean(),
    call: z.e164(),
  },
  texts: { ask: "Сколько?", back: "Верно, {amount}?", other: "Верно, {stage}?" },
  outcomes: { done: { title: "Готово" } },
  start: "s1",
  steps: {
    s1: { collect: "amout", text: "ask", exhausted: "s2", next: "s2" }, // unknown slot
    s2: { collect: "amount", text: "aks", exhausted: "s3", next: "s3" }, // unknown text
    s3: { collect: "amount", text: "ask", exhausted: "s44", next: "s4" }, // unknown step in exhausted
    s4: { collect: "amount", text: "ask", as: "monye", exhausted: "s5", next: "s5" }, // no kind of value
    s5: { collect: "amount", text: "ask", as: "name", exhausted: "s6", next: "s6" }, // a number slot for names
    s6: { collect: "stage", text: "ask", as: "money", exhausted: "s7", next: "s7" }, // a string slot for money
    s7: { collect: "when", text: "ask", as: "phone", exhausted: "s8", next: "s8" }, // a date for phone numbers
    s8: { collect: "kind", text: "ask", exhausted: "s9", next: "s9" }, // values, but no choices
    s9: { collect: "agreed", text: "ask", exhausted: "s10", next: "s10" }, // heard how?
    s10: {
      collect: "kind",
      text: "ask",
      choices: { new: { hear: yes } }, // a value is forgotten
      exhausted: "s11",
      next: "s11",
    },
    s11: {
      collect: "kind",
      text: "ask",
      choices: {
        new: { hear: yes },
        old: { key: "x" }, // no key of a telephone
        odd: { hear: no }, // no value of the slot
      },
      exhausted: "s12",
      next: "s12",
    },
    s12: {
      collect: "kind",
      text: "ask",
      choices: {
        new: { haer: yes }, // can never be made
        old: { hear: no, next: "s13" }, // unknown key in a choice
      },
      exhausted: "s13",
      next: "s13",
    },
    s13: { collect: "amount", text: "ask", choices: { new: { hear: yes } }, exhausted: "s14", next: "s14" }, // no values to choose from
    s14: { collect: "amount", text: "ask", hear: plate, exhausted: "s15", next: "s15" }, // hears strings
    s15: { collect: "stage", text: "ask", hear: yes, exhausted: "s16", next: "s16" }, // hears a meaning
    s16: { collect: "stage", text: "ask", as: "text", hear: plate, exhausted: "s17", next: "s17" }, // one of the two
    s17: { collect: "stage", text: "ask", as: "own", exhausted: "s18", next: "s18" }, // nothing to hear with
    s18: { collect: "kind", text: "ask", as: "choice", exhausted: "s19", next: "s19" }, // no choices
    s19: { collect: "amount", text: "ask", readBack: "other", exhausted: "s20", next: "s20" }, // speaks another slot
    s20: { collect: "amount", text: "ask", readBack: "bcak", exhausted: "s21", next: "s21" }, // unknown text
    s21: { collect: "amount", text: "ask", readBack: false, exhausted: "s22", next: "s22" }, // neither true nor a text
    s22: { collect: "amount", text: "ask", confirmBelow: 0.8, exhausted: "s23", next: "s23" }, // nothing is read back
    s23: { collect: "amount", text: "ask", confirmBelow: "0.8", exhausted: "s24", next: "s24" }, // no number
    s24: { collect: "amount", exhausted: "s25", next: "s25" }, // no text
    s25: { collect: "amount", text: "ask", next: "s26" }, // no exhausted
    s26: { collect: "amount", text: "ask", exhausted: "s27" }, // no next
    s27: { collect: "amount", text: "ask", answers: {}, exhausted: "s28", next: "s28" }, // a key of another kind
    s28: { collect: "call", text: "ask", as: "digits", exhausted: "s29", next: "s29" }, // a phone number as digits
    s29: {
      collect: "agreed",
      text: "ask",
      hear: plate, // strings for a boolean
      readBack: true,
      exhausted: "s30",
      next: "s30",
    },
    s30: {
      ask: "ask",
      answers: { yes: { hear: yes, next: "s31", confirm: "bakc" }, no: { key: "2", next: "s31" } }, // unknown text in confirm
      confirm: "back",
      exhausted: "s31",
    },
    s31: {
      ask: "ask",
      answers: { yes: { hear: yes, next: { end: "done" } } },
      confirmBelow: 0.7, // no text that asks back
      bargeIn: "yes", // neither true nor false
      model: true, // no words
      exhausted: { end: "done" },
    },
  },
  unreached: "done",
  hungUp: "done",
});
