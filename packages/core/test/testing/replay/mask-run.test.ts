import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { toE164 } from "../../../src/calls/index.ts";
import { defineRobot } from "../../../src/define/index.ts";
import { yesNo } from "../../../src/phrases/index.ts";
import type { ConverseReply } from "../../../src/machine/index.ts";
import { maskRun, replay, type CapturedRun, type CapturedStep } from "../../../src/testing/index.ts";
import { everything } from "../../define/tools/robots.ts";

/** A robot that asks for everything personal and puts it into the data of its outcome. */
const form = defineRobot({
  id: "form",
  version: 1,
  direction: "outbound",
  locale: "ru",
  input: z.object({
    name: z.string(),
    phone: z.e164(),
    deal: z.string().regex(/^[a-z]+-\d+$/),
    plan: z.enum(["gold", "silver"]),
    born: z.iso.date(),
    total: z.number(),
    tags: z.record(z.string(), z.string()),
    mail: z.email().optional(),
  }),
  slots: { who: z.string(), number: z.string(), amount: z.number() },
  texts: { who: "{name}, кто придёт?", number: "Номер?", sum: "Сумма?", bye: "Спасибо, {who}." },
  outcomes: {
    done: { title: "Готово", data: z.object({ who: z.string(), note: z.string(), plan: z.string() }) },
    lost: { title: "Нет" },
  },
  start: "who",
  steps: {
    who: { collect: "who", text: "who", as: "name", exhausted: { end: "lost" }, next: "number" },
    number: { collect: "number", text: "number", as: "phone", exhausted: { end: "lost" }, next: "sum" },
    sum: { collect: "amount", text: "sum", exhausted: { end: "lost" }, next: "sure" },
    sure: {
      ask: "number",
      answers: {
        yes: {
          hear: yesNo.yes,
          next: { end: "done", data: { who: "{who}", note: "{name} ({number}) от {born}", plan: "{plan}" } },
        },
      },
      exhausted: { end: "lost" },
    },
  },
  unreached: "lost",
  hungUp: "lost",
});

const word = fc
  .array(fc.constantFrom("а", "в", "е", "ж", "и", "к", "л", "н", "о", "п", "у", "щ", "ю"), {
    minLength: 4,
    maxLength: 12,
  })
  .map((letters) => letters.join(""));
const name = fc
  .tuple(word, word)
  .map((words) => words.map((one) => one.charAt(0).toUpperCase() + one.slice(1)).join(" "));
const digits = (count: number) =>
  fc.array(fc.integer({ min: 1, max: 9 }), { minLength: count, maxLength: count }).map((all) => all.join(""));
const phone = fc.oneof(
  digits(7).map((tail) => `+7916${tail}`),
  digits(7).map((tail) => `+38067${tail}`),
  digits(6).map((tail) => `+48501${tail}`),
);

const personal = fc.record({
  name,
  who: name,
  phone,
  number: phone,
  deal: digits(6),
  mail: word,
  tag: name,
  born: fc.constant("1990-05-17"),
});

function runOf(told: {
  name: string;
  who: string;
  phone: string;
  number: string;
  deal: string;
  tag: string;
  born: string;
}): CapturedRun {
  const { name, who, phone, number, deal, tag, born } = told;
  return {
    format: 1,
    robot: "form",
    version: 1,
    fingerprint: form.fingerprint,
    run: "0123456789abcdef",
    mode: "driven",
    locale: "ru",
    input: {
      name,
      phone,
      deal: `deal-${deal}`,
      plan: "gold",
      born,
      total: 1500.5,
      tags: { [tag]: name, mail: `${deal}@mail.ru` },
    },
    trail: [
      { type: "answered", by: "human" },
      { type: "left", node: "who", exit: "value", value: who },
      { type: "left", node: "number", exit: "value", value: number, confidence: 0.9 },
      { type: "left", node: "sum", exit: "value", value: 700 },
      { type: "left", node: "sure", exit: "answer:yes" },
    ],
    outcome: "done",
    data: { who, note: `${name} (${number}) от ${born}`, plan: "gold" },
    endCause: "robot_hangup",
  };
}

