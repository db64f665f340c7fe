import { setMaxListeners } from "node:events";
import type { ClientScript } from "../clients/client-script.ts";
import type { CallRecord } from "./call-record.ts";
import type { LiveCall } from "./live-call.ts";
import { playCall } from "./play-call.ts";
import type { Scenario } from "./scenario.ts";
import { toFullPace, type VoiceBoxSettings } from "./voicebox-settings.ts";
import { beginWork } from "./work-time.ts";

/** A launch that was understood. */
export interface AcceptedLaunch {
  readonly number: string;
  readonly scenario: Scenario;
  readonly variables: ReadonlyMap<string, string>;
  readonly origin: string;
}

/** Keeps the calls, the clients by number and the count of what is still under way. */
export interface Switchboard {
  /** Starts a call and gives its id, or undefined when all lines are busy. */
  start(launch: AcceptedLaunch): string | undefined;
  /** From now on the calls to this number meet these clients, one each; the last one stays. */
  setClients(number: string, scripts: readonly ClientScript[]): void;
  calls(): readonly CallRecord[];
  /** Calls that have not ended or whose recording is still to be told. */
  pending(): number;
  /** Drops the calls under way. */
  stop(): void;
}

/** Makes a switchboard without calls. */
export function createSwitchboard(settings: VoiceBoxSettings): Switchboard {
  const { clock, recordingPush = true, maxLines = Infinity } = settings;
  const pace = toFullPace(settings.pace);
  const stopping = new AbortController();
  setMaxListeners(0, stopping.signal);
  const records: CallRecord[] = [];
  const scripted = new Map<string, ClientScript[]>();
  const attempts = new Map<string, number>();
  let underWay = 0;

  function whoPicksUp(number: string, runId: string | undefined): ClientScript {
    const attemptOfNumber = (attempts.get(number) ?? 0) + 1;
    attempts.set(number, attemptOfNumber);
    const scripts = scripted.get(number);
    const script = scripts && scripts.length > 1 ? scripts.shift() : scripts?.[0];
    return script ?? settings.clientFor?.({ number, runId, attemptOfNumber }) ?? { answers: false };
  }

  return {
    start({ number, scenario, variables, origin }) {
      if (records.filter(({ status }) => status !== "ended").length >= maxLines) return undefined;
      const runId = variables.get("runId");
      const record: LiveCall["record"] = {
        callId: `vb-${records.length + 1}`,
        runId,
        number,
        startedAt: clock.now(),
        answeredAt: null,
        endedAt: null,
        status: "ringing",
        path: [],
        heard: [],
        transcript: [],
        reports: [],
        recording: null,
      };
      records.push(record);
      underWay += 1;
      const call: LiveCall = {
        record,
        scenario,
        variables: new Map([...variables, ["numberB", number]]),
        pace,
        work: beginWork(clock, stopping.signal),
        origin,
        stopped: stopping.signal,
        whoPicksUp: (phone) => whoPicksUp(phone, runId),
        client: undefined,
        hungUpAt: undefined,
        prompts: 0,
        messages: 0,
      };
      void playCall(call, { recordingPush }).finally(() => (underWay -= 1));
      return record.callId;
    },
    setClients: (number, scripts) => void scripted.set(number, [...scripts]),
    calls: () => structuredClone(records),
    pending: () => underWay,
    stop: () => stopping.abort(),
  };
}
