/** Where a state leads, by the name of another state. */
export interface Edge {
  readonly title: string;
  readonly newState: string;
}

/** Where and how a state stands in the document. */
export interface Placed {
  readonly name: string;
  readonly x: number;
  readonly y: number;
  readonly success: Edge | null;
  readonly error: Edge | null;
}

/** Words to be spoken. */
export interface Announcement {
  readonly type: "text";
  readonly file: "";
  readonly text: string;
}

/** What can happen while a state speaks. */
export interface Interruptions {
  /** The called person hangs up. */
  readonly onAParty: Edge | null;
  readonly onDetectAI: Edge | null;
  readonly onNoInput: Edge | null;
  readonly onExpiry: Edge | null;
  readonly onInvalidInput: Edge | null;
}

/** One way to answer. The first entry that fits wins. */
export interface InputEntry {
  /** Empty: no key. */
  readonly dtmf: string;
  readonly words: readonly string[];
  readonly keywords: readonly { readonly name: string; readonly id?: string; readonly lost: false }[];
  readonly success: Edge;
}

/** Begins. */
export interface InitialState extends Placed {
  readonly type: "Initial";
}

/** Dials. */
export interface OutgoingCallState extends Placed {
  readonly type: "OutgoingCall";
  readonly phone: string;
}

/** Speaks. */
export interface VoiceMessageState extends Placed, Interruptions {
  readonly type: "VoiceMessage";
  readonly announcement: Announcement;
  readonly detectAI: false;
}

/** Asks. */
export interface IvrState extends Placed, Interruptions {
  readonly type: "IVR";
  readonly announcement: Announcement;
  /** Seconds. */
  readonly awaitingTime: number;
  readonly repeatCount: 1;
  readonly voiceInput: boolean;
  readonly keyboardInput: boolean;
  readonly immediateStt: false;
  readonly detectAI: false;
  readonly inputAnalysis: readonly InputEntry[];
}

/** Reports to us. */
export interface HttpRequestState extends Placed {
  readonly type: "HTTPRequest";
  readonly method: "POST";
  readonly protocol: "https" | "http";
  readonly host: string;
  readonly port: number;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly requestParametersType: "raw";
  /** JSON text with `{{variables}}`. */
  readonly requestParametersRaw: string;
  readonly responseCodeVariable: string;
  readonly responseBodyVariables: readonly string[];
}

/** Ends the call. */
export interface ReleaseCallState extends Placed {
  readonly type: "ReleaseCall";
}

/** One state. Source of all shapes: `docs/adapters/voicebox-wire.md` (keys seen, meanings reading). */
export type ScenarioState =
  InitialState | OutgoingCallState | VoiceMessageState | IvrState | HttpRequestState | ReleaseCallState;

/** A scenario as it is published. */
export interface ScenarioDocument {
  readonly id: string;
  readonly name: string;
  readonly type: "outgoing";
  readonly comment: string;
  readonly customVariables: readonly string[];
  readonly settings: { readonly voice: string; readonly speed: number; readonly emotion: string };
  readonly states: readonly ScenarioState[];
}
