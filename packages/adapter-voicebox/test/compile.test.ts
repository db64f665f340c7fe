import { readFileSync } from "node:fs";
import type { AskNode, DialogGraph, DialogNode } from "@callwright/core/ports";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { voicebox, type VoiceBoxSettings } from "@callwright/adapter-voicebox";
import { arbitraryGraph } from "./support/arbitrary-graph.ts";
import { fakeHost } from "./support/fake-host.ts";
import { fakeCabinet } from "./support/fake-http.ts";
import { sampleGraph, sampleSettings } from "./support/sample.ts";

interface AnyEdge {
  readonly newState: string;
}
interface AnyState {
  readonly type: string;
  readonly name: string;
  readonly x: number;
  readonly y: number;
  readonly requestParametersRaw: string;
  readonly announcement: { readonly text: string };
  readonly inputAnalysis?: readonly { readonly success: AnyEdge }[];
  readonly [edge: string]: unknown;
}
interface AnyScenario {
  readonly customVariables: readonly string[];
  readonly comment: string;
  readonly states: readonly AnyState[];
}

async function compile(graph: DialogGraph, more: Partial<VoiceBoxSettings> = {}, publicUrl?: string) {
  const cabinet = fakeCabinet();
  const host = fakeHost(publicUrl === undefined ? {} : { publicUrl });
  const { voice } = voicebox({ ...sampleSettings, ...more, http: cabinet }).connect(host);
  await voice?.publish("shop-1", [graph]);
  const text = String(cabinet.requests.find(({ method }) => method === "PUT")?.body);
  return { text, scenario: JSON.parse(text) as AnyScenario };
}

const edgeNames = ["success", "error", "onAParty", "onDetectAI", "onNoInput", "onExpiry", "onInvalidInput"];
function edgesOf(state: AnyState): AnyEdge[] {
  const direct = edgeNames.map((name) => state[name]).filter((edge) => edge !== null && edge !== undefined);
  return [...(direct as AnyEdge[]), ...(state.inputAnalysis ?? []).map(({ success }) => success)];
}
const variablesIn = (text: string) => [...text.matchAll(/\{\{(\w[\w-]*)\}\}/g)].map((match) => match[1]);

