/** States written by hand, in the manner of docs/adapters/voicebox-wire.md. */
const place = { x: 0, y: 0 };
const edge = (newState: string | null) => (newState === null ? null : { title: "", newState });
const announcement = (text: string) => ({ type: "text", file: "", text });

export const initial = (to: string) => ({ type: "Initial", name: "start", ...place, success: edge(to), error: null });

export const outgoing = (to: string, failed: string | null) => ({
  type: "OutgoingCall",
  name: "dial",
  ...place,
  phone: "{{numberB}}",
  success: edge(to),
  error: edge(failed),
});

export const message = (name: string, text: string, to: string | null, hungUp: string | null) => ({
  type: "VoiceMessage",
  name,
  ...place,
  announcement: announcement(text),
  detectAI: false,
  success: edge(to),
  error: null,
  onAParty: edge(hungUp),
  onDetectAI: null,
  onNoInput: null,
  onExpiry: null,
  onInvalidInput: null,
});

/** Where a question leads. `yes` and `no` are answers by key and dictionary. */
export interface QuestionEdges {
  readonly yes: string | null;
  readonly no: string | null;
  readonly silent: string | null;
  readonly invalid: string | null;
  readonly hungUp: string | null;
}

export const question = (name: string, text: string, to: QuestionEdges, extra: object = {}) => ({
  type: "IVR",
  name,
  ...place,
  announcement: announcement(text),
  awaitingTime: 5,
  repeatCount: 1,
  voiceInput: true,
  keyboardInput: true,
  immediateStt: false,
  detectAI: false,
  inputAnalysis: [
    { dtmf: "1", words: [], keywords: [{ name: "Согласие", id: "5", lost: false }], success: edge(to.yes) },
    { dtmf: "2", words: ["перезвоните"], keywords: [{ name: "Отказ", id: "6", lost: false }], success: edge(to.no) },
  ],
  success: null,
  error: null,
  onNoInput: edge(to.silent),
  onExpiry: edge(to.silent),
  onInvalidInput: edge(to.invalid),
  onAParty: edge(to.hungUp),
  onDetectAI: null,
  ...extra,
});

export const report = (name: string, port: number, content: Record<string, unknown>, to: string | null) => ({
  type: "HTTPRequest",
  name,
  ...place,
  method: "POST",
  protocol: "http",
  host: "127.0.0.1",
  port: String(port),
  url: "/voicebox/report",
  headers: { "Content-Type": "application/json", "X-Robot-Token": "{{sig}}" },
  requestParameters: {},
  requestParametersType: "raw",
  requestParametersRaw: JSON.stringify({ v: 1, runId: "{{runId}}", ...content }),
  responseCodeVariable: "",
  responseBodyVariables: [],
  success: edge(to),
  error: edge(to),
});

export const left = (port: number, node: string, exit: string, to: string) =>
  report(`${node} ${exit}`, port, { event: "left", node, exit }, to);

export const release = { type: "ReleaseCall", name: "release", ...place, success: null, error: null };

export const scenario = (states: readonly object[]) => ({
  id: "scenario-1",
  name: "visit reminder",
  type: "outgoing",
  comment: "",
  customVariables: ["runId", "sig"],
  settings: { voice: "oksana", speed: 100, emotion: "neutral" },
  states,
});
