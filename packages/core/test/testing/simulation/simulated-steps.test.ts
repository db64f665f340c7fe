import { describe, expect, it } from "vitest";
import { CallwrightError } from "../../../src/errors/index.ts";
import { simulateCall } from "../../../src/testing/index.ts";
import { richCall, richDefinition } from "./support/rich-calls.ts";

describe("a simulated question", () => {
  it("asks an unsure answer back, and takes a sure one", async () => {
    const call = await richCall("sum");
    await call.means({ value: 100 });
    await call.means("yes");
    await call.means({ value: "new" });
    expect(call.waitsIn).toBe("agree");
    await call.says("ну вообще да");
    expect([call.waitsIn, call.lastHearing, call.heard.at(-1)]).toEqual(["agree?yes", "yes (phrases)", "Точно?"]);
    await call.says("нет");
    expect(call.waitsIn).toBe("agree~m");
    await call.says("нет");
    expect(call.outcome).toBe("refused");
  });

  it("repeats, answers digressions and obeys commands", async () => {
    const call = await richCall("sum");
    await call.says("цена");
    expect([call.heard, call.waitsIn]).toEqual([["Сколько?", "Бесплатно", "Сколько?"], "sum"]);
    await call.presses("9");
    expect([call.heard.length, call.lastHearing]).toEqual([5, "digression.price (key)"]);
    await call.says("повторите");
    expect([call.heard.length, call.lastHearing]).toEqual([6, "command.repeat (phrases)"]);
    await call.says("хватит 20");
    expect([call.outcome, call.optedOut, call.facts.endCause]).toEqual(["optedOut", true, "robot_hangup"]);
  });

  it("lets the client speak into the question, unless it must be heard to its end", async () => {
    const call = await richCall("sum");
    await call.interrupts("20");
    expect(call.transcript).toEqual([
      { speaker: "robot", text: "Сколько?", interrupted: true },
      { speaker: "client", text: "20" },
      { speaker: "robot", text: "20, верно?" },
    ]);
    await call.interrupts();
    expect(call.waitsIn).toBe("sum~m");
    await call.means({ value: 5 });
    await call.means("yes");
    await call.presses("1");
    expect(call.waitsIn).toBe("agree");
    await expect(call.interrupts("да")).rejects.toThrow(
      'The client cannot interrupt step "agree": it says bargeIn: false.',
    );
  });
});

describe("a simulated value", () => {
  it("is read back; another one said replaces it, the same one confirms it", async () => {
    const call = await richCall("sum");
    await call.says("тридцать, то есть 30");
    expect([call.heard.at(-1), call.lastHearing, call.slots]).toEqual([
      "30, верно?",
      "30 (grammar)",
      { amount: 30, tries: 0 },
    ]);
    await call.says("нет, 20");
    expect([call.heard.at(-1), call.lastHearing]).toEqual(["20, верно?", "20 (grammar)"]);
    await call.presses("20#");
    expect([call.waitsIn, call.slots]).toEqual(["kind", { amount: 20, tries: 0 }]);
    await call.says("старый");
    expect([call.heard.at(-1), call.slots]).toEqual(["20 за old: согласны?", { amount: 20, kind: "old", tries: 0 }]);
  });

  it("is asked for again after a no, silence and what nobody understands", async () => {
    const call = await richCall("sum");
    await call.means({ value: 1 });
    await call.says("нет");
    expect(call.waitsIn).toBe("sum~m");
    await call.silence();
    expect(call.waitsIn).toBe("sum~mi");
    await call.says("бубубу");
    expect([call.outcome, call.slots]).toEqual(["unclear", { tries: 0 }]);
  });
});

describe("a simulated effect", () => {
  it("waits for the test, with the filler spoken, and fills the slot", async () => {
    const call = await richCall("look");
    expect([call.heard, call.waitsFor, call.waitsIn]).toEqual([["Минутку"], "crm.readField", "look"]);
    expect(call.effects).toEqual([{ type: "crm.readField", input: { field: "STAGE_ID" } }]);
    await call.returns("crm.readField", "NEW");
    expect([call.waitsIn, call.waitsFor, call.slots]).toEqual(["sum", null, { stage: "NEW", tries: 0 }]);
  });

  it("fails, or takes too long as time passes", async () => {
    const failed = await richCall("book");
    await failed.fails("visits.book");
    expect(failed.waitsIn).toBe("talk");
    const late = await richCall("book");
    await late.passes(4_999);
    expect(late.waitsFor).toBe("visits.book");
    await late.passes(1);
    expect([late.waitsIn, late.waitsFor]).toEqual(["talk", null]);
  });

  it("is performed by a handler; what it throws is its failure", async () => {
    const inputs: string[] = [];
    const book = async (input: { at: string }) => {
      inputs.push(input.at);
      if (inputs.length > 1) throw new CallwrightError("CRM_NOT_CONNECTED", { account: "a" });
      return { id: "7", free: true };
    };
    const effects = { "visits.book": book };
    const booked = await richCall("sum", { effects });
    await booked.means({ value: 20 });
    await booked.means("yes");
    await booked.means({ value: "new" });
    await booked.means("yes");
    expect(inputs).toEqual(["к Анна: new"]);
    expect([booked.outcome, booked.data, booked.slots]).toEqual([
      "agreed",
      { amount: 20, note: "Анна: 20 ₽" },
      { amount: 20, kind: "new", visit: "7", free: true, tries: 0 },
    ]);
    const failing = await richCall("book", { effects });
    expect(failing.waitsIn).toBe("talk");
  });

  it("is over when the client hangs up meanwhile", async () => {
    const call = await richCall("look");
    await call.hangsUp();
    expect([call.outcome, call.waitsFor, call.facts.endCause]).toEqual(["lost", null, "caller_hangup"]);
  });
});

