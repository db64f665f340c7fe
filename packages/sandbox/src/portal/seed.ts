import type { StatusRow } from "./crm/crm-types.ts";
import { nextId } from "./state.ts";
import type { PortalState, PortalUser } from "./state.ts";

type Seed = readonly (readonly [statusId: string, name: string, semantics?: "S" | "F"])[];

const dealStages: Seed = [
  ["NEW", "New"],
  ["PREPARATION", "Preparing documents"],
  ["PREPAYMENT_INVOICE", "Prepayment invoice"],
  ["EXECUTING", "In progress"],
  ["FINAL_INVOICE", "Final invoice"],
  ["WON", "Deal won", "S"],
  ["LOSE", "Deal lost", "F"],
  ["APOLOGY", "Analyse failure", "F"],
];
const leadStages: Seed = [
  ["NEW", "Unprocessed"],
  ["IN_PROCESS", "In progress"],
  ["PROCESSED", "Processed"],
  ["CONVERTED", "Good lead", "S"],
  ["JUNK", "Junk lead", "F"],
];
const sources: Seed = [
  ...(["CALL", "EMAIL", "WEB", "ADVERTISING", "PARTNER", "RECOMMENDATION", "TRADE_SHOW", "WEBFORM"] as const),
  ...(["CALLBACK", "RC_GENERATOR", "STORE", "OTHER"] as const),
].map((id) => [id, id] as const);

const users: readonly PortalUser[] = [
  { ...person("Anna", "Admin"), id: 1, email: "admin@example.test", admin: true, phoneInner: "101" },
  { ...person("Maxim", "Manager"), id: 6, email: "manager@example.test", admin: false, phoneInner: "106" },
];

/** Scopes of the webhook that belongs to employee 6. */
const webhookScopes = ["crm", "user", "telephony", "bizproc"];

/** Fills a new portal: employees 1 (administrator) and 6 (manager), funnel 0, leads, sources, one employee's webhook. */
export function seedPortal(state: PortalState, webhookCode: string): void {
  for (const user of users) state.users.set(user.id, { ...user, timeZone: state.timeZone });
  state.webhooks.push({ userId: 6, code: webhookCode, scopes: webhookScopes });
  state.categories.push({ id: 0, name: "General", sort: 300 });
  addDictionary(state, "DEAL_STAGE", dealStages, null);
  addDictionary(state, "STATUS", leadStages, null);
  addDictionary(state, "SOURCE", sources, null);
}

/** Adds the stages that every new funnel starts with. */
export function seedFunnel(state: PortalState, categoryId: number): void {
  const prefixed = dealStages.map(([id, ...rest]) => [`C${categoryId}:${id}`, ...rest] as const);
  addDictionary(state, `DEAL_STAGE_${categoryId}`, prefixed, categoryId);
}

/** Adds one row to a dictionary. */
export function addStatus(state: PortalState, row: Omit<StatusRow, "id" | "color">): StatusRow {
  const color = { P: "#39A8EF", S: "#7BD500", F: "#FF5752" }[row.semantics];
  const added = { ...row, id: nextId(state, "status"), color };
  state.statuses.push(added);
  return added;
}

function addDictionary(state: PortalState, entityId: string, rows: Seed, categoryId: number | null): void {
  rows.forEach(([statusId, name, final], index) => {
    const semantics = final ?? "P";
    const system = index === 0 || semantics !== "P";
    addStatus(state, { entityId, statusId, name, sort: (index + 1) * 10, system, semantics, categoryId });
  });
}

function person(name: string, lastName: string): Pick<PortalUser, "name" | "lastName" | "active" | "timeZone"> {
  return { name, lastName, active: true, timeZone: "" };
}
