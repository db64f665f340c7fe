import type { UserFieldKind } from "../crm/crm-types.ts";
import { entityType } from "../crm/crm-types.ts";
import { createItem } from "../crm/item-store.ts";
import { findStage, stageDictionary, stagesOf } from "../crm/stages.ts";
import type { PortalContext } from "../portal-context.ts";
import { isTree, mapOf, textOf, toText } from "../rest/tree.ts";
import type { Tree } from "../rest/tree.ts";
import { addStatus, seedFunnel } from "../seed.ts";
import { nextId } from "../state.ts";
import { ControlError, readInteger, requireText } from "./read-body.ts";

type Answer = Record<string, unknown>;

/** What an administrator does in the pages of the portal, by path of the control API. */
export const administration: Readonly<Record<string, (portal: PortalContext, body: Tree) => Answer>> = {
  stages: addStage,
  categories: addCategory,
  users: addUser,
  webhooks: addWebhook,
  "user-fields": (portal, body) => addUserField(portal, readInteger(body, "entityTypeId", entityType.contact), body),
  contacts: (portal, body) => addItem(portal, entityType.contact, body),
  companies: (portal, body) => addItem(portal, entityType.company, body),
  leads: (portal, body) => addItem(portal, entityType.lead, body),
  deals: (portal, body) => addItem(portal, entityType.deal, body),
  robots: placeRobot,
  triggers: placeTrigger,
};

/** A stage without `sort` comes right before the first final stage of its funnel. */
function addStage({ state }: PortalContext, body: Tree): Answer {
  const typeId = readInteger(body, "entityTypeId", entityType.deal);
  const categoryId = readInteger(body, "categoryId", 0);
  const code = requireText(body, "statusId");
  const statusId = categoryId === 0 || code.startsWith(`C${categoryId}:`) ? code : `C${categoryId}:${code}`;
  if (findStage(state, typeId, statusId, categoryId))
    throw new ControlError(400, `The stage ${statusId} exists already.`);
  const semantics = textOf(body, "semantics") ?? "P";
  if (semantics !== "P" && semantics !== "S" && semantics !== "F")
    throw new ControlError(400, '"semantics" must be P, S or F.');
  const stages = stagesOf(state, typeId, categoryId);
  const open = stages.filter((stage) => stage.semantics === "P");
  const last = (semantics === "P" ? open : stages).at(-1)?.sort ?? 0;
  const row = addStatus(state, {
    entityId: stageDictionary(typeId, categoryId),
    statusId,
    name: textOf(body, "name") ?? statusId,
    sort: readInteger(body, "sort", semantics === "P" ? last : last + 10),
    system: false,
    semantics,
    categoryId: categoryId === 0 ? null : categoryId,
  });
  return { id: row.id, statusId };
}

function addCategory({ state }: PortalContext, body: Tree): Answer {
  const id = Math.max(...state.categories.map((category) => category.id)) + 1;
  state.categories.push({ id, name: requireText(body, "name"), sort: readInteger(body, "sort", 200) });
  seedFunnel(state, id);
  return { id };
}

function addUser({ state }: PortalContext, body: Tree): Answer {
  const id = readInteger(body, "id", Math.max(...state.users.keys()) + 1);
  state.users.set(id, {
    id,
    name: requireText(body, "name"),
    lastName: textOf(body, "lastName") ?? "",
    email: textOf(body, "email") ?? `user${id}@example.test`,
    admin: body["admin"] === true,
    active: body["active"] !== false,
    timeZone: textOf(body, "timeZone") ?? state.timeZone,
    phoneInner: textOf(body, "phoneInner") ?? null,
  });
  return { id };
}

function addWebhook({ state, ids }: PortalContext, body: Tree): Answer {
  const userId = readInteger(body, "userId", 6);
  const scopes = Array.isArray(body["scopes"]) ? body["scopes"].map((scope) => toText(scope) ?? "") : ["crm", "user"];
  const code = ids.hex(16);
  state.webhooks.push({ userId, code, scopes });
  return { url: `${state.baseUrl}/rest/${userId}/${code}/` };
}

const userFieldKinds: readonly UserFieldKind[] = ["string", "integer", "double", "boolean", "datetime", "date"];

function addUserField({ state }: PortalContext, typeId: number, body: Tree): Answer {
  const given = requireText(body, "name").toUpperCase();
  const name = given.startsWith("UF_CRM_") ? given : `UF_CRM_${given}`;
  if (!/^UF_CRM_[A-Z0-9_]{1,43}$/.test(name)) throw new ControlError(400, `${name} is no name of a user field.`);
  const kind = userFieldKinds.find((known) => known === (textOf(body, "type") ?? "string"));
  if (!kind) throw new ControlError(400, `"type" must be one of ${userFieldKinds.join(", ")}.`);
  if (!state.userFields.some((field) => field.typeId === typeId && field.name === name)) {
    state.userFields.push({ typeId, name, kind });
  }
  return { name };
}

/** User fields that the portal does not have yet are made on the way, as texts. */
function addItem(portal: PortalContext, typeId: number, body: Tree): Answer {
  const fields = mapOf(body, "fields");
  if (!fields) throw new ControlError(400, '"fields" must be an object with classic field names.');
  for (const name of Object.keys(fields)) if (name.startsWith("UF_CRM_")) addUserField(portal, typeId, { name });
  const created = createItem(portal, typeId, fields, { userId: readInteger(body, "userId", 1) });
  if ("refused" in created) throw new ControlError(400, `There is no stage "${created.value}".`);
  return { id: created.id };
}

function placeRobot({ state }: PortalContext, body: Tree): Answer {
  const code = requireText(body, "code");
  if (!state.robots.has(code)) throw new ControlError(404, `The application has registered no robot "${code}".`);
  const typeId = readInteger(body, "entityTypeId", entityType.deal);
  const properties = body["properties"] ?? {};
  if (!isTree(properties)) throw new ControlError(400, '"properties" must be an object.');
  const id = nextId(state, "robot-placement");
  const stageId = requireStage(state, typeId, body);
  const timeoutSeconds = readInteger(body, "timeoutSeconds", 0);
  state.robotPlacements.push({ id, code, typeId, stageId, properties: { ...properties }, timeoutSeconds });
  return { id };
}

function placeTrigger({ state }: PortalContext, body: Tree): Answer {
  const code = requireText(body, "code");
  if (!state.triggers.has(code)) throw new ControlError(404, `The application has registered no trigger "${code}".`);
  const typeId = readInteger(body, "entityTypeId", entityType.deal);
  const id = nextId(state, "trigger-placement");
  const stageId = requireStage(state, typeId, body);
  state.triggerPlacements.push({ id, code, typeId, stageId, allowBackwards: body["allowBackwards"] === true });
  return { id };
}

function requireStage(state: PortalContext["state"], typeId: number, body: Tree): string {
  const stageId = requireText(body, "stageId");
  if (!findStage(state, typeId, stageId)) throw new ControlError(404, `There is no stage "${stageId}".`);
  return stageId;
}
