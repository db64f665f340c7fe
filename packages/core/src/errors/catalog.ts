import { callCatalog } from "./catalog/call.ts";
import { crmCatalog } from "./catalog/crm.ts";
import { defineCatalog } from "./catalog/define.ts";
import { flowCatalog } from "./catalog/flow.ts";
import { modelCatalog } from "./catalog/model.ts";
import { storeCatalog } from "./catalog/store.ts";
import { tableCatalog } from "./catalog/table.ts";
import { voiceCatalog } from "./catalog/voice.ts";
import { webhookCatalog } from "./catalog/webhook.ts";

/** Every error this library can give: code → who is at fault, whether to retry, and the sentence. */
export const catalog = {
  ...defineCatalog,
  ...flowCatalog,
  ...storeCatalog,
  ...tableCatalog,
  ...crmCatalog,
  ...voiceCatalog,
  ...modelCatalog,
  ...callCatalog,
  ...webhookCatalog,
};

/** A code of the error table. */
export type ErrorCode = keyof typeof catalog;

/** What an error of a code carries. */
export type ErrorDetails<Code extends ErrorCode> = Parameters<(typeof catalog)[Code]["message"]>[0];
