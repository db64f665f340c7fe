import type { Tree } from "./rest/tree.ts";
import { toText } from "./rest/tree.ts";

/**
 * One REST call that reached the portal.
 *
 * Shape: `error` only when the portal refused; `fault` only when a fault that was switched on disturbed it.
 */
export interface PortalLogEntry {
  readonly at: number;
  /** In lower case, as the portal compares it. */
  readonly method: string;
  readonly client: "app" | "webhook" | "none";
  readonly userId: number | null;
  /** The parameters that tell what was asked; never tokens, numbers of persons or texts. */
  readonly params: Readonly<Record<string, string>>;
  readonly status: number;
  readonly error?: { readonly code: string; readonly description: string };
  /** Whether the call was executed without an error, so that what it writes stands. */
  readonly applied: boolean;
  readonly fault?: string;
}

const shownParameters = new Set(
  [
    "CODE OWNER_TYPE_ID OWNER_ID OWNERTYPEID OWNERID ID ENTITYTYPEID ENTITYID ACTIVITYID CALL_ID EXTERNAL_CALL_ID TYPE",
    "STATUS_CODE DURATION EVENT HANDLER CRM_ENTITY_TYPE CRM_ENTITY_ID FILENAME START HALT DEADLINE STAGE_ID STAGEID",
  ]
    .join(" ")
    .split(" "),
);

/** The parameters worth keeping, with those of `fields` beside them. */
export function summariseParams(params: Tree): Record<string, string> {
  const fields = params["fields"] ?? params["FIELDS"];
  const shown: Record<string, string> = {};
  for (const source of [fields, params]) {
    if (typeof source !== "object" || source === null) continue;
    for (const [key, value] of Object.entries(source)) {
      const text = toText(value);
      if (text !== undefined && shownParameters.has(key.toUpperCase())) shown[key] = text;
    }
  }
  return shown;
}
