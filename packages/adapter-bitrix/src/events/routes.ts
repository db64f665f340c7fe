import type { WebhookRoute } from "@callwright/core/ports";
import { eventsPath, robotPath } from "./paths.ts";
import { receiveEvent, type EventContext } from "./receive-event.ts";
import { receiveRobotRequest } from "./receive-robot-request.ts";

/**
 * The addresses that a portal posts to. Each answers after the commit; the vendor ignores bodies and repeats
 * nothing.
 */
export function createRoutes(context: EventContext): readonly WebhookRoute[] {
  return [
    {
      method: "POST",
      path: eventsPath,
      maxBodyBytes: 64 * 1024,
      async handle({ body }) {
        await receiveEvent(context, body);
        return Response.json({});
      },
    },
    {
      method: "POST",
      path: robotPath,
      maxBodyBytes: 256 * 1024,
      async handle({ body }) {
        await receiveRobotRequest(context.connections, context.inbox, body);
        return Response.json({});
      },
    },
  ];
}
