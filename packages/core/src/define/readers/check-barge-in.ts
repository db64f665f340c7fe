import type { RobotDocument } from "../document.ts";
import { flattenOwner } from "../flatten-dialogs.ts";
import type { Notes } from "./notes.ts";
import { join } from "./read-value.ts";

/**
 * Notes announcements, those of dialogs among them, that the client may cut short where the robot obeys `stop`: nothing is heard
 * during an announcement, and a client who says "never call me again" must be heard.
 */
export function checkBargeIn(document: RobotDocument, notes: Notes): void {
  if (document.commands?.stop === undefined) return;
  for (const [name, step] of Object.entries(flattenOwner(document).steps)) {
    if (!("say" in step) || step.bargeIn !== true) continue;
    const path = step.scope === undefined ? join(name, "bargeIn") : join(name.split(".", 1)[0] ?? name, "use");
    notes.add("DEFINE_STOP_UNHEARD", join("steps", path), { name });
  }
}
