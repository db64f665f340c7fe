import { toPortalTime } from "../portal-time.ts";
import { checkAccess } from "../rest/authorize.ts";
import type { MethodTable } from "../rest/execute-method.ts";
import { answer } from "../rest/method-spec.ts";
import type { MethodFamily } from "../rest/method-spec.ts";
import { RestError } from "../rest/rest-error.ts";
import { textOf } from "../rest/tree.ts";

/** What an application asks about itself and about the REST. */
export function applicationMethods(methods: () => MethodTable): MethodFamily {
  return {
    "app.info": {
      run({ portal: { state }, caller }) {
        if (caller.kind !== "app")
          throw new RestError(403, "ACCESS_DENIED", "Access denied! Application context required");
        return answer({
          ID: state.app.id,
          CODE: state.app.clientId,
          VERSION: 1,
          STATUS: "L",
          INSTALLED: state.app.installed,
          PAYMENT_EXPIRED: "N",
          DAYS: null,
          LANGUAGE_ID: "ru",
          LICENSE: "ru_basic",
          LICENSE_TYPE: "basic",
          LICENSE_FAMILY: "basic",
        });
      },
    },
    "server.time": { run: ({ portal }) => answer(toPortalTime(portal.clock.now(), portal.state.timeZone)) },
    scope: { run: ({ caller }) => answer([...caller.scopes]) },
    methods: { run: () => answer([...methods().keys()]) },
    "method.get": {
      run({ params, caller }) {
        // Lower case is expected here although calls are compared without regard to case (docs read 2026-08-21).
        const spec = methods().get(textOf(params, "name") ?? "");
        return answer({ isExisting: spec !== undefined, isAvailable: spec !== undefined && isAvailable(spec, caller) });
      },
    },
  };
}

function isAvailable(spec: Parameters<typeof checkAccess>[0], caller: Parameters<typeof checkAccess>[1]): boolean {
  try {
    checkAccess(spec, caller);
    return true;
  } catch {
    return false;
  }
}
