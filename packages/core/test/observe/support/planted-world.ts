import { assign, createMachine } from "xstate";
import { z } from "zod";
import { createHttpClient } from "../../../src/adapter-kit/index.ts";
import { createEngine, defineEffect, defineFlow, defineTable, type Account, type Engine } from "../../../src/index.ts";
import type { Adapter, Inbox, LoggerPort, StorePort, WebhookRoute } from "../../../src/ports/index.ts";
import { createVirtualClock, FakeCrm, FakeVoice, type VirtualClock } from "../../../src/testing/index.ts";
import { CallwrightError } from "../../../src/errors/index.ts";
import { visitReminder, visitRules } from "../../fixtures/visit-reminder.ts";
import { everything, planted } from "./planted.ts";

const input = z.strictObject({ name: z.string(), phone: z.string() });

/** Rows whose key is a telephone number. */
export const visits = defineTable({
  id: "visits",
  version: 1,
  row: z.object({ id: z.string(), note: z.string(), at: z.int() }),
  indexes: [["at"]],
  search: ["note"],
  person: { phone: "id" },
});

/** How the other side of the effect `desk.tell` behaves, one after the other. */
export type DeskMode = "throws" | "unfit" | "html" | "garbage" | "reset" | "refuses" | "huge" | "works";

/** An effect whose other side quotes what it was given in everything that it answers. */
function deskTell(mode: () => DeskMode, url: () => string) {
  const http = createHttpClient();
  return defineEffect({
    type: "desk.tell",
    input,
    output: z.object({ said: z.string().max(100_000) }),
    error: z.object({ about: z.string() }),
    repeat: "idempotent",
    retryDelaysMs: [1_000],
    vendor: "desk",
    cost: () => 1,
    perform: async ({ name, phone }, { fail }) => {
      switch (mode()) {
        case "throws":
          throw new TypeError(`no desk for ${name}, ${phone}: ${everything}`);
        case "unfit":
          return { said: 7, about: everything } as unknown as { said: string };
        case "refuses":
          throw fail({ about: everything });
        case "huge":
          return { said: everything.repeat(200) };
        case "works":
          return { said: everything };
        default: {
          const headers = { authorization: `Bearer ${planted.token}` };
          const about = encodeURIComponent(everything);
          const answer = await http.request({
            method: "POST",
            url: `${url()}/${mode()}?about=${about}`,
            headers,
            body: everything,
          });
          return answer.json() as { said: string };
        }
      }
    },
  });
}

/** A flow that tells the desk about a person, and one whose steps throw. */
function flowsOf() {
  const desk = createMachine({
    context: ({ input: given }: { input: unknown }) => ({ about: given }),
    initial: "telling",
    states: {
      telling: {
        invoke: {
          id: "tell",
          src: "desk.tell",
          input: ({ context }: { context: { about: unknown } }) => context.about,
          onDone: "over",
        },
      },
      over: { type: "final" },
    },
    output: () => ({ outcome: "told" }),
  });
  const poison = createMachine({
    context: { words: "" },
    initial: "on",
    states: {
      on: {
        on: {
          say: {
            actions: assign(({ event }) => {
              throw new Error(`cannot read ${JSON.stringify(event)} ${everything}`);
            }),
          },
          ask: {
            guard: ({ event }) => {
              throw new RangeError(`no answer to ${JSON.stringify(event)} ${everything}`);
            },
            target: "over",
          },
          keep: {
            actions: assign({ words: ({ event }) => (event as unknown as { words: string }).words.repeat(900) }),
          },
        },
        after: { 3_600_000: "over" },
      },
      over: { type: "final" },
    },
  });
  return {
    desk: defineFlow({ id: "desk", version: 1, machine: desk, input, outcomes: ["told"], effects: ["desk.tell"] }),
    poison: defineFlow({ id: "poison", version: 1, machine: poison }),
  };
}

/** A route whose handler fails in the way that its body asks for, quoting the body. */
function routeOf(inbox: () => Inbox): WebhookRoute {
  return {
    method: "POST",
    path: "/hook",
    maxBodyBytes: 10_000,
    async handle({ body }) {
      const text = new TextDecoder().decode(body);
      const { how = "", run = "" } = JSON.parse(text) as { readonly how?: string; readonly run?: string };
      if (how === "throws") throw new Error(`cannot take ${text}`);
      if (how === "forged") throw new CallwrightError("WEBHOOK_NOT_AUTHENTIC", { path: "/hook" }, { cause: text });
      const report = { type: "dialog.left", node: planted.last, exit: `answer:${planted.words}`, at: 0 } as const;
      await inbox().reported({ run, dedupeKey: `${run}:${how}`, report });
      return Response.json({});
    },
  };
}

/** An engine with everything in it that may fail, and whoever looks after it. */
export interface PlantedWorld {
  readonly engine: Engine;
  readonly account: Account;
  readonly clock: VirtualClock;
  readonly crm: FakeCrm;
  readonly voice: FakeVoice;
  readonly flows: ReturnType<typeof flowsOf>;
  desk: DeskMode;
}

/** Makes the world on a store. @param consent how the host's consent check behaves */
export async function plantedWorld(
  store: StorePort,
  logger: LoggerPort,
  { url, consent }: { readonly url: string; readonly consent: () => boolean },
): Promise<PlantedWorld> {
  const clock = createVirtualClock();
  const crm = new FakeCrm();
  const voice = new FakeVoice(clock, { lookup: true, recordingPush: true });
  const flows = flowsOf();
  let inbox: Inbox | undefined;
  const getInbox = () => inbox ?? expectInbox();
  const adapter: Adapter = {
    name: "fake",
    contract: 1,
    connect(host) {
      inbox = host.inbox;
      voice.connect(host.inbox);
      const ports = { crm: () => crm, crmCapabilities: crm.capabilities, callLog: () => crm, voice };
      return { ...ports, routes: [routeOf(getInbox)], close: async () => undefined };
    },
  };
  const world: { desk: DeskMode } = { desk: "works" };
  const engine = createEngine({
    publicUrl: "http://127.0.0.1",
    store,
    clock,
    logger,
    adapters: [adapter],
    country: "RU",
    flows: [visitReminder, flows.desk, flows.poison],
    rules: [visitRules],
    effects: [
      deskTell(
        () => world.desk,
        () => url,
      ),
    ],
    tables: [visits],
    gate: { consent },
  });
  await engine.ready();
  await getInbox().installed({ adapter: "fake", account: "test", externalId: "test", secret: planted.token });
  return Object.assign(world, { engine, account: engine.account("test"), clock, crm, voice, flows });
}

function expectInbox(): never {
  throw new Error("the adapter is not connected");
}
