import type { RobotPlacement, RobotRequest } from "./automation-types.ts";
import type { Actor, CrmItem } from "./crm/crm-types.ts";
import { entityType } from "./crm/crm-types.ts";
import { stageFieldOf } from "./crm/field-tables.ts";
import { findItem, updateItem } from "./crm/item-store.ts";
import { renderClassic } from "./crm/render-item.ts";
import { stagesOf } from "./crm/stages.ts";
import type { PortalContext } from "./portal-context.ts";
import { isTree, textOf } from "./rest/tree.ts";
import { nextId } from "./state.ts";
import { deliver, toAuthBlock } from "./webhooks.ts";
import { fieldText } from "./field-text.ts";

/** Names of document types in robot requests. */
const documents = new Map<number, { readonly type: string; readonly code: string }>([
  [entityType.deal, { type: "CCrmDocumentDeal", code: "DEAL" }],
  [entityType.lead, { type: "CCrmDocumentLead", code: "LEAD" }],
]);

const automation: Actor = { userId: null };

/** Starts every robot that stands on the stage an item is in. Robots of one stage do not wait for each other. */
export function startRobots(portal: PortalContext, item: CrmItem): void {
  const stageId = item.values.get(stageFieldOf(item.typeId));
  for (const placement of portal.state.robotPlacements) {
    if (placement.typeId === item.typeId && placement.stageId === stageId) void startRobot(portal, placement, item);
  }
}

/**
 * Fires a trigger: the item moves into the first later stage where the trigger stands. A trigger that stands
 * nowhere, or only behind the item, moves nothing.
 *
 * @returns whether the item moved.
 */
export function fireTrigger(portal: PortalContext, code: string, item: CrmItem): boolean {
  const stages = stagesOf(portal.state, item.typeId, Number(item.values.get("CATEGORY_ID") ?? 0)).map(
    (row) => row.statusId,
  );
  const here = stages.indexOf(String(item.values.get(stageFieldOf(item.typeId))));
  const targets = portal.state.triggerPlacements
    .filter((placement) => placement.code === code && placement.typeId === item.typeId)
    .map((placement) => ({ placement, at: stages.indexOf(placement.stageId) }))
    .filter(({ placement, at }) => at >= 0 && at !== here && (at > here || placement.allowBackwards))
    .sort((left, right) => left.at - right.at);
  const target = targets[0]?.placement.stageId;
  if (target === undefined) return false;
  updateItem(portal, item, { [stageFieldOf(item.typeId)]: target }, automation, false);
  return true;
}

/** Ends the waiting of a robot request. Answers false when nobody waits for this token. */
export function completeRobotRequest(
  portal: PortalContext,
  eventToken: string,
  returnValues: unknown,
  logMessage: string | undefined,
): boolean {
  const request = portal.state.robotRequests.get(eventToken);
  if (!request || !isOpen(request)) return false;
  request.cancelTimeout?.();
  request.status = "completed";
  request.completedAt = portal.clock.now();
  request.returnValues = returnValues;
  if (logMessage) request.logMessages.push(logMessage);
  return true;
}

/** Whether the workflow still waits for this request. One that was not delivered waits too: its handler may have got it. */
export function isOpen(request: RobotRequest): boolean {
  return request.waits && ["sending", "waiting", "undelivered"].includes(request.status);
}

async function startRobot(portal: PortalContext, placement: RobotPlacement, item: CrmItem): Promise<void> {
  const robot = portal.state.robots.get(placement.code);
  const document = documents.get(item.typeId);
  if (!robot || !document || !portal.state.app.installed) return;
  const request = openRequest(portal, placement, item, robot.useSubscription !== "N");
  const status = await deliver(portal, "robot", robot.code, robot.handler, {
    workflow_id: request.workflowId,
    code: robot.code,
    document_id: ["crm", document.type, `${document.code}_${item.id}`],
    document_type: ["crm", document.type, document.code],
    event_token: request.eventToken,
    properties: toProperties(portal, placement, item, request.id),
    use_subscription: request.waits ? "Y" : "N",
    timeout_duration: placement.timeoutSeconds,
    ts: Math.floor(portal.clock.now() / 1000),
    auth: toAuthBlock(portal, robot.authUserId || null, false),
  });
  if (request.status === "sending") {
    const delivered = status !== null && status >= 200 && status < 300;
    request.status = delivered ? (request.waits ? "waiting" : "not-waiting") : "undelivered";
  }
}

function openRequest(portal: PortalContext, placement: RobotPlacement, item: CrmItem, waits: boolean): RobotRequest {
  const { state, clock, ids } = portal;
  const id = nextId(state, "robot-request");
  const request: RobotRequest = {
    id,
    eventToken: `${ids.hex(32)}|A${placement.id}_${item.id}_${id}|${ids.hex(16)}.${ids.hex(64)}`,
    workflowId: `${ids.hex(14)}.${String(ids.between(10_000_000, 99_999_999))}`,
    code: placement.code,
    typeId: item.typeId,
    itemId: item.id,
    stageId: placement.stageId,
    waits,
    sentAt: clock.now(),
    status: "sending",
    completedAt: undefined,
    returnValues: undefined,
    logMessages: [],
    cancelTimeout: undefined,
  };
  state.robotRequests.set(request.eventToken, request);
  if (waits && placement.timeoutSeconds > 0) {
    request.cancelTimeout = clock.at(clock.now() + placement.timeoutSeconds * 1000, () => {
      if (isOpen(request)) request.status = "timed-out";
    });
  }
  return request;
}

/**
 * Every declared property of the robot: as placed, else its default, else empty. The vendor sends single values
 * now plain, now as a list of one (facts compiled from docs read 2026-08-21); here every second request has lists.
 */
function toProperties(
  portal: PortalContext,
  placement: RobotPlacement,
  item: CrmItem,
  requestId: number,
): Record<string, unknown> {
  const declared = portal.state.robots.get(placement.code)?.properties ?? {};
  const row = renderClassic(portal, item);
  const values: Record<string, unknown> = {};
  for (const [key, definition] of Object.entries(declared)) {
    const initial = isTree(definition) ? textOf(definition, "Default", "default", "DEFAULT") : undefined;
    const placed = placement.properties[key] ?? initial ?? "";
    const filled = Array.isArray(placed) ? placed.map((one) => fillIn(one, row)) : fillIn(placed, row);
    values[key] = Array.isArray(filled) || requestId % 2 === 1 ? filled : [filled];
  }
  return values;
}

/** Puts field values of the item where a value says `{=Document:FIELD}`, as the robot designer inserts them. */
function fillIn(value: unknown, row: Readonly<Record<string, unknown>>): unknown {
  if (typeof value === "boolean") return value ? "Y" : "N";
  if (typeof value !== "string") return value;
  return value.replace(/\{=Document:([A-Z0-9_]+)\}/g, (_, field: string) => fieldText(row[field]));
}

/** The item a trigger or robot works on, if its type knows automation. */
export function findAutomatedItem(portal: PortalContext, typeId: number, id: number | undefined): CrmItem | undefined {
  return documents.has(typeId) ? findItem(portal, typeId, id) : undefined;
}
