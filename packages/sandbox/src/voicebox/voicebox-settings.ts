import type { ClockPort } from "@callwright/core/ports";
import type { ClientScript } from "../clients/client-script.ts";

/** What a caller of the vendor must know: Basic for launches, look-ups and recordings, Bearer for publishing. */
export interface VoiceBoxCredentials {
  readonly user: string;
  readonly password: string;
  readonly bearer: string;
  readonly customerId: string;
}

/** How fast a call goes. */
export interface VoiceBoxPace {
  /** How long it rings before a client who answers picks up. Default 4,000. */
  readonly ringMs?: number;
  /** How long it rings when nobody picks up. Default five times `ringMs`. */
  readonly ringOutMs?: number;
  /** Speed of speech, of the robot and of the client. Default 60. */
  readonly msPerCharacter?: number;
  /** How long after a prompt the client begins to answer. Default 800. */
  readonly answerDelayMs?: number;
  /** Factor on the document's `awaitingTime`, for programs on a real clock. Default 1. */
  readonly waitFactor?: number;
}

/** A call about to ring, seen by the one who chooses its client. */
export interface RingingCall {
  readonly number: string;
  readonly runId: string | undefined;
  /** Counted from 1 over all calls to this number. */
  readonly attemptOfNumber: number;
}

/** What the sandbox's VoiceBox needs, once. */
export interface VoiceBoxSettings {
  readonly clock: ClockPort;
  /** For the latencies. Default 1. */
  readonly seed?: number;
  /** Requests are executed on arrival, their answers withheld this long. Default: not withheld. The control API is never slowed. */
  readonly latencyMs?: { readonly min: number; readonly max: number };
  readonly credentials: VoiceBoxCredentials;
  /** Whether calls can be looked up by run. Default true. */
  readonly lookup?: boolean;
  /** Whether recording and transcript are pushed after the call. Default true. */
  readonly recordingPush?: boolean;
  /** How many calls may be live at once. Default: no limit. */
  readonly maxLines?: number;
  readonly pace?: VoiceBoxPace;
  /** Who picks up. A script set through the control API goes first. Default: nobody picks up. */
  readonly clientFor?: (call: RingingCall) => ClientScript;
}

/** The pace with its defaults filled in. */
export function toFullPace(pace: VoiceBoxPace = {}): Required<VoiceBoxPace> {
  const ringMs = pace.ringMs ?? 4000;
  return {
    ringMs,
    ringOutMs: pace.ringOutMs ?? ringMs * 5,
    msPerCharacter: pace.msPerCharacter ?? 60,
    answerDelayMs: pace.answerDelayMs ?? 800,
    waitFactor: pace.waitFactor ?? 1,
  };
}
