import type { Subject } from "@callwright/core/ports";
import { z } from "zod";
import { idSchema, listOf, referenceSchema } from "../rest/parse-result.ts";
import type { RestClient } from "../rest/rest-client.ts";
import { entityTypeIds, toEntityId } from "./entity-types.ts";

const itemSchema = z.looseObject({
  id: idSchema,
  /** Absent where the item has no stages. */
  stageId: z.string().nullish(),
  assignedById: idSchema,
  companyId: referenceSchema,
  /** Phones, e-mails and the like. */
  fm: listOf(z.looseObject({ typeId: z.string(), valueType: z.string().catch(""), value: z.string().catch("") }))
    .nullish()
    .transform((rows) => rows ?? []),
});

/** An item as the vendor gives it, with fields in its own names. */
export type VendorItem = z.output<typeof itemSchema>;

/** Reads a whole item. User fields keep their names `UF_…`. */
export async function fetchItem(rest: RestClient, subject: Subject): Promise<VendorItem> {
  const method = "crm.item.get";
  const id = toEntityId(subject.id, { account: rest.account, operation: method });
  const params = { entityTypeId: entityTypeIds[subject.type], id, useOriginalUfNames: "Y" };
  const { item } = await rest.call(method, params, z.object({ item: itemSchema }));
  return item;
}
