// Every line with a comment below holds one mistake; `expected.txt` tells them.
import { z } from "zod";
import { defineRobot } from "../../../src/define/index.ts";

export const formats = defineRobot({
  id: "wrong-formats",
  version: 1,
  direction: "outbound",
  locales: ["ru", "en"],
  input: z.object({ name: z.string(), visits: z.number(), vip: z.boolean() }),
  slots: { amount: z.number(), when: z.iso.datetime(), note: z.string().nullable() },
  texts: {
    good: "{name}, {when:dateTime}, {when:time}, {amount:money(EUR)}, {visits:number}, {visits:digits}, {name:digits}, {vip}",
    t1: "Через {visits:munites}", // unknown format
    t2: "На {amount:time}", // a number as time
    t3: "За {name:money}", // a string as money
    t4: "За {vip:digits}", // a boolean as digits
    t5: "За {naem:money}", // unknown variable
    t6: "Заметка {note}", // may be null
    t7: { ru: "{visits:plural(раз|раза|раз)}", en: "{visits:plural(time|times|timez)}" }, // English has two forms
    t8: { ru: "{visits:plural(раз|раза)}", en: "{visits:plural(time|times)}" }, // Russian has three forms
    t9: "{name:plural(раз|раза|раз)}", // a string counts nothing
    t10: { ru: { say: "Да", file: "da.wav" }, en: { say: "Yes" } }, // no file
    t11: { say: "{nmae}", file: "a.wav" }, // unknown variable in a recording
    t12: { file: "a.wav" }, // no words
    t13: { say: "Да", file: "a.wav", loud: true }, // unknown key in a recording
    t14: 5, // no words
    t15: { ru: 5, en: "Yes" }, // no words in one language
    t16: { say: "Да", file: 5 }, // no name of a file
  },
  outcomes: { done: { title: "Готово" } },
  start: "s1",
  steps: { s1: { say: "good", next: { end: "done" } } },
  unreached: "done",
  hungUp: "done",
});
