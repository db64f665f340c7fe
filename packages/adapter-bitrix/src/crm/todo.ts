import type { TodoRequest } from "@callwright/core/ports";
import { z } from "zod";
import { idSchema, listOf } from "../rest/parse-result.ts";
import type { RestClient } from "../rest/rest-client.ts";
import { toVendorTime } from "../vendor-time.ts";
import { entityTypeIds, toEntityId } from "./entity-types.ts";

const createdSchema = z.looseObject({ id: idSchema });
const rowsSchema = listOf(z.looseObject({ ID: idSchema, DESCRIPTION: z.string().nullish() }));
/** To-dos of one item that are looked through, newest first, before the mark counts as absent. */
const maxPages = 10;

/** Creates a to-do. Its text ends with the mark. */
export async function createTodo(rest: RestClient, todo: TodoRequest): Promise<{ readonly id: string }> {
  const operation = "crm.activity.todo.add";
  const name = { account: rest.account, operation };
  const params = {
    ownerTypeId: entityTypeIds[todo.subject.type],
    ownerId: toEntityId(todo.subject.id, name),
    deadline: toVendorTime(todo.deadlineAt),
    title: todo.title,
    description: `${todo.text}\n\n#${todo.mark}`,
    responsibleId: toEntityId(todo.responsibleId, name),
  };
  const { id } = await rest.call(operation, params, createdSchema);
  return { id };
}

/** The to-do of the item whose text holds the mark. */
export async function findTodo(rest: RestClient, todo: TodoRequest): Promise<{ readonly id: string } | undefined> {
  const operation = "crm.activity.list";
  const ownerId = toEntityId(todo.subject.id, { account: rest.account, operation });
  const params = {
    select: ["ID", "DESCRIPTION"],
    filter: { OWNER_TYPE_ID: entityTypeIds[todo.subject.type], OWNER_ID: ownerId, PROVIDER_ID: "CRM_TODO" },
    order: { ID: "DESC" },
  };
  let start: number | undefined = 0;
  for (let page = 0; page < maxPages && start !== undefined; page += 1) {
    const found: { readonly rows: z.output<typeof rowsSchema>; readonly next: number | undefined } = await rest.page(
      operation,
      { ...params, start },
      rowsSchema,
    );
    const row = found.rows.find(({ DESCRIPTION }) => hasMark(DESCRIPTION ?? "", todo.mark));
    if (row) return { id: row.ID };
    start = found.next;
  }
  return undefined;
}

/** Whether a text holds this mark and not merely a longer one. */
function hasMark(text: string, mark: string): boolean {
  const at = text.indexOf(`#${mark}`);
  return at >= 0 && !/^[\w:.-]/.test(text.slice(at + mark.length + 1));
}
