import { entityType, type CrmItem } from "./crm/crm-types.ts";
import type { PortalSettings } from "./portal-settings.ts";
import type { RandomIds } from "./random-ids.ts";
import { seedPortal } from "./seed.ts";
import type { PortalState } from "./state.ts";

const defaultScopes = ["crm", "bizproc", "telephony", "call", "user", "placement"];

/** The memory of a new portal. */
export function createState(settings: PortalSettings, ids: RandomIds): PortalState {
  const state: PortalState = {
    baseUrl: "http://portal.localhost",
    memberId: ids.hex(32),
    timeZone: settings.timeZone ?? "Europe/Moscow",
    app: {
      id: 3,
      clientId: settings.app.clientId,
      clientSecret: settings.app.clientSecret,
      applicationToken: ids.hex(32),
      scopes: settings.app.scopes ?? defaultScopes,
      handlerUrl: settings.app.handlerUrl,
      installed: false,
    },
    users: new Map(),
    webhooks: [],
    accessTokens: new Map(),
    refreshTokens: new Map(),
    items: new Map(Object.values(entityType).map((typeId) => [typeId, new Map<number, CrmItem>()])),
    statuses: [],
    categories: [],
    userFields: [],
    stageHistory: [],
    activities: new Map(),
    timeline: [],
    robots: new Map(),
    robotPlacements: [],
    robotRequests: new Map(),
    triggers: new Map(),
    triggerPlacements: [],
    eventBindings: [],
    calls: new Map(),
    files: new Map(),
    uploads: new Map(),
    transcripts: new Map(),
    deliveries: [],
    log: [],
    counters: new Map(),
  };
  seedPortal(state, ids.hex(16));
  return state;
}
