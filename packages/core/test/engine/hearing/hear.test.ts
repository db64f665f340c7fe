import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hear } from "../../../src/engine/index.ts";
import {
  answer,
  brief,
  collect,
  commands,
  digressions,
  numbers,
  options,
  passage,
  question,
  toy,
  word,
} from "./support/toy-hearing.ts";

const yesNo = [answer("yes", { key: "1" }), answer("no", { key: "2" })];
const asking = question([...yesNo, ...commands, ...digressions]);
const says = (words: string, node = asking, more: object = {}) =>
  brief(hear(toy, node, { says: words }, { ...options, ...more }));
const presses = (keys: string, node = asking, more: object = {}) =>
  brief(hear(toy, node, { presses: keys }, { ...options, ...more }));

describe("hearing an answer", () => {
  it("tells who heard it and how sure that is", () => {
    expect(hear(toy, asking, { says: "well yes" }, options)).toEqual({
      kind: "answer",
      answer: "yes",
      by: "phrases",
      confidence: 0.5,
    });
    expect(hear(toy, asking, { presses: "2" }, options)).toEqual({
      kind: "answer",
      answer: "no",
      by: "key",
      confidence: 1,
    });
  });

  it("takes the surest of an answer's recognisers, and says when it is the user's own", () => {
    const functions = { ...toy.functions, recognisers: { ...toy.functions.recognisers, angry: angry } };
    const node = question([answer("no", { recognisers: ["no", "angry"] })]);
    expect(hear({ ...toy, functions }, node, { says: "no terrible" }, options)).toMatchObject({
      by: "own",
      confidence: 0.9,
    });
    expect(hear({ ...toy, functions }, node, { says: "no" }, options)).toMatchObject({ by: "phrases", confidence: 1 });
  });

  it("takes none of two that fit, and knows keys that nobody has", () => {
    expect(says("yes no")).toBe("several fit");
    expect(says("hmm")).toBe("nothing fits");
    expect([presses("7"), presses("12")]).toEqual(["unknown key", "unknown key"]);
  });

  it("takes the key of an answer closed with #, as keys of a longer number come", () => {
    expect([presses("1#"), presses("9#"), presses("7#"), presses("#")]).toEqual([
      "yes",
      "digression.price",
      "unknown key",
      "unknown key",
    ]);
    expect(presses("#", question([answer("yes", { key: "#" })]))).toBe("yes");
  });

  it("hears nothing by a recogniser that throws", () => {
    const fails = () => {
      throw new Error("broken");
    };
    const recognisers = { ...toy.functions.recognisers, broken: { ...word("broken", "", "own"), match: fails } };
    const slotRecognisers = { ...toy.functions.slotRecognisers, number: { ...numbers, read: fails, readKeys: fails } };
    const broken = { ...toy, functions: { ...toy.functions, recognisers, slotRecognisers } };
    const node = question([...yesNo, answer("broken")], { collect: collect("n", "number") });
    const hearing = (said: object) => brief(hear(broken, node, said as never, options));
    expect([hearing({ says: "yes" }), hearing({ says: "20" }), hearing({ presses: "20" })]).toEqual([
      "yes",
      "nothing fits",
      "unknown key",
    ]);
  });

  it("hears stop before everything else, then answers, other commands, digressions", () => {
    expect(says("yes stop")).toBe("command.stop");
    expect(says("yes no stop operator")).toBe("command.stop");
    expect(says("yes operator")).toBe("yes");
    expect(says("operator price")).toBe("command.operator");
    expect(says("price")).toBe("digression.price");
    expect(says("operator repeat")).toBe("several fit");
    expect(says("price address")).toBe("several fit");
    expect(presses("9")).toBe("digression.price");
  });

  it("takes the first place of the order in which anything fits, whatever else is said", () => {
    const places = ["stop", "yes", "operator", "price"] as const;
    const names = { stop: "command.stop", yes: "yes", operator: "command.operator", price: "digression.price" };
    fc.assert(
      fc.property(fc.shuffledSubarray([...places, "hmm", "well"]), (words) => {
        const first = places.find((place) => words.includes(place));
        expect(says(words.join(" "))).toBe(first === undefined ? "nothing fits" : names[first]);
      }),
    );
  });

  it("hears only commands in a passage of a language model", () => {
    const node = passage(commands);
    expect(brief(hear(toy, node, { says: "yes operator" }, options))).toBe("command.operator");
    expect(brief(hear(toy, node, { says: "yes" }, options))).toBe("nothing fits");
    expect(brief(hear(toy, node, { presses: "5" }, options))).toBe("unknown key");
  });
});

