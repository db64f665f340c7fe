// Every line with a comment below holds one mistake; `expected.txt` tells them.
import { z } from "zod";
import { defineRobot } from "../../../src/define/index.ts";
import { bookVisit } from "../sample-parts.ts";

export const act = defineRobot({
  id: "wrong-act",
  version: 1,
  direction: "outbound",
  locale: "ru",
  input: z.object({ name: z.string(), vip: z.boolean(), note: z.string().optional() }),
  slots: { amount: z.number(), stage: z.string(), when: z.iso.date() },
  texts: { wait: "Минуту" },
  outcomes: { done: { title: "Готово" } },
  effects: [bookVisit],
  start: "s1",
  steps: {
    s1: { act: "visits.bok", with: { at: "1" }, next: "s2", failed: "s2" }, // unknown effect
    s2: { act: "visits.book", next: "s3", failed: "s3" }, // nothing is given
    s3: { act: "visits.book", with: {}, next: "s4", failed: "s4" }, // a member is missing
    s4: { act: "visits.book", with: { at: "{when}", att: 1 }, next: "s5", failed: "s5" }, // unknown member
    s5: { act: "visits.book", with: { at: 5 }, next: "s6", failed: "s6" }, // a number for a string
    s6: { act: "visits.book", with: { at: "{amount}" }, next: "s7", failed: "s7" }, // a variable of another type
    s7: { act: "visits.book", with: { at: "{wehn}" }, next: "s8", failed: "s8" }, // unknown variable
    s8: { act: "visits.book", with: { at: "am {wehn}" }, next: "s9", failed: "s9" }, // unknown variable in a text
    s9: { act: "visits.book", with: { at: "1", seats: "{stage}" }, next: "s10", failed: "s10" }, // a string for a number
    s10: { act: "visits.book", with: { at: "1", seats: "for {amount}" }, next: "s11", failed: "s11" }, // a text for a number
    s11: { act: "visits.book", with: { at: "1", kind: "frist" }, next: "s12", failed: "s12" }, // none of the values
    s12: { act: "visits.book", with: { at: "1", kind: "{stage}" }, next: "s13", failed: "s13" }, // any string for one of the values
    s13: { act: "visits.book", with: { at: "1", place: { room: "{name}" } }, next: "s14", failed: "s14" }, // inside an object
    s14: { act: "visits.book", with: { at: "1", place: { roon: 1 } }, next: "s15", failed: "s15" }, // missing inside an object
    s15: { act: "visits.book", with: { at: "1", marks: ["a", 2] }, next: "s16", failed: "s16" }, // inside a list
    s16: { act: "visits.book", with: { at: "{note}" }, next: "s17", failed: "s17" }, // may be absent
    s17: { act: "visits.book", with: { at: "{name:money}" }, next: "s18", failed: "s18" }, // a format that does not fit
    s18: { act: "crm.readField", with: { field: "X" }, into: "stag", next: "s19", failed: "s19" }, // unknown slot
    s19: { act: "crm.readField", with: { field: "X" }, into: "amount", next: "s20", failed: "s20" }, // a string for a number
    s20: { act: "visits.book", with: { at: "1" }, into: { stage: "idd" }, next: "s21", failed: "s21" }, // unknown member of the result
    s21: { act: "visits.book", with: { at: "1" }, into: { stag: "id" }, next: "s22", failed: "s22" }, // unknown slot
    s22: { act: "visits.book", with: { at: "1" }, into: { amount: "free" }, next: "s23", failed: "s23" }, // a boolean for a number
    s23: { act: "crm.readField", with: { field: "X" }, filler: "wiat", next: "s24", failed: "s24" }, // unknown text
    s24: { act: "crm.readField", with: { field: "X" }, failed: "s25" }, // no next
    s25: { act: "crm.readField", with: { field: "X" }, next: "s26" }, // no failed
    s26: { act: "crm.readField", with: { field: "X" }, next: "s27", failed: "s72" }, // unknown step
    s27: { act: "crm.readField", with: { field: "X" }, next: "s28", failed: "s28", timeoutMs: "3s" }, // no number
    s28: { act: "crm.readField", with: { field: "X" }, next: { end: "done" }, failed: { end: "done" }, retry: 2 }, // unknown key
  },
  unreached: "done",
  hungUp: "done",
});

export const data = defineRobot({
  id: "wrong-data",
  version: 1,
  direction: "outbound",
  locale: "ru",
  input: z.object({ name: z.string(), visits: z.number() }),
  slots: { when: z.string() },
  texts: { hello: "Здравствуйте!" },
  outcomes: {
    done: { title: "Готово" },
    later: { title: "Позже", data: z.object({ at: z.string(), note: z.string().optional(), times: z.number().default(1) }) },
    odd: { title: "Странно", data: z.string() }, // no object
  },
  start: "s1",
  steps: {
    s1: { ask: "hello", answers: { one: { key: "1", next: { end: "later" } } }, exhausted: "s2" }, // no data
    s2: { say: "hello", next: { end: "later", data: { note: "x" } } }, // a member is missing
    s3: { say: "hello", next: { end: "later", data: { at: "{when}", nota: "x" } } }, // unknown member
    s4: { say: "hello", next: { end: "later", data: { at: "{visits}" } } }, // a number for a string
    s5: { branch: [{ next: { end: "later", data: { at: 5 } } }] }, // the same with a literal
    s6: { say: "hello", next: { end: "later", data: { at: "в {wen}" } } }, // unknown variable
    s7: { say: "hello", next: { end: "done", data: {} } }, // an outcome without data
    s8: { say: "hello", hungUp: "later", next: { end: "odd" } }, // hanging up gives no data
  },
  unreached: { default: "done", busy: "later" }, // a cause gives no data
  hungUp: "later", // hanging up gives no data
  transferred: "later", // a transfer gives no data
});
