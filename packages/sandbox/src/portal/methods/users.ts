import { queryRows } from "../crm/query-rows.ts";
import type { Row } from "../crm/render-item.ts";
import { toPortalTime } from "../portal-time.ts";
import { answer } from "../rest/method-spec.ts";
import type { MethodFamily } from "../rest/method-spec.ts";
import { isTree, mapOf } from "../rest/tree.ts";
import type { PortalUser } from "../state.ts";
import type { PortalContext } from "../portal-context.ts";

/** Employees. */
export const userMethods: MethodFamily = {
  "user.current": { scope: "user", run: ({ portal, caller }) => answer(toUserRow(portal, caller.user)) },
  "user.admin": { run: ({ caller }) => answer(caller.user.admin) },
  profile: {
    run: ({ caller: { user } }) =>
      answer({
        ID: String(user.id),
        ADMIN: user.admin,
        NAME: user.name,
        LAST_NAME: user.lastName,
        PERSONAL_GENDER: "",
        TIME_ZONE: user.timeZone,
      }),
  },
  "user.get": {
    scope: "user",
    run({ portal, params }) {
      const rows = [...portal.state.users.values()].map((user) => toUserRow(portal, user));
      const candidates = rows.map((row) => ({ fields: row, show: () => row }));
      // The filter may also stand beside the other parameters, as in `user.get?ID=6` (docs read 2026-08-21).
      const filter = mapOf(params, "FILTER", "filter") ?? onlyScalars(params);
      return queryRows(candidates, { start: params["start"], filter: toFlags(filter) }, { defaultOrder: "ID" });
    },
  },
};

function onlyScalars(params: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const settings = new Set(["auth", "start", "sort", "order", "ADMIN_MODE", "select", "IMAGE_RESIZE"]);
  return Object.fromEntries(Object.entries(params).filter(([key, value]) => !settings.has(key) && !isTree(value)));
}

/** `ACTIVE` is asked with `Y`, `1` or `true` and answered as a boolean. */
function toFlags(filter: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const active = filter["ACTIVE"];
  if (active === undefined) return { ...filter };
  return {
    ...filter,
    ACTIVE: active === "Y" || active === true || active === "1" || active === 1 || active === "true",
  };
}

function toUserRow(portal: PortalContext, user: PortalUser): Row {
  const seen = toPortalTime(portal.clock.now(), portal.state.timeZone);
  return {
    ID: String(user.id),
    ACTIVE: user.active,
    NAME: user.name,
    LAST_NAME: user.lastName,
    SECOND_NAME: "",
    EMAIL: user.email,
    LAST_LOGIN: seen,
    DATE_REGISTER: seen,
    TIME_ZONE: user.timeZone,
    IS_ONLINE: "Y",
    // Really an empty object in the vendor's JSON (docs read 2026-08-21).
    TIMESTAMP_X: {},
    LAST_ACTIVITY_DATE: {},
    PERSONAL_GENDER: "",
    PERSONAL_WWW: "",
    PERSONAL_BIRTHDAY: "",
    PERSONAL_MOBILE: "",
    PERSONAL_CITY: "",
    WORK_PHONE: "",
    WORK_POSITION: "",
    UF_EMPLOYMENT_DATE: "",
    UF_DEPARTMENT: [1],
    UF_PHONE_INNER: user.phoneInner,
    USER_TYPE: "employee",
  };
}
