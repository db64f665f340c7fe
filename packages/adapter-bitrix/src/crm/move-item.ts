import { CallwrightError } from "@callwright/core/adapter-kit";
import type { Subject } from "@callwright/core/ports";
import { z } from "zod";
import type { RestClient } from "../rest/rest-client.ts";
import { entityTypeIds, toEntityId } from "./entity-types.ts";

/** Puts a deal or a lead on a stage. Errors: `CRM_REJECTED` for items without stages. */
export async function moveItem(rest: RestClient, subject: Subject, stage: string): Promise<void> {
  const operation = "crm.item.update";
  const name = { account: rest.account, operation };
  if (subject.type !== "deal" && subject.type !== "lead") {
    throw new CallwrightError("CRM_REJECTED", { ...name, reason: `a ${subject.type} has no stages.` });
  }
  const params = {
    entityTypeId: entityTypeIds[subject.type],
    id: toEntityId(subject.id, name),
    fields: { stageId: stage },
  };
  await rest.call(operation, params, z.unknown());
}