describe("maskRun", () => {
  it("leaves no name, number, id or word of a person, and the run replays all the same", async () => {
    await fc.assert(
      fc.asyncProperty(personal, async (told) => {
        const masked = maskRun(runOf(told), form);
        const text = JSON.stringify(masked);
        for (const secret of [told.name, told.who, told.tag, told.phone, told.number, told.deal]) {
          for (const part of secret.replace("+", "").split(" ")) expect(text).not.toContain(part);
        }
        for (const { value } of masked.trail as readonly { value?: unknown }[]) {
          if (typeof value === "string") expect(toE164(value)).toBeUndefined();
        }
        const report = await replay([masked], form);
        expect(String(report)).toBe("form@1: 1 runs replayed, 1 the same, 0 differ, 0 cannot be replayed");
      }),
      { numRuns: 60 },
    );
  });

  it("keeps what the schema lists, dates, amounts, the country of numbers and the shape of ids", () => {
    const masked = maskRun(
      runOf({
        name: "Анна Петрова",
        who: "Анна Петрова",
        phone: "+380671234567",
        number: "+48501234567",
        deal: "881234",
        tag: "мать",
        born: "1990-05-17",
      }),
      form,
    );
    expect(masked.input).toMatchObject({
      name: "Клиент",
      phone: expect.stringMatching(/^\+3800+\d{1,3}$/),
      deal: "xxxx-000001",
      plan: "gold",
      born: "1990-05-17",
      total: 1500.5,
    });
    // The same person is the same person after it.
    expect(masked.data).toEqual({
      who: "Клиент",
      note: expect.stringMatching(/^Клиент \(\+480+\d{1,3}\) от 1990-05-17$/),
      plan: "gold",
    });
  });

  it("marks a run whose conditions look at what had to be masked", () => {
    const isAnna = ({ input }: { readonly input: unknown }) => (input as { readonly name: string }).name === "Анна";
    const run: CapturedRun = {
      ...runOf({ name: "Анна", who: "", phone: "", number: "", deal: "", tag: "", born: "" }),
      robot: "everything",
      version: 2,
      input: { name: "Анна", vip: true, city: "Одесса" },
      trail: [{ type: "answered", by: "human" }],
      outcome: "done",
      data: null,
    };
    const { functions, document } = everything;
    const steps = { ...document.steps, first: { branch: [{ if: "vip", next: "bye" }, { next: "ask" }] } };
    const robot = {
      ...everything,
      document: { ...document, steps, start: "first" },
      functions: { ...functions, inputConditions: { vip: isAnna } },
    };
    expect(maskRun(run, robot).incomplete).toBe("a condition looks at what had to be masked");
    expect(maskRun(run, everything).incomplete).toBeUndefined();
  });

  it("keeps of the client's words only what proves the values that a model took", async () => {
    const said = "Меня зовут Мария Шевченко, мне печь на пятьдесят тысяч";
    const fills = [{ slot: "amount", value: 50_000, quote: "на пятьдесят тысяч" }];
    const reply = { say: null, fills: [], act: null, exit: null, cost: 0.1 };
    const trail: readonly CapturedStep[] = [
      { type: "answered", by: "human" },
      { type: "left", node: "talk", exit: "heard", words: said },
      { type: "effect", node: "talk", effect: "model.converse", result: { ...reply, fills, exit: "done" } },
      { type: "left", node: "bye", exit: "said" },
    ];
    const { document } = everything;
    const robot = { ...everything, document: { ...document, start: "talk" } };
    const run: CapturedRun = {
      ...runOf({ name: "", who: "", phone: "", number: "", deal: "", tag: "", born: "" }),
      robot: "everything",
      input: { name: "Мария", vip: false },
      trail,
      outcome: "done",
      data: null,
    };
    const masked = maskRun(run, robot);
    expect(JSON.stringify(masked)).not.toMatch(/Мари|Шевченко|печь|пятьдесят/);
    expect(masked.incomplete).toBeUndefined();
    expect((await replay([masked], robot)).same).toBe(1);
    const [, heard, told] = masked.trail;
    const [fill] = (told as unknown as { readonly result: ConverseReply }).result.fills;
    expect((heard as { readonly words: string }).words).toBe(fill?.quote);
    expect(fill?.value).toBe(50_000);
  });
});
