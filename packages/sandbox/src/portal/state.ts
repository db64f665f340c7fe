import type {
  RegisteredRobot,
  RegisteredTrigger,
  RobotPlacement,
  RobotRequest,
  TriggerPlacement,
} from "./automation-types.ts";
import type {
  Activity,
  Category,
  CrmItem,
  StageHistoryRow,
  StatusRow,
  TimelineEntry,
  UserField,
} from "./crm/crm-types.ts";
import type { PortalLogEntry } from "./portal-log.ts";
import type { ExternalCall, StoredFile, Transcript } from "./telephony-types.ts";

/** An employee. */
export interface PortalUser {
  readonly id: number;
  readonly name: string;
  readonly lastName: string;
  readonly email: string;
  readonly admin: boolean;
  readonly active: boolean;
  readonly timeZone: string;
  readonly phoneInner: string | null;
}

/** An incoming webhook: a secret address that acts as its employee. */
export interface IncomingWebhook {
  readonly userId: number;
  readonly code: string;
  readonly scopes: readonly string[];
}

/** The application as this portal knows it. */
export interface PortalApp {
  readonly id: number;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly applicationToken: string;
  readonly scopes: readonly string[];
  handlerUrl: string;
  installed: boolean;
}

/** Access given to the application in the name of an employee. */
export interface AccessGrant {
  readonly userId: number;
  readonly expiresAt: number;
}

/** A handler bound to an event. */
export interface EventBinding {
  readonly id: number;
  readonly event: string;
  readonly handler: string;
  readonly authUserId: number;
}

/** One request that the portal has sent: an event, an installation or a robot request. */
export interface Delivery {
  readonly kind: "event" | "robot" | "install";
  readonly name: string;
  readonly at: number;
  /** Absent while the request is under way, `null` when nobody answered. */
  status: number | null | undefined;
}

/** Everything the portal remembers. */
export interface PortalState {
  baseUrl: string;
  readonly memberId: string;
  readonly timeZone: string;
  readonly app: PortalApp;
  readonly users: Map<number, PortalUser>;
  readonly webhooks: IncomingWebhook[];
  readonly accessTokens: Map<string, AccessGrant>;
  /** Refresh tokens that still work, with their employee. */
  readonly refreshTokens: Map<string, { readonly userId: number; readonly expiresAt: number }>;
  readonly items: Map<number, Map<number, CrmItem>>;
  readonly statuses: StatusRow[];
  readonly categories: Category[];
  readonly userFields: UserField[];
  readonly stageHistory: StageHistoryRow[];
  readonly activities: Map<number, Activity>;
  readonly timeline: TimelineEntry[];
  readonly robots: Map<string, RegisteredRobot>;
  readonly robotPlacements: RobotPlacement[];
  readonly robotRequests: Map<string, RobotRequest>;
  readonly triggers: Map<string, RegisteredTrigger>;
  readonly triggerPlacements: TriggerPlacement[];
  readonly eventBindings: EventBinding[];
  readonly calls: Map<string, ExternalCall>;
  readonly files: Map<number, StoredFile>;
  readonly uploads: Map<string, { readonly callId: string; readonly fileName: string }>;
  readonly transcripts: Map<number, Transcript>;
  readonly deliveries: Delivery[];
  readonly log: PortalLogEntry[];
  readonly counters: Map<string, number>;
}

/** The next id of a kind of thing, from 1. */
export function nextId(state: PortalState, kind: string): number {
  const id = (state.counters.get(kind) ?? 0) + 1;
  state.counters.set(kind, id);
  return id;
}
