import { describe, expect, it } from "vitest";
import { scriptedModel } from "../../../src/testing/index.ts";

const request = (purpose: string) => ({ purpose, messages: [], schema: {}, timeoutMs: 1 });

describe("scriptedModel", () => {
  it("answers in order, filled up to what each purpose needs, and keeps what it was asked", async () => {
    const model = scriptedModel(["Здравствуйте", { exit: "done", cost: 0.3 }, "yes"]);
    expect(await model.ask(request("converse"))).toEqual({
      value: { say: "Здравствуйте", fills: [], act: null, exit: null },
      cost: 0,
    });
    expect(await model.ask(request("converse"))).toEqual({
      value: { say: null, fills: [], act: null, exit: "done" },
      cost: 0.3,
    });
    expect(await model.ask(request("hear"))).toEqual({ value: { answer: "yes" }, cost: 0 });
    expect(model.requests.map(({ purpose }) => purpose)).toEqual(["converse", "converse", "hear"]);
  });

  it("cannot be reached where the script says so, and fails when it has run out", async () => {
    const model = scriptedModel([new Error("away")]);
    await expect(model.ask(request("hear"))).rejects.toMatchObject({ code: "MODEL_UNREACHABLE" });
    await expect(model.ask(request("hear"))).rejects.toThrow("asked once more");
  });
});
