import { setup } from "xstate";
import { z } from "zod";
import { defineFlow, defineTable } from "../../src/index.ts";
import { virtualEngine, type VirtualEngine, type VirtualEngineSettings } from "../../src/testing/index.ts";
import { visitReminder, visitRules } from "../fixtures/visit-reminder.ts";

export const day = 24 * 3_600_000;

interface Note {
  readonly text: string;
}

/** A flow that waits, and keeps what it was given. */
export const note = defineFlow({
  id: "note",
  version: 1,
  input: z.object({ text: z.string() }),
  machine: setup({
    types: { context: {} as Note, input: {} as Note, events: {} as { type: "finish" } },
  }).createMachine({
    context: ({ input }) => input,
    initial: "open",
    states: { open: { on: { finish: "over" } }, over: { type: "final" } },
  }),
});

export const visits = defineTable({
  id: "visits",
  version: 1,
  row: z.object({ id: z.string(), phone: z.string(), remark: z.string(), at: z.int() }),
  indexes: [["at"]],
  person: { phone: "phone" },
  retention: { keepMs: 10 * day, since: "at" },
});

/** A virtual engine with robot, flow and table, in which clients say yes. */
export async function openOffice(settings: Partial<VirtualEngineSettings> = {}): Promise<VirtualEngine> {
  return virtualEngine({
    flows: [visitReminder, note],
    rules: [visitRules],
    tables: [visits],
    gate: { consent: "notRequired", window: { from: "00:00", to: "23:59" } },
    ...settings,
  });
}

/** The CRM asks for a call about a deal; the client says yes, and recording and transcript come. @returns the job */
export async function callAbout(
  world: VirtualEngine,
  deal: string,
  { name = "Анна", phones = ["+79161234567"], words = "да, приду с Барсиком" } = {},
): Promise<string> {
  const { crm, voice, clock } = world;
  const subject = crm.addDeal(deal, { phones });
  const properties = { input_name: name, input_time: "15:00" };
  await world.request({ robot: "visit-reminder", subject, token: `token-${deal}`, properties });
  await clock.settle();
  const run = voice.launches.at(-1)?.run ?? "";
  await voice.answers(run);
  await voice.leaves(run, "ask", "answer:yes");
  await clock.advance(2_000);
  await voice.leaves(run, "thank", "said");
  await voice.sendsRecording(run, [
    { speaker: "robot", text: `Здравствуйте, ${name}!`, atMs: 0, untilMs: 900 },
    { speaker: "client", text: words, atMs: 1_000, untilMs: 1_900 },
  ]);
  await clock.advance(2_000);
  return run.replace(/:1$/, "");
}

/** Tables that hold what is known of people. */
const personal = [
  ...["runs", "journal", "effects", "timers", "jobs", "attempts", "doNotCall", "blobs", "blobRefs", "archives"],
  ...["turns", "persons", "quarantine", "charges", "own.visits"],
] as const;

/** Everything that the store holds, as one text; archives unpacked is not needed: they are counted. */
export async function everything({ store }: VirtualEngine): Promise<string> {
  const rows = await Promise.all(personal.map((table) => store.find(table as "runs", { limit: 10_000 })));
  return JSON.stringify(rows);
}

/** How many rows a table has. */
export async function countOf({ store }: VirtualEngine, table: string): Promise<number> {
  return (await store.find(table as "runs", { limit: 10_000 })).length;
}