describe("the scenario of a dialog", () => {
  it("is the golden document", async () => {
    const golden = readFileSync(new URL("golden/visit-reminder.json", import.meta.url), "utf8");
    const { text } = await compile(sampleGraph, { capabilities: { recordingPush: true } });
    expect(text).toBe(JSON.stringify(JSON.parse(golden)));
  });

  it("is the same to the byte however the graph lists its nodes, and whatever its texts and version", async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryGraph(), async (graph) => {
        const reworded = Object.entries(graph.nodes)
          .reverse()
          .map(([name, node]) => [name, { ...node, text: "other" }] as const);
        const other = { ...graph, version: 9, nodes: Object.fromEntries(reworded) as Record<string, DialogNode> };
        expect((await compile(other)).text).toBe((await compile(graph)).text);
      }),
      { numRuns: 60 },
    );
  });

  it("names each state once, leads to states that exist, and stands each in a place of its own", async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryGraph(), async (graph) => {
        const { scenario } = await compile(graph);
        const names = new Set(scenario.states.map(({ name }) => name));
        expect(names.size).toBe(scenario.states.length);
        for (const state of scenario.states) for (const edge of edgesOf(state)) expect(names).toContain(edge.newState);
        expect(new Set(scenario.states.map(({ x, y }) => `${x},${y}`)).size).toBe(scenario.states.length);
        expect(scenario.states.filter(({ type }) => type === "Initial")).toHaveLength(1);
      }),
      { numRuns: 100 },
    );
  });

  it("declares exactly the variables that its states use and the launch sends", async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryGraph(), fc.boolean(), async (graph, recordingPush) => {
        const { scenario } = await compile(graph, { capabilities: { recordingPush } });
        const used = new Set(variablesIn(JSON.stringify(scenario.states)));
        used.delete("numberB");
        if (recordingPush) used.add("recordingUrl");
        expect(new Set(scenario.customVariables)).toEqual(used);
        expect(scenario.customVariables).toHaveLength(used.size);
      }),
      { numRuns: 60 },
    );
  });

  it("reports the way through the graph, each node once, and ends where the graph ends", async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryGraph(), fc.infiniteStream(fc.nat()), async (graph, choices) => {
        const { scenario } = await compile(graph);
        const states = new Map(scenario.states.map((state) => [state.name, state]));
        const walked = walk(graph, choices);
        let state = states.get("Start");
        const reported: unknown[] = [];
        for (const takes of [
          "start",
          "answered",
          "reported",
          ...walked.steps.flatMap((step) => [step.exit, "reported"]),
        ]) {
          if (!state) break;
          if (takes === "reported") reported.push(JSON.parse(state.requestParametersRaw));
          state = states.get(edgeFor(state, takes));
        }
        expect(reported).toEqual([
          { v: 1, runId: "{{runId}}", event: "answered" },
          ...walked.steps.map((step) => ({ v: 1, runId: "{{runId}}", event: "left", ...step })),
        ]);
        expect(state?.type).toBe("ReleaseCall");
        expect(state?.name).toBe(walked.end);
      }),
      { numRuns: 100 },
    );
  });

  it("goes on in the same way when a report is not heard", async () => {
    const { scenario } = await compile(sampleGraph);
    const requests = scenario.states.filter(({ type }) => type === "HTTPRequest");
    expect(requests).toHaveLength(2 + 4 * 5 + 2 * 2);
    for (const request of requests) expect(request["error"]).toEqual(request["success"]);
  });

  it.each([
    [
      "https://calls.example.com/callwright",
      { protocol: "https", host: "calls.example.com", port: 443, url: "/callwright/voicebox/report" },
    ],
    ["http://127.0.0.1:8080", { protocol: "http", host: "127.0.0.1", port: 8080, url: "/voicebox/report" }],
    ["http://localhost/x", { protocol: "http", host: "localhost", port: 80, url: "/x/voicebox/report" }],
  ])("sends its reports to %s", async (publicUrl, address) => {
    const { scenario } = await compile(sampleGraph, {}, publicUrl);
    const headers = { "Content-Type": "application/json", "X-Robot-Token": "{{sig}}" };
    for (const state of scenario.states.filter(({ type }) => type === "HTTPRequest")) {
      expect(state).toMatchObject({ ...address, method: "POST", headers });
    }
  });

  it("rounds waiting up to whole seconds and listens only for what can answer", async () => {
    const byKey: AskNode = {
      kind: "ask",
      step: "ask",
      text: "question",
      answers: [{ name: "one", recognisers: [], key: "1", next: { end: "yes" } }],
      noInput: { end: "unclear" },
      noMatch: { end: "unclear" },
      hungUp: "unclear",
      timeoutMs: 2100,
    };
    const { scenario } = await compile({ ...sampleGraph, nodes: { ask: byKey } });
    expect(scenario.states.find(({ type }) => type === "IVR")).toMatchObject({
      awaitingTime: 3,
      voiceInput: false,
      keyboardInput: true,
      inputAnalysis: [{ dtmf: "1", words: [], keywords: [] }],
    });
  });
});

/** A way through the graph, told by the graph alone. */
function walk(graph: DialogGraph, choices: Iterator<number>) {
  const steps: { readonly node: string; readonly exit: string }[] = [];
  let target = graph.start;
  while ("node" in target) {
    const name = target.node;
    const node = graph.nodes[name];
    if (node?.kind !== "say" && node?.kind !== "ask") throw new Error("the arbitrary made no such graph");
    const exits =
      node.kind === "say"
        ? [{ exit: "said", next: node.next }]
        : [
            ...node.answers.map((answer) => ({ exit: `answer:${answer.name}`, next: answer.next })),
            { exit: "noInput", next: node.noInput },
            { exit: "noMatch", next: node.noMatch },
          ];
    const choice = Number(choices.next().value) % (exits.length + 1);
    const taken = exits[choice];
    steps.push({ node: name, exit: taken?.exit ?? "hungUp" });
    if (!taken) return { steps, end: "Hang up" };
    target = taken.next;
  }
  return { steps, end: `End ${target.end}` };
}

/** The edge that a call takes. */
function edgeFor(state: AnyState, takes: string): string {
  const answer = /^answer:a(\d)$/.exec(takes)?.[1];
  if (answer !== undefined) return state.inputAnalysis?.[Number(answer)]?.success.newState ?? "";
  const edge = { noInput: "onNoInput", noMatch: "onInvalidInput", hungUp: "onAParty" }[takes] ?? "success";
  return (state[edge] as AnyEdge | null)?.newState ?? "";
}