const angry = {
  ...word("angry", "terrible", "own"),
  match: (words: string) => (words.includes("terrible") ? 0.9 : undefined),
};

describe("hearing a value", () => {
  const sum = question([...commands, ...digressions], { collect: collect("n", "number") });

  it("reads it from the words by grammar, or from keys with or without the closing #", () => {
    expect(hear(toy, sum, { says: "about 20" }, options)).toEqual({
      kind: "value",
      value: 20,
      by: "grammar",
      confidence: 0.9,
    });
    expect(hear(toy, sum, { presses: "42#" }, options)).toEqual({ kind: "value", value: 42, by: "key", confidence: 1 });
    expect([presses("42", sum), presses("*", sum)]).toEqual([42, "unknown key"]);
  });

  it("takes a key that belongs to something as that, and as a value when it is closed", () => {
    expect([presses("9", sum), presses("9#", sum), presses("8", sum)]).toEqual(["digression.price", 9, 8]);
  });

  it("is no match where the slot's schema refuses it", () => {
    expect([says("about 500", sum), presses("500#", sum)]).toEqual([
      "the slot refuses the value",
      "the slot refuses the value",
    ]);
  });

  it("goes before other commands, unless the slot refuses it", () => {
    expect([says("operator 20", sum), says("operator 500", sum), says("stop 20", sum)]).toEqual([
      20,
      "command.operator",
      "command.stop",
    ]);
  });

  it("takes open values last, and hands the facts to the recogniser", () => {
    const node = question([...commands, ...digressions], { collect: collect("words", "anything", { as: "text" }) });
    expect([says("operator", node), says("price", node)]).toEqual(["command.operator", "digression.price"]);
    expect(hear(toy, node, { says: "hello" }, options)).toEqual({
      kind: "value",
      value: "hello (2026-11-27T14:05, RU)",
      by: "own",
      confidence: 0.5,
    });
  });

  it("hears choices by phrase and by key, none of two", () => {
    const choices = {
      new: { recognisers: ["new"], key: "1" },
      old: { recognisers: ["old"], key: null },
    };
    const node = question(commands, { collect: collect("kind", null, { as: "choice", choices }) });
    expect([says("the new one", node), presses("1", node), presses("1#", node)]).toEqual(["new", "new", "new"]);
    expect([says("new or old", node), says("hmm", node), presses("2", node)]).toEqual([
      "several fit",
      "nothing fits",
      "unknown key",
    ]);
  });
});

describe("hearing where a value is read back", () => {
  const readBack = question([answer("yes"), answer("no"), ...commands], { collect: collect("n", "number") });

  it("takes yes and no alone as they are", () => {
    expect([says("yes", readBack), says("no", readBack)]).toEqual(["yes", "no"]);
  });

  it("lets another value beat the yes or no said with it", () => {
    const more = { readBack: 30 };
    expect([says("no 20", readBack, more), says("yes 20", readBack, more), says("20", readBack, more)]).toEqual([
      20, 20, 20,
    ]);
  });

  it("takes the same value as a yes, unless a no comes with it", () => {
    const more = { readBack: 20 };
    expect([says("yes 20", readBack, more), says("20", readBack, more), presses("20#", readBack, more)]).toEqual([
      "yes",
      "yes",
      "yes",
    ]);
    expect(says("no 20", readBack, more)).toBe(20);
  });

  it("takes the yes or no where the words are a choice too, and another choice as a value", () => {
    const choices = {
      new: { recognisers: ["yes"], key: null },
      no: { recognisers: ["operator"], key: null },
      old: { recognisers: ["old"], key: null },
    };
    const node = question([answer("yes"), answer("no")], { collect: collect("kind", null, { as: "choice", choices }) });
    const document = { ...toy.document, slots: { kind: { enum: ["new", "no", "old"] } } };
    const chosen = (words: string, readBack: string) =>
      brief(hear({ ...toy, document }, node, { says: words }, { ...options, readBack }));
    expect([chosen("yes", "old"), chosen("no operator", "old"), chosen("yes", "no")]).toEqual(["yes", "no", "yes"]);
    expect([chosen("no old", "new"), chosen("old", "old")]).toEqual(["old", "yes"]);
  });

  it("takes the yes or no where the slot refuses the value, or any words are one", () => {
    expect(says("no 500", readBack)).toBe("no");
    const open = question([answer("yes"), answer("no")], { collect: collect("words", "anything", { as: "text" }) });
    expect([says("yes indeed", open), says("Lenin street", open)]).toEqual([
      "yes",
      "Lenin street (2026-11-27T14:05, RU)",
    ]);
  });
});
