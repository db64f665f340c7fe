// Every line with a comment below holds one mistake. `expected.txt` tells line, column and sentence of each compile error.
import { yesNo } from "@callwright/core/phrases";
import { z } from "zod";
import { defineRobot, outcomeRules } from "../../../src/define/index.ts";

export const names = defineRobot({
  id: "wrong-names",
  version: 1,
  direction: "outbound",
  locale: "ru",
  input: z.object({ name: z.string(), vip: z.boolean() }),
  texts: {
    question: "Здравствуйте, {name}! Вы придёте?",
    again: "Да или нет?",
    bye: "До свидания!",
  },
  outcomes: {
    comes: { title: "Придёт" },
    stays: { title: "Не придёт" },
    lost: { title: "Неясно" },
  },
  inputConditions: { vip: ({ input }) => input.vip },
  start: "asc", // unknown step in start
  steps: {
    ask: {
      ask: "qestion", // unknown text in ask
      answers: {
        yes: { hear: yesNo.yes, key: "11", next: "thnk" }, // no key of a telephone; unknown step in next
        no: { hear: yesNo.no, next: { end: "stais" } }, // unknown outcome in end
      },
      noInput: ["again", "agian"], // unknown text in noInput
      noMatch: ["agan"], // unknown text in noMatch
      exhausted: { end: "lots" }, // unknown outcome in exhausted
    },
    size: {
      branch: [
        { if: "wip", next: "thank" }, // unknown condition
        { next: "thakn" }, // unknown step in a way
      ],
    },
    thank: { say: "by", hungUp: "come", next: { end: "comes" } }, // unknown text in say; unknown outcome in hungUp
    promise: { say: "bye", next: { end: "stays" } },
  },
  unreached: "loost", // unknown outcome in unreached
  hungUp: "lsot", // unknown outcome in hungUp
}); // nothing right reaches "lost" any more

export const keys = defineRobot({
  id: "wrong-keys",
  version: 1,
  direction: "outbound",
  locale: "ru",
  input: z.object({}),
  texts: { hello: "Здравствуйте!" },
  outcomes: {
    done: { title: "Готово", colour: "green" }, // unknown key in an outcome
    open: { title: "Открыто" },
    never: { title: "Никогда" }, // nothing reaches it
    bare: {}, // no title
  },
  start: "hello",
  extra: true, // unknown key in the definition
  steps: {
    hello: { say: "hello", next: "ask", extra: true }, // unknown key in say
    ask: {
      ask: "hello",
      answers: {
        yes: { hear: yesNo.yes, next: "bye", also: 1 }, // unknown key in an answer
        mute: { next: "bye" }, // neither heard nor pressed
        blind: { key: "2" }, // leads nowhere
      },
      repeat: 2, // unknown key in ask
      exhausted: { end: "open", data: 1 }, // unknown key in an end
    },
    fork: { branch: [{ next: "bye", when: "vip" }], title: "Fork" }, // unknown keys in a way and in branch
    wide: { branch: [{ if: "vip", next: "bye" }] }, // the last way has a condition
    bye: { say: "hello" }, // no next
    deaf: { ask: "hello", exhausted: { end: "open" } }, // no answers
    stuck: { ask: "hello", answers: { one: { key: "1", next: "bye" } } }, // no exhausted
    hush: { sya: "hello", next: "bye" }, // no kind
  },
  unreached: { default: "open", busy: "bare", bsy: "open" }, // no such cause
  hungUp: "done",
  inputConditions: { vip: () => true },
});

export const texts = defineRobot({
  id: "wrong-texts",
  version: 1,
  direction: "outbound",
  locales: ["ru", "uk"],
  input: z.object({ name: z.string(), note: z.string().optional() }),
  texts: {
    hello: "Здравствуйте, {nmae}!", // misspelled variable
    both: { ru: "До свидания, {name}!", uk: "До побачення, {naem}!" }, // misspelled variable in one language
    half: { ru: "Спасибо!" }, // no words in uk
    more: { ru: "Да", uk: "Так", pl: "Tak" }, // a language that the robot does not speak
    maybe: "Заметка: {note}", // may be absent
  },
  outcomes: { done: { title: "Готово" } },
  start: "hello",
  steps: { hello: { say: "hello", next: { end: "done" } } },
  unreached: { busy: "done" }, // no default
  hungUp: "done",
});

export const withoutHungUp = defineRobot({
  id: "without-hung-up",
  version: 1,
  direction: "outbound",
  locale: "ru",
  input: z.object({}),
  texts: { hello: "Здравствуйте!" },
  outcomes: { done: { title: "Готово" } },
  start: "hello",
  steps: { hello: { say: "hello", next: { end: "done" } } },
  unreached: "done",
});

export const withoutLocale = defineRobot({
  id: "without-locale",
  version: 1,
  direction: "outbound",
  input: z.object({}),
  texts: { hello: "Здравствуйте!" },
  outcomes: { done: { title: "Готово" } },
  start: "hello",
  steps: { hello: { say: "hello", next: { end: "done" } } },
  unreached: "done",
  hungUp: "done",
});

export const conditions = defineRobot({
  id: "wrong-condition",
  version: 1,
  direction: "outbound",
  locale: "ru",
  input: z.object({ vip: z.boolean() }),
  texts: { hello: "Здравствуйте!" },
  outcomes: { done: { title: "Готово" } },
  inputConditions: { vip: ({ input }) => input.vpi }, // the input is typed
  start: "size",
  steps: { size: { branch: [{ if: "vip", next: { end: "done" } }, { next: { end: "done" } }] } },
  unreached: "done",
  hungUp: "done",
});

export const forgotten = outcomeRules(conditions, {}); // no rule for "done"

export const rules = outcomeRules(texts, {
  done: { moveTo: "CONFIRMED" }, // trigger and move
  dnoe: {}, // unknown outcome
});

export const ruleKeys = outcomeRules(conditions, {
  done: { trigger: true, tudo: "Позвонить" }, // fired by itself; unknown key
});
