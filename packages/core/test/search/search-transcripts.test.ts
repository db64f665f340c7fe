import { describe, expect, it } from "vitest";
import type { TranscriptTurn } from "../../src/calls/index.ts";
import { memoryStore, virtualEngine, type VirtualEngine, type VirtualEngineSettings } from "../../src/testing/index.ts";
import { storeOver } from "../../src/testing/stores/store-over.ts";
import { visitReminder, visitRules } from "../fixtures/visit-reminder.ts";

const hour = 3_600_000;

async function open(settings: Partial<VirtualEngineSettings> = {}): Promise<VirtualEngine> {
  return virtualEngine({
    flows: [visitReminder],
    rules: [visitRules],
    gate: { consent: "notRequired", window: { from: "00:00", to: "23:59" } },
    ...settings,
  });
}

/** A call in which a client says these things. @returns the run */
async function callSaying({ account, voice, clock }: VirtualEngine, ...said: readonly string[]): Promise<string> {
  await account.call(visitReminder, { phone: "+79161234567", input: { name: "Анна", time: "15:00" } });
  await clock.settle();
  const run = voice.launches.at(-1)?.run ?? "";
  await voice.answers(run);
  await voice.leaves(run, "ask", "answer:yes");
  await voice.leaves(run, "thank", "said");
  await voice.sendsRecording(run, toTurns(said));
  await clock.settle();
  return run;
}

function toTurns(said: readonly string[]): readonly TranscriptTurn[] {
  return said.map((text, at) => ({ speaker: "client", text, atMs: at * 2_500, untilMs: at * 2_500 + 2_000 }));
}

describe("a search in transcripts", () => {
  it("finds the turn by another form of its words, and leads to its second", async () => {
    const world = await open();
    await callSaying(world, "Да, приду.");
    const run = await callSaying(world, "Здравствуйте.", "Мне нужно перенести договоры на пятницу.");
    expect(await world.account.search("договором перенесите")).toEqual([
      {
        run,
        job: run.replace(/:1$/, ""),
        turn: 1,
        second: 2.5,
        speaker: "client",
        words: "Мне нужно перенести договоры на пятницу.",
        has: "every",
        score: expect.any(Number),
      },
    ]);
    await world.close();
  });

  it("gives turns with some of the words where none has all", async () => {
    const world = await open();
    const run = await callSaying(world, "Позвоните насчёт договора.");
    const hits = await world.account.search("договор страхования");
    expect(hits).toMatchObject([{ run, has: "some", words: "Позвоните насчёт договора." }]);
    expect(await world.account.search("никогда")).toEqual([]);
    expect(await world.account.search(" …? ")).toEqual([]);
    await world.close();
  });

  it("finds runs that were put away", async () => {
    const world = await open();
    const run = await callSaying(world, "Позвоните насчёт договора.");
    await world.clock.advance(30 * 24 * hour);
    expect((await world.engine.compact()).lanes).toBeGreaterThan(0);
    expect(await world.store.read("runs", run)).toBeUndefined();
    expect(await world.account.search("договоры")).toMatchObject([{ run, words: "Позвоните насчёт договора." }]);
    await world.close();
  });

  it("finds what the transcript says that stays, when two of a call come", async () => {
    const world = await open();
    const texts = ["Первый договор.", "Второй счёт."];
    const run = await callSaying(world, texts[0] ?? "", "Лишняя строка.");
    const report = { type: "recording.ready", url: null, mediaType: "audio/wav", durationMs: 5_000 } as const;
    const second = { ...report, transcriptBlob: null, at: world.clock.now() };
    await world.voice.report(run, "recording-2", second, toTurns([texts[1] ?? ""]));
    await world.clock.settle();
    const kept = (await world.account.transcript(run)).map(({ text }) => text);
    const words = ["договора", "лишней", "счёта"];
    const found = await Promise.all(words.map((word) => world.account.search(word)));
    expect(found.flat().map((hit) => hit.words)).toEqual(kept);
    await world.close();
  });

  it("keeps to the robot and the time that are asked for", async () => {
    const world = await open();
    const early = await callSaying(world, "Договор первый.");
    const between = new Date(world.clock.now() + hour);
    await world.clock.advance(2 * hour);
    const late = await callSaying(world, "Договор второй.");
    const runs = async (options: Parameters<typeof world.account.search>[1]) =>
      (await world.account.search("договор", options)).map(({ run }) => run);
    expect(await runs({})).toEqual([late, early]);
    expect(await runs({ until: between })).toEqual([early]);
    expect(await runs({ since: between })).toEqual([late]);
    expect(await runs({ robot: "visit-reminder", limit: 1 })).toEqual([late]);
    expect(await runs({ robot: "another" })).toEqual([]);
    for (const limit of [0, 101, 1.5]) {
      await expect(runs({ limit })).rejects.toMatchObject({ code: "LIST_INVALID" });
    }
    await world.close();
  });

  it("sees nothing of another account", async () => {
    const world = await open();
    await callSaying(world, "Договор.");
    await world.store.commit([
      [{ op: "put", table: "accounts", row: { ...(await firstAccount(world)), id: "other" } }],
    ]);
    expect(await world.engine.account("other").search("договор")).toEqual([]);
    await world.close();
  });

  it("is refused where the store keeps words encrypted, and no words are written there", async () => {
    const store = storeOver(memoryStore(), { canSearch: false });
    const world = await open({ store });
    await callSaying(world, "Договор.");
    await expect(world.account.search("договор")).rejects.toMatchObject({ code: "STORE_SEARCH_OFF" });
    expect(await store.find("turns", {})).toEqual([]);
    await world.close();
  });

  it("gives a turn without its words when the transcript is gone", async () => {
    const world = await open();
    const run = await callSaying(world, "Договор.");
    const refs = await world.store.find("blobRefs", { where: { owner: run } });
    await world.store.commit([refs.map(({ id }) => ({ op: "delete", table: "blobRefs", id }) as const)]);
    expect(await world.account.search("договор")).toMatchObject([{ run, words: null }]);
    await world.close();
  });
});

async function firstAccount({ store }: VirtualEngine) {
  const [row] = await store.find("accounts", {});
  if (!row) throw new Error("there is an account");
  return row;
}
