import type { ClientScript } from "../../src/clients/client-script.ts";
import { createVoiceBox, type VoiceBox } from "../../src/voicebox/create-voicebox.ts";
import type { VoiceBoxSettings } from "../../src/voicebox/voicebox-settings.ts";
import { VirtualClock } from "./virtual-clock.ts";

const credentials = { user: "robot", password: "secret", bearer: "token", customerId: "c1" };
export const basic = `Basic ${Buffer.from("robot:secret").toString("base64")}`;
export const number = "79161234567";
const base = "http://voicebox.test";

/** A box without sockets, on a clock of its own, with a few short ways to use it. */
export function testBox(settings: Partial<VoiceBoxSettings> = {}) {
  const clock = new VirtualClock();
  const box = createVoiceBox({ clock, credentials, ...settings });
  return { clock, box, ...toRequests(box, clock) };
}

function toRequests(box: VoiceBox, clock: VirtualClock) {
  const send = (method: string, path: string, body?: unknown, authorization = basic) =>
    box.fetch(
      new Request(base + path, {
        method,
        headers: { authorization, "content-type": "application/json" },
        ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
      }),
    );
  const publish = async (document: unknown) => {
    const response = await send("PUT", "/v1/customers/c1/scenarios/s1", document, "Bearer token");
    box.bindEntryPoint({ entryPoint: "entry", scenarioId: "s1" });
    return response;
  };
  const launch = (data: object = {}) => send("POST", "/api/v1/sb", { method: "entry", data: { number, ...data } });
  const lookUp = async (runId: string) => {
    const response = await send("GET", `/api/v1/sb/calls?runId=${runId}`);
    return ((await response.json()) as { calls: Record<string, unknown>[] }).calls;
  };
  /** Publishes, launches one call and lets it end. */
  const play = async (document: unknown, data: object = {}) => {
    await publish(document);
    await launch(data);
    await clock.runUntil(() => box.pending() === 0);
    const call = box.calls()[0];
    if (!call) throw new Error("no call was made");
    return call;
  };
  return { send, publish, launch, lookUp, play };
}

/** A client who picks up and does this at the prompts. */
export const client = (...turns: Extract<ClientScript, { answers: true }>["turns"]): ClientScript => ({
  answers: true,
  turns,
});
