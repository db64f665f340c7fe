import { batchMethod } from "../rest/batch.ts";
import type { MethodTable } from "../rest/execute-method.ts";
import type { MethodFamily, MethodSpec } from "../rest/method-spec.ts";
import { activityBindingMethods } from "./activity-bindings.ts";
import { activityMethods } from "./activities.ts";
import { applicationMethods } from "./application.ts";
import { callRecordMethods } from "./call-records.ts";
import { callMethods } from "./calls.ts";
import { crmClassicMethods } from "./crm-classic.ts";
import { crmItemMethods } from "./crm-items.ts";
import { crmLinkMethods } from "./crm-links.ts";
import { dictionaryMethods } from "./dictionaries.ts";
import { eventBindingMethods } from "./event-bindings.ts";
import { finishCallMethods } from "./finish-call.ts";
import { robotAnswerMethods } from "./robot-answers.ts";
import { robotMethods } from "./robots.ts";
import { statisticMethods } from "./statistics.ts";
import { timelineMethods } from "./timeline.ts";
import { triggerMethods } from "./triggers.ts";
import { userMethods } from "./users.ts";

/** Every method of this portal by lower-case name. */
export function createMethodTable(): MethodTable {
  const table = new Map<string, MethodSpec>();
  const families: readonly MethodFamily[] = [
    applicationMethods(() => table),
    userMethods,
    eventBindingMethods,
    robotMethods,
    robotAnswerMethods,
    triggerMethods,
    crmItemMethods,
    crmClassicMethods,
    crmLinkMethods,
    dictionaryMethods,
    activityMethods,
    activityBindingMethods,
    timelineMethods,
    callMethods,
    finishCallMethods,
    callRecordMethods,
    statisticMethods,
  ];
  for (const family of families) {
    for (const [name, spec] of Object.entries(family)) table.set(name.toLowerCase(), spec);
  }
  table.set(
    "batch",
    batchMethod(() => table),
  );
  return table;
}
