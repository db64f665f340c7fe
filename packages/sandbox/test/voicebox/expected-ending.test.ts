import { afterEach, describe, expect, it } from "vitest";
import { clientPhrases, meaningOfPhrase, type PhraseMeaning } from "../../src/clients/client-phrases.ts";
import { clientScriptSchema, type ClientScript } from "../../src/clients/client-script.ts";
import { expectedEnding } from "../../src/clients/expected-ending.ts";
import { namedClient, namedClientKinds } from "../../src/clients/named-clients.ts";
import { randomClient } from "../../src/clients/random-client.ts";
import { seededRandom } from "../../src/seeded-random.ts";
import type { CallRecord } from "../../src/voicebox/call-record.ts";
import { startReportServer, type ReportServer } from "./report-server.ts";
import { client, testBox } from "./test-box.ts";
import { visitReminderScenario, visitReminderTexts } from "./visit-reminder-scenario.ts";

let server: ReportServer | undefined;
afterEach(async () => {
  await server?.close();
  server = undefined;
});

describe("the expected ending", () => {
  it.each<[string, ClientScript, ReturnType<typeof expectedEnding>]>([
    [
      "yes",
      namedClient("yes"),
      { outcome: "yes", heard: ["question", "seeYou"], reached: true, endCause: "robot_hangup" },
    ],
    [
      "no",
      namedClient("no"),
      { outcome: "no", heard: ["question", "manager"], reached: true, endCause: "robot_hangup" },
    ],
    [
      "silence",
      namedClient("silence"),
      { outcome: "unclear", heard: ["question", "again", "again"], reached: true, endCause: "robot_hangup" },
    ],
    [
      "gibberish",
      namedClient("unclear"),
      { outcome: "unclear", heard: ["question", "again"], reached: true, endCause: "robot_hangup" },
    ],
    ["nobody", namedClient("noAnswer"), { outcome: "noAnswer", heard: [], reached: false, endCause: null }],
    [
      "a hang-up",
      namedClient("hangup"),
      { outcome: "unclear", heard: ["question"], reached: true, endCause: "caller_hangup" },
    ],
    [
      "a hang-up in the farewell",
      { answers: true, turns: [{ presses: "2" }], hangsUpDuringMessage: 0 },
      { outcome: "no", heard: ["question", "manager"], reached: true, endCause: "caller_hangup" },
    ],
    [
      "silence and misses counted apart",
      client({ silent: true }, { presses: "9" }, { silent: true }, { says: "да" }),
      {
        outcome: "yes",
        heard: ["question", "again", "again", "again", "seeYou"],
        reached: true,
        endCause: "robot_hangup",
      },
    ],
  ])("for %s", (_, script, ending) => {
    expect(expectedEnding(script)).toEqual(ending);
  });

  it("is not guessed for a phrase that is not listed", () => {
    expect(() => expectedEnding(client({ says: "да нет, наверное" }))).toThrow(RangeError);
  });
});

describe("random clients", () => {
  const clients = (seed: number) => {
    const random = seededRandom(seed);
    return Array.from({ length: 200 }, () => randomClient(random));
  };

  it("are the same for the same seed, plain JSON, and as varied as promised", () => {
    expect(clients(1)).toEqual(clients(1));
    expect(clients(1)).not.toEqual(clients(2));
    for (const script of clients(1))
      expect(clientScriptSchema.parse(JSON.parse(JSON.stringify(script)))).toEqual(script);
    const endings = clients(1).map((script) => expectedEnding(script));
    expect(new Set(endings.map(({ outcome }) => outcome))).toEqual(new Set(["yes", "no", "unclear", "noAnswer"]));
    expect(endings.filter(({ outcome, endCause }) => outcome === "yes" && endCause === "caller_hangup")).not.toEqual(
      [],
    );
    expect(endings.filter(({ heard }) => heard.filter((key) => key === "again").length === 3)).not.toEqual([]);
  });

  it.each([1, 2026])("end in the executed scenario of the demo's robot as expected, seed %i", async (seed) => {
    server = await startReportServer();
    const scripts = [...clients(seed), ...namedClientKinds.map((kind) => namedClient(kind))];
    const { publish, launch, clock, box } = testBox({
      clientFor: ({ runId }) => scripts[Number(runId)] ?? { answers: false },
    });
    await publish(visitReminderScenario(server.port));
    for (const runId of scripts.keys()) await launch({ runId: String(runId), sig: "abc", ...visitReminderTexts() });
    await clock.runUntil(() => box.pending() === 0);
    expect(box.calls().map(toEnding)).toEqual(scripts.map((script) => expectedEnding(script)));
    expect(box.calls().flatMap(({ reports }) => reports.filter(({ delivered }) => !delivered))).toEqual([]);
  });
});

/** The ending as the reports of a call tell it. */
function toEnding(call: CallRecord) {
  const bodies = call.reports.map(({ body }) => body as { event: string; node?: string; exit?: string });
  const reached = bodies[0]?.event === "answered";
  const exits = bodies
    .filter(({ event }) => event === "left")
    .map(({ node, exit }) => `${node?.split("~")[0]} ${exit}`);
  const last = exits.at(-1) ?? "";
  const answered = exits.find((exit) => exit.startsWith("ask answer:"))?.slice("ask answer:".length);
  return {
    outcome: reached ? (answered ?? "unclear") : "noAnswer",
    heard: call.heard,
    reached,
    endCause: reached ? (last.endsWith(" hungUp") ? "caller_hangup" : "robot_hangup") : null,
  };
}

describe("the phrases", () => {
  it.each(["yes", "no", "other"] as const)(
    "for %s are spotted by the dictionaries as what they mean",
    async (meaning: PhraseMeaning) => {
      const outcomes = { yes: "thank", no: "promise", other: "ask~m" };
      server = await startReportServer();
      for (const phrase of clientPhrases[meaning]) {
        expect(meaningOfPhrase(phrase)).toBe(meaning);
        const { play } = testBox({ clientFor: () => client({ says: phrase }) });
        const { path } = await play(visitReminderScenario(server.port), { runId: "r1", ...visitReminderTexts() });
        expect(path.find((state) => ["thank", "promise", "ask~m"].includes(state))).toBe(outcomes[meaning]);
      }
    },
  );
});
