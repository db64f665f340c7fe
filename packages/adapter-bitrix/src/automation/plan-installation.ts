import type { CrmInstallation, InstallStep } from "@callwright/core/ports";
import { z } from "zod";
import { listOf } from "../rest/parse-result.ts";
import type { InstallationContext } from "./installation-context.ts";
import { toFingerprint, toRobotFields } from "./robot-registration.ts";

const robotCodesSchema = listOf(z.string());
const triggersSchema = listOf(z.looseObject({ CODE: z.string(), NAME: z.string().catch("") }));

/** The difference between what should stand ready and what this application has registered. Reads only. */
export async function planInstallation(
  context: InstallationContext,
  installation: CrmInstallation,
): Promise<readonly InstallStep[]> {
  return [...(await planRobots(context, installation)), ...(await planTriggers(context, installation))];
}

async function planRobots(
  { rest, connections, publicUrl }: InstallationContext,
  { robots }: CrmInstallation,
): Promise<InstallStep[]> {
  const kind = "automation robot";
  const connection = await connections.read(rest.account);
  // Both lists tell of this application only, so nothing foreign can come up for removal.
  const registered = new Set(await rest.call("bizproc.robot.list", {}, robotCodesSchema));
  const steps = robots.map((robot): InstallStep => {
    if (!registered.has(robot.code))
      return { action: "create", kind, code: robot.code, reason: "The portal does not have it." };
    const known = connection.installedRobots[robot.code];
    if (known === toFingerprint(toRobotFields(robot, connection, publicUrl))) {
      return { action: "keep", kind, code: robot.code, reason: "It was registered with the same settings." };
    }
    const reason =
      known === undefined ? "The settings it was registered with are not known." : "Its settings have changed.";
    return { action: "change", kind, code: robot.code, reason };
  });
  const wanted = new Set(robots.map((robot) => robot.code));
  return [...steps, ...toRemovals(kind, registered, wanted)];
}

async function planTriggers({ rest }: InstallationContext, { triggers }: CrmInstallation): Promise<InstallStep[]> {
  const kind = "trigger";
  const rows = await rest.call("crm.automation.trigger.list", {}, triggersSchema);
  const registered = new Map(rows.map((row) => [row.CODE, row.NAME]));
  const steps = triggers.map(({ code, title }): InstallStep => {
    const name = registered.get(code);
    if (name === undefined) return { action: "create", kind, code, reason: "The portal does not have it." };
    if (name === title) return { action: "keep", kind, code, reason: "It has the same title." };
    return { action: "change", kind, code, reason: "Its title has changed." };
  });
  return [...steps, ...toRemovals(kind, registered.keys(), new Set(triggers.map(({ code }) => code)))];
}

function toRemovals(
  kind: InstallStep["kind"],
  registered: Iterable<string>,
  wanted: ReadonlySet<string>,
): InstallStep[] {
  return [...registered]
    .filter((code) => !wanted.has(code))
    .map((code): InstallStep => ({
      action: "remove",
      kind,
      code,
      reason: "This application registered it and no longer needs it.",
    }));
}
