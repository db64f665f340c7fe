import { findAutomatedItem, fireTrigger } from "../automation.ts";
import { answer } from "../rest/method-spec.ts";
import type { MethodFamily, MethodSpec } from "../rest/method-spec.ts";
import { textOnlyError } from "../rest/rest-error.ts";
import { integerOf, textOf } from "../rest/tree.ts";
import type { Tree } from "../rest/tree.ts";

const rule = { scope: "crm", context: "trigger", admin: true } as const satisfies Partial<MethodSpec>;

/** Triggers of the application: an administrator in the application's context only. */
export const triggerMethods: MethodFamily = {
  "crm.automation.trigger.add": {
    ...rule,
    run({ portal, params }) {
      const code = readCode(params);
      const name = textOf(params, "NAME") ?? "";
      if (name === "") throw textOnlyError("Empty trigger name!");
      portal.state.triggers.set(code, { code, name });
      return answer(true);
    },
  },
  "crm.automation.trigger.list": {
    ...rule,
    run: ({ portal }) =>
      answer([...portal.state.triggers.values()].map(({ code, name }) => ({ NAME: name, CODE: code }))),
  },
  "crm.automation.trigger.delete": {
    ...rule,
    run({ portal, params }) {
      if (!portal.state.triggers.delete(readCode(params))) throw textOnlyError("Trigger not found");
      return answer(true);
    },
  },
  "crm.automation.trigger.execute": {
    ...rule,
    run({ portal, params }) {
      const code = readCode(params);
      if (!portal.state.triggers.has(code)) throw textOnlyError(`Trigger with code ${code} is not registered.`);
      const typeId = integerOf(params, "OWNER_TYPE_ID") ?? 0;
      if (typeId !== 1 && typeId !== 2) throw textOnlyError("Incorrect parameter OWNER_TYPE_ID.");
      const item = findAutomatedItem(portal, typeId, integerOf(params, "OWNER_ID"));
      if (!item) throw textOnlyError("Incorrect parameter OWNER_ID.");
      // True says that the trigger was fired, not that anything moved (docs read 2026-08-21).
      fireTrigger(portal, code, item);
      return answer(true);
    },
  },
};

function readCode(params: Tree): string {
  const code = textOf(params, "CODE") ?? "";
  if (code === "") throw textOnlyError("Empty trigger code!");
  if (!/^[a-z0-9.\-_]+$/i.test(code)) throw textOnlyError("Wrong trigger code!");
  return code;
}
