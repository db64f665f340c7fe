import { answer } from "../rest/method-spec.ts";
import type { MethodCall, MethodFamily } from "../rest/method-spec.ts";
import { RestError } from "../rest/rest-error.ts";
import { integerOf, textOf } from "../rest/tree.ts";
import { nextId } from "../state.ts";

/** Events that can be bound here. */
const eventNames = new Set([
  ...["LEAD", "DEAL", "CONTACT", "COMPANY"].flatMap((name) => [
    `ONCRM${name}ADD`,
    `ONCRM${name}UPDATE`,
    `ONCRM${name}DELETE`,
  ]),
  ...["ONCRMACTIVITYADD", "ONCRMACTIVITYUPDATE", "ONCRMACTIVITYDELETE", "ONCRMTIMELINECOMMENTADD"],
  ...["ONVOXIMPLANTCALLEND", "ONEXTERNALCALLSTART", "ONEXTERNALCALLBACKSTART"],
  ...["ONAPPINSTALL", "ONAPPUPDATE", "ONAPPUNINSTALL", "ONAPPTEST", "ONUSERADD"],
]);

/** Handlers of events: the application's context only. */
export const eventBindingMethods: MethodFamily = {
  "event.bind": { context: "application", run: bind },
  "event.unbind": { context: "application", run: unbind },
  "event.get": {
    context: "application",
    run: ({ portal }) =>
      answer(
        portal.state.eventBindings.map(({ event, handler, authUserId }) => ({
          event,
          handler,
          auth_type: String(authUserId),
          offline: 0,
        })),
      ),
  },
};

function bind({ portal, params, caller }: MethodCall): ReturnType<typeof answer> {
  const event = (textOf(params, "event", "EVENT") ?? "").toUpperCase();
  if (!eventNames.has(event)) throw new RestError(400, "ERROR_EVENT_NOT_FOUND", "Event not found");
  const handler = textOf(params, "handler", "HANDLER") ?? "";
  if (!URL.canParse(handler)) throw new RestError(400, "ERROR_CORE", "Wrong handler URL");
  const authUserId = integerOf(params, "auth_type", "AUTH_TYPE") ?? 0;
  if (authUserId !== 0 && authUserId !== caller.user.id && !caller.user.admin) {
    const text = "Access denied! Event binding with AUTH_TYPE requires administrator access rights";
    throw new RestError(403, "ACCESS_DENIED", text);
  }
  // The docs read 2026-08-21 do not say what a second binding of the same handler gives; this text is an assumption.
  if (portal.state.eventBindings.some((known) => known.event === event && known.handler === handler)) {
    throw new RestError(400, "ERROR_CORE", "Handler already binded");
  }
  portal.state.eventBindings.push({ id: nextId(portal.state, "event-binding"), event, handler, authUserId });
  return answer(true);
}

function unbind({ portal, params }: MethodCall): ReturnType<typeof answer> {
  const event = (textOf(params, "event", "EVENT") ?? "").toUpperCase();
  const handler = textOf(params, "handler", "HANDLER") ?? "";
  const bindings = portal.state.eventBindings;
  const kept = bindings.filter((known) => known.event !== event || known.handler !== handler);
  const count = bindings.length - kept.length;
  bindings.splice(0, bindings.length, ...kept);
  return answer({ count });
}
