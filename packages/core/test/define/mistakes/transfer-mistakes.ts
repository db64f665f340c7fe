// Every line with a comment below holds one mistake; `expected.txt` tells them.
import { z } from "zod";
import { defineRobot } from "../../../src/define/index.ts";
import { no, yes } from "../sample-parts.ts";

export const transfer = defineRobot({
  id: "wrong-transfer",
  version: 1,
  direction: "inbound",
  locale: "ru",
  input: z.object({ name: z.string() }),
  slots: { amount: z.number() },
  texts: { hello: "Здравствуйте!" },
  outcomes: { done: { title: "Готово" }, human: { title: "Передан" } },
  commands: {
    repeat: false, // true, or left out
    operator: "s111", // unknown step
    stpo: { end: "done" }, // unknown command
  },
  digressions: {
    price: { hear: yes, say: "pirce" }, // unknown text
    mute: { say: "hello" }, // can never be asked for
    hush: { key: "5" }, // no say
    loud: { key: "55", say: "hello" }, // no key of a telephone
    long: { hear: no, say: "hello", next: "s1" }, // unknown key
  },
  start: "s1",
  steps: {
    s1: { transfer: { queue: "sales" }, busy: "s2", noAnswer: "s2", failed: "s2" }, // put through, and then?
    s2: { transfer: { queu: "sales" }, busy: "s3", noAnswer: "s3", failed: "s3", transferred: "human" }, // no such place
    s3: { transfer: { queue: "a", number: "b" }, busy: "s4", noAnswer: "s4", failed: "s4", transferred: "human" }, // two places
    s4: { transfer: { queue: 5 }, busy: "s5", noAnswer: "s5", failed: "s5", transferred: "human" }, // no string
    s5: { transfer: { queue: "a" }, noAnswer: "s6", failed: "s6", transferred: "human" }, // no busy
    s6: { transfer: { queue: "a" }, busy: "s7", failed: "s7", transferred: "human" }, // no noAnswer
    s7: { transfer: { queue: "a" }, busy: "s8", noAnswer: "s8", transferred: "human" }, // no failed
    s8: { transfer: { queue: "a" }, busy: "s9", noAnswer: "s9", failed: "s9", transferred: "huamn" }, // unknown outcome
    s9: { transfer: { queue: "a" }, busy: "s10", noAnswer: "s10", failed: "s10", closed: "s99", transferred: "human" }, // unknown step
    s10: { transfer: { queue: "a" }, busy: "s11", noAnswer: "s11", failed: "s11", whisper: "hi", transferred: "human" }, // unknown text
    s11: { transfer: "sales", busy: "s12", noAnswer: "s12", failed: "s12", transferred: "human" }, // no object
    s12: { transfer: { queue: "a" }, busy: "s13", noAnswer: "s13", failed: "s13", transferred: "human", next: "s13" }, // unknown key
    s13: { converse: "Ask {nmae}.", limits: { turns: 1, timeMs: 1, cost: 1 }, exits: { done: "s14", gaveUp: "s14", limit: "s14", failed: "s14" } }, // unknown variable
    s14: { converse: "Ask.", limits: { turns: 1, timeMs: 1 }, exits: { done: "s15", gaveUp: "s15", limit: "s15", failed: "s15" } }, // a limit is missing
    s15: { converse: "Ask.", exits: { done: "s16", gaveUp: "s16", limit: "s16", failed: "s16" } }, // no limits
    s16: { converse: "Ask.", limits: { turns: 1, timeMs: 1, cost: 1 } }, // no exits
    s17: { converse: "Ask.", limits: { turns: 1, timeMs: 1, cost: 1 }, exits: { done: "s18", gaveUp: "s18", limit: "s18" } }, // an exit is missing
    s18: {
      converse: "Ask.",
      opening: "helo", // unknown text
      fill: ["amuont"], // unknown slot
      effects: ["crm.readFeild"], // unknown effect
      limits: { turns: 1, timeMs: 1, cost: 1, words: 9 }, // unknown limit
      exits: {
        done: "s91", // unknown step
        gaveUp: { end: "doen" }, // unknown outcome
        limit: "s19",
        failed: "s19",
        lost: "s19", // unknown exit
      },
    },
    s19: { converse: "Ask.", fill: "amount", limits: { turns: "8", timeMs: 1, cost: 1 }, exits: { done: "s1", gaveUp: "s1", limit: "s1", failed: { end: "human" } } }, // no list; no number
  },
  unreached: "done",
  hungUp: "done",
});
