import { completeRobotRequest, isOpen } from "../automation.ts";
import { answer } from "../rest/method-spec.ts";
import type { MethodFamily } from "../rest/method-spec.ts";
import { RestError } from "../rest/rest-error.ts";
import { textOf, valueOf } from "../rest/tree.ts";

/** What a robot's handler tells the waiting workflow. Any employee of the application may. */
export const robotAnswerMethods: MethodFamily = {
  "bizproc.event.send": {
    scope: "bizproc",
    context: "bizproc",
    run({ portal, params }) {
      const token = textOf(params, "EVENT_TOKEN", "event_token") ?? "";
      const returnValues = valueOf(params, "RETURN_VALUES", "return_values");
      const message = textOf(params, "LOG_MESSAGE", "log_message");
      if (!completeRobotRequest(portal, token, returnValues, message)) throw denied();
      return answer(true);
    },
  },
  "bizproc.activity.log": {
    scope: "bizproc",
    context: "bizproc",
    run({ portal, params }) {
      const message = textOf(params, "LOG_MESSAGE", "log_message") ?? "";
      if (message === "") throw new RestError(400, "ERROR_EMPTY_LOG_MESSAGE", "Empty log message!");
      const request = portal.state.robotRequests.get(textOf(params, "EVENT_TOKEN", "event_token") ?? "");
      if (!request || !isOpen(request)) throw denied();
      request.logMessages.push(message);
      return answer(true);
    },
  },
};

/** A token that is unknown, used, timed out or not waited for; that a second use fails is unverified (facts read 2026-08-21). */
function denied(): RestError {
  return new RestError(403, "ACCESS_DENIED", "Access denied!");
}
