import { describe, expect, it } from "vitest";
import { hearWithModel } from "../../../src/engine/index.ts";
import type { LanguageModelPort, ModelRequest } from "../../../src/ports/language-model.ts";
import type { Json } from "../../../src/ports/identity.ts";
import { answer, brief, commands, options, question, toy } from "./support/toy-hearing.ts";

const asking = question([answer("yes"), answer("no"), ...commands], { model: "whether the client comes" });

function modelOf(reply: (request: ModelRequest) => Promise<Json>) {
  const requests: ModelRequest[] = [];
  const port: LanguageModelPort = {
    ask: async (request) => {
      requests.push(request);
      return { value: await reply(request), cost: 0.01 };
    },
  };
  return { port, requests };
}

async function heard(reply: (request: ModelRequest) => Promise<Json>, words = "sure thing", node = asking) {
  const { port, requests } = modelOf(reply);
  const { hearing, cost } = await hearWithModel(port, toy, node, { says: words }, { ...options, timeoutMs: 50 });
  return { hearing, cost, requests };
}

describe("hearing with a language model", () => {
  it("asks for one of the step's answers, with the client's words as data", async () => {
    const { hearing, cost, requests } = await heard(async () => ({ answer: "yes" }), 'sure "thing"');
    expect(hearing).toEqual({ kind: "answer", answer: "yes", by: "model", confidence: 0.6 });
    expect(cost).toBe(0.01);
    expect(requests).toEqual([
      {
        purpose: "hear",
        messages: [
          { role: "system", content: expect.stringContaining("whether the client comes") },
          { role: "user", content: '{"client":"sure \\"thing\\""}' },
        ],
        schema: {
          type: "object",
          properties: { answer: { type: "string", enum: ["yes", "no", "none"] } },
          required: ["answer"],
          additionalProperties: false,
        },
        timeoutMs: 50,
      },
    ]);
  });

  it.each([
    ["something fits", "yes", asking],
    ["several fit", "yes no", asking],
    ["the node asks for none", "sure", question([answer("yes")])],
    ["it has no answers of its own", "sure", question(commands, { model: "x" })],
  ])("asks nobody where %s", async (_, words, node) => {
    const { requests, cost } = await heard(async () => ({ answer: "yes" }), words, node);
    expect([requests, cost]).toEqual([[], 0]);
  });

  it("asks nobody about keys", async () => {
    const { port, requests } = modelOf(async () => ({ answer: "yes" }));
    await hearWithModel(port, toy, asking, { presses: "7" }, options);
    expect(requests).toEqual([]);
  });

  it.each([
    ["says none", async () => ({ answer: "none" }), "nothing fits"],
    ["names no answer of the step", async () => ({ answer: "command.operator" }), "the model gave no answer"],
    ["cannot be read", async () => ["yes"], "the model gave no answer"],
    ["adds what was not asked for", async () => ({ answer: "yes", why: "x" }), "the model gave no answer"],
    ["fails", () => Promise.reject(new Error("away")), "the model gave no answer"],
    ["is late", () => new Promise<Json>(() => {}), "the model gave no answer"],
  ])("hears nothing when the model %s", async (_, reply, why) => {
    expect(brief((await heard(reply)).hearing)).toBe(why);
  });
});
