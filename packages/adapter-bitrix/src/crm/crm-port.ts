import type { CrmPort } from "@callwright/core/ports";
import { applyInstallation } from "../automation/apply-installation.ts";
import { completeRequest } from "../automation/complete-request.ts";
import { fireTrigger } from "../automation/fire-trigger.ts";
import { planInstallation } from "../automation/plan-installation.ts";
import type { InstallationContext } from "../automation/installation-context.ts";
import { crmCapabilities } from "../capabilities.ts";
import { moveItem } from "./move-item.ts";
import { readCallee } from "./read-callee.ts";
import { readField } from "./read-field.ts";
import { readItem } from "./read-item.ts";
import { createTodo, findTodo } from "./todo.ts";

/** Bitrix24 as the CRM of one account. */
export function createCrmPort(context: InstallationContext): CrmPort {
  const { rest } = context;
  return {
    capabilities: crmCapabilities,
    readItem: (subject) => readItem(rest, subject),
    readCallee: (subject) => readCallee(rest, subject),
    readField: (subject, field) => readField(rest, subject, field),
    moveItem: (subject, stage) => moveItem(rest, subject, stage),
    waitTurn: () => rest.keepTurn(),
    fireTrigger: (code, subject) => fireTrigger(rest, code, subject),
    createTodo: (todo) => createTodo(rest, todo),
    findTodo: (todo) => findTodo(rest, todo),
    completeRequest: (request) => completeRequest(rest, request),
    planInstallation: (installation) => planInstallation(context, installation),
    applyInstallation: (installation) => applyInstallation(context, installation),
  };
}
