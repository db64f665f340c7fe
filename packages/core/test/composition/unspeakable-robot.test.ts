import { expect, it } from "vitest";
import { z } from "zod";
import { createEngine, defineRobot } from "../../src/index.ts";
import type { Adapter } from "../../src/ports/index.ts";
import { createVirtualClock, FakeVoice, memoryStore } from "../../src/testing/index.ts";

const robot = defineRobot({
  id: "asks-the-crm",
  version: 1,
  direction: "outbound",
  locale: "en",
  input: z.object({}),
  slots: { stage: z.string().default("NEW") },
  texts: { hello: "Your order is {stage}." },
  outcomes: { told: { title: "Told" } },
  conditions: { shipped: ({ slots }) => slots.stage === "SHIPPED" },
  start: "look",
  steps: {
    look: { act: "crm.readField", with: { field: "STAGE_ID" }, into: "stage", next: "size", failed: "size" },
    size: { branch: [{ if: "shipped", next: "hello" }, { next: { end: "told" } }] },
    hello: { say: "hello", next: { end: "told" } },
  },
  unreached: "told",
  hungUp: "told",
});

it("is refused when the engine is made, with the reasons of every vendor and of this one together", () => {
  const clock = createVirtualClock();
  const voice = new FakeVoice(clock, { lookup: true, recordingPush: true });
  const adapter: Adapter = {
    name: "fake",
    contract: 1,
    connect: () => ({
      voice: Object.assign(voice, {
        problemsOf: () => ['Step "look" asks for "crm.readField", which this vendor cannot.'],
      }),
      close: async () => undefined,
    }),
  };
  const make = () =>
    createEngine({
      publicUrl: "http://127.0.0.1",
      store: memoryStore(),
      clock,
      adapters: [adapter],
      flows: [robot],
      gate: { consent: "notRequired" },
    });
  expect(make).toThrow(expect.objectContaining({ code: "VOICE_CANNOT_COMPILE" }) as Error);
  try {
    make();
  } catch (error) {
    const { problems } = (error as { details: { problems: readonly string[] } }).details;
    expect(problems).toEqual(
      expect.arrayContaining([
        expect.stringContaining('Step "size" branches on "shipped"') as string,
        'Step "look" asks for "crm.readField", which this vendor cannot.',
      ]),
    );
  }
});
