import { isBoundTo } from "../crm/activity-store.ts";
import { findItem } from "../crm/item-store.ts";
import { answer } from "../rest/method-spec.ts";
import type { MethodCall, MethodFamily } from "../rest/method-spec.ts";
import { RestError, missingParameter } from "../rest/rest-error.ts";
import { integerOf, textOf } from "../rest/tree.ts";
import { requireActivity } from "./activities.ts";

/** Ties between one activity and several items. */
export const activityBindingMethods: MethodFamily = {
  "crm.activity.binding.list": {
    scope: "crm",
    run({ portal, params }) {
      const { bindings } = requireActivity(portal, params);
      return answer(bindings.map(({ typeId, ownerId }) => ({ entityTypeId: typeId, entityId: ownerId })));
    },
  },
  "crm.activity.binding.add": {
    scope: "crm",
    run(call) {
      const activity = requireActivity(call.portal, call.params);
      const { typeId, ownerId } = readEntity(call);
      if (!findItem(call.portal, typeId, ownerId)) throw new RestError(400, "OWNER_NOT_FOUND", "Owner was not found");
      // The docs read 2026-08-21 name no code for a tie that exists; this one is an assumption.
      if (isBoundTo(activity, typeId, ownerId)) {
        throw new RestError(400, "ACTIVITY_IS_ALREADY_BOUND", "Activity is already bound to this entity");
      }
      activity.bindings.push({ typeId, ownerId });
      return answer(true);
    },
  },
  "crm.activity.binding.delete": {
    scope: "crm",
    run(call) {
      const activity = requireActivity(call.portal, call.params);
      const { typeId, ownerId } = readEntity(call);
      if (!isBoundTo(activity, typeId, ownerId)) {
        throw new RestError(400, "BINDING_NOT_FOUND", "Binding was not found");
      }
      // An activity must belong to something; the code is an assumption, the docs read 2026-08-21 name none.
      if (activity.bindings.length === 1) {
        throw new RestError(400, "LAST_BINDING_CANNOT_BE_DELETED", "The last binding of an activity cannot be deleted");
      }
      const at = activity.bindings.findIndex((binding) => binding.typeId === typeId && binding.ownerId === ownerId);
      activity.bindings.splice(at, 1);
      return answer(true);
    },
  },
};

function readEntity({ params }: MethodCall): { typeId: number; ownerId: number } {
  for (const name of ["entityTypeId", "entityId"]) if (textOf(params, name) === undefined) throw missingParameter(name);
  return { typeId: integerOf(params, "entityTypeId") ?? 0, ownerId: integerOf(params, "entityId") ?? 0 };
}
