import { describe, expect, it } from "vitest";
import { z } from "zod";
import { defineDialog } from "../../src/define/index.ts";

const street = z.string();

const askStreet = defineDialog({
  id: "ask-street",
  locale: "en",
  input: z.object({ city: z.string().default("London") }),
  slots: { street },
  texts: { street: "Which street in {city}?" },
  conditions: { short: ({ slots }) => (slots.street ?? "").length < 3 },
  exits: ["done", "gaveUp"],
  start: "street",
  steps: {
    street: { collect: "street", text: "street", exhausted: { exit: "gaveUp" }, next: "size" },
    size: { branch: [{ if: "short", next: { exit: "gaveUp" } }, { next: { exit: "done" } }] },
  },
});

describe("defineDialog", () => {
  it("gives a document that survives JSON, and what robots need to know of it", () => {
    const { document } = askStreet;
    expect(JSON.parse(JSON.stringify(document))).toEqual(document);
    expect(document).toMatchObject({ format: 1, kind: "dialog", id: "ask-street", locales: ["en"], start: "street" });
    expect(askStreet).toMatchObject({ kind: "dialog", id: "ask-street", exitNames: ["done", "gaveUp"] });
    expect(askStreet.slots).toEqual({ street });
    expect(askStreet.input.parse({})).toEqual({ city: "London" });
  });

  it("keeps its conditions under the names that it gives them", () => {
    expect(askStreet.document.conditions).toEqual(["short"]);
    expect(askStreet.functions.conditions["short"]?.({ input: {}, slots: { street: "A" } })).toBe(true);
  });

  it("is given nothing and fills nothing unless it says so", () => {
    const wait = defineDialog({
      id: "wait",
      locale: "en",
      texts: { wait: "One moment." },
      exits: ["done"],
      start: "wait",
      steps: { wait: { say: "wait", next: { exit: "done" } } },
    });
    expect(wait.slots).toEqual({});
    expect(wait.input.parse({})).toEqual({});
  });

  it("is refused with all its mistakes", () => {
    const wrong = { id: "Wrong Id", locale: "en", texts: {}, exits: [], start: "ask", steps: {}, hungUp: "lost" };
    expect(() => defineDialog(wrong as never)).toThrow(
      expect.objectContaining({
        code: "DEFINE_INVALID",
        details: expect.objectContaining({
          mistakes: expect.arrayContaining([
            expect.objectContaining({ code: "DEFINE_ID_INVALID", path: "id" }),
            expect.objectContaining({ code: "DEFINE_UNKNOWN_KEY", path: "hungUp" }),
            expect.objectContaining({ code: "DEFINE_UNKNOWN_STEP", path: "start" }),
          ]) as unknown,
        }) as unknown,
      }),
    );
  });
});