describe("a simulated transfer", () => {
  it("waits for what becomes of it, with the whisper filled in", async () => {
    const call = await richCall("human", { change: { texts: withWhisper } });
    expect([call.waitsFor, call.waitsIn]).toEqual(["voice.transfer", "human"]);
    expect(call.effects).toEqual([
      { type: "voice.transfer", input: { node: "human", to: { queue: "sales" }, whisper: "Анна ждёт" } },
    ]);
    await call.transfers("connected");
    expect([call.outcome, call.facts.endCause]).toEqual(["handedOver", "transferred"]);
  });

  it.each([
    ["busy", "unclear"],
    ["noAnswer", null],
    ["declined", "unclear"],
    ["hungUp", "lost"],
  ] as const)("goes on after %s", async (result, outcome) => {
    const call = await richCall("human");
    await call.transfers(result);
    expect(call.outcome).toBe(outcome);
  });
});

const withWhisper = {
  ...Object.fromEntries(
    [
      "again",
      "pardon",
      "bye",
      "howMuch",
      "sum.readBack",
      "priceText",
      "whichKind",
      "agree",
      "sure",
      "help",
      "moment",
    ].map((key) => [key, { ru: key }]),
  ),
  intro: { ru: { say: "Здравствуйте", file: "intro.wav" } },
  summary: { ru: "{name} ждёт" },
};

describe("a simulated passage of a language model", () => {
  it("talks, learns what the client's words prove, asks for effects, and leaves", async () => {
    const call = await richCall("talk", {
      effects: { "crm.readField": () => "VIP" },
      model: [
        { act: { effect: "crm.readField", input: { field: "TYPE" } } },
        { say: "На какую сумму?" },
        {
          exit: "done",
          fills: [
            { slot: "amount", value: 20, quote: "на двадцать" },
            { slot: "kind", value: "new", quote: "новый" },
          ],
        },
      ],
    });
    expect(call.heard).toEqual(["Чем помочь?"]);
    await call.says("Хочу кухню");
    expect([call.heard.at(-1), call.lastHearing]).toEqual(["На какую сумму?", "any words"]);
    await call.says("На двадцать, пожалуйста");
    expect([call.outcome, call.slots]).toEqual(["unclear", { amount: 20, tries: 0 }]);
    expect(call.rejectedFills).toEqual([{ node: "talk", slot: "kind", reason: "client did not say so" }]);
    expect(call.effects.map(({ type }) => type)).toEqual([
      "model.converse",
      "crm.readField",
      "model.converse",
      "model.converse",
    ]);
  });

  it("hears commands first, and takes silence as a turn", async () => {
    const call = await richCall("talk", { model: ["Вы здесь?"] });
    await call.silence();
    expect(call.heard.at(-1)).toBe("Вы здесь?");
    await call.says("оператор");
    expect(call.waitsFor).toBe("voice.transfer");
  });

  it("goes on by its exits when the model fails, and when its time is up", async () => {
    const failed = await richCall("talk", {
      model: [new CallwrightError("MODEL_UNREACHABLE", { purpose: "converse" })],
    });
    await failed.says("кухню");
    expect(failed.outcome).toBe("unclear");
    const unreadable = await richCall("talk", { model: [{ exit: "bored" as never }] });
    await unreadable.says("кухню");
    expect(unreadable.outcome).toBe("unclear");
    const slow = await richCall("talk");
    await slow.passes(60_000);
    await slow.says("кухню");
    expect(slow.waitsFor).toBe("voice.transfer");
  });

  it("may be settled turn by turn, without a model", async () => {
    const call = await richCall("talk");
    await call.says("кухню");
    expect(call.waitsFor).toBe("model.converse");
    await call.returns("model.converse", { say: "Какую?" });
    expect(call.heard.at(-1)).toBe("Какую?");
  });

  it("lets the model pick an answer where the question allows it", async () => {
    const call = await richCall("agree", { model: ["no", "none"], change: { texts: withWhisper } });
    await call.says("ни за что");
    expect([call.waitsIn, call.lastHearing]).toEqual(["agree?no", "no (model)"]);
    await call.says("нет");
    await call.says("хм");
    expect([call.outcome, call.lastHearing]).toEqual(["unclear", "nothing fits"]);
  });
});

describe("a simulated sub-dialog", () => {
  it("runs inside the call and brings back what it learned", async () => {
    const call = await richCall("where");
    expect([call.heard, call.waitsIn]).toEqual([["Улица в Анна?"], "where.ask"]);
    await call.says("Мира");
    expect([call.heard.at(-1), call.waitsFor, call.slots]).toEqual([
      "Мира, 1",
      "visits.book",
      { street: "Мира", tries: 0 },
    ]);
  });
});

describe("a simulated announcement", () => {
  it("is cut short where it may be", async () => {
    const call = await richCall("goodbye");
    expect(call.transcript).toEqual([{ speaker: "robot", text: "До свидания" }]);
    const cut = simulateCall(richDefinition("intro"), { input: { name: "Анна" } });
    await cut.interrupts("алло");
    await cut.answer();
    expect(cut.transcript.slice(0, 2)).toEqual([
      { speaker: "robot", text: "Здравствуйте, Анна", interrupted: true },
      { speaker: "client", text: "алло" },
    ]);
    expect(cut.waitsFor).toBe("crm.readField");
    const uncut = simulateCall(richDefinition("goodbye"), { input: { name: "Анна" } });
    uncut.interruptsNextMessage();
    await expect(uncut.answer()).rejects.toThrow('The client cannot interrupt step "goodbye"');
  });
});
