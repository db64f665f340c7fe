import { isCallwrightError } from "@callwright/core/adapter-kit";
import type { AutomationRobotSpec, CrmInstallation, InstallStep } from "@callwright/core/ports";
import { z } from "zod";
import { bindEvents } from "./bind-events.ts";
import type { InstallationContext } from "./installation-context.ts";
import { planInstallation } from "./plan-installation.ts";
import { toFingerprint, toRobotFields } from "./robot-registration.ts";

/**
 * Makes the portal as the plan says. Interrupted, it may be called again: what is done is kept or done once more
 * with the same result.
 */
export async function applyInstallation(
  context: InstallationContext,
  installation: CrmInstallation,
): Promise<readonly InstallStep[]> {
  const steps = await planInstallation(context, installation);
  for (const step of steps) {
    if (step.action === "keep") continue;
    if (step.kind === "trigger") await applyTrigger(context, installation, step);
    else await applyRobot(context, installation, step);
  }
  await bindEvents(context);
  return steps;
}

async function applyTrigger(
  { rest }: InstallationContext,
  { triggers }: CrmInstallation,
  step: InstallStep,
): Promise<void> {
  if (step.action === "remove") {
    await unlessGone(rest.call("crm.automation.trigger.delete", { CODE: step.code }, z.unknown()));
    return;
  }
  const trigger = triggers.find(({ code }) => code === step.code);
  // Adding a code that exists renames it (read 2026-08-21).
  if (trigger) await rest.call("crm.automation.trigger.add", { CODE: trigger.code, NAME: trigger.title }, z.unknown());
}

async function applyRobot(context: InstallationContext, { robots }: CrmInstallation, step: InstallStep): Promise<void> {
  if (step.action === "remove") {
    await unlessGone(context.rest.call("bizproc.robot.delete", { CODE: step.code }, z.unknown()));
    await remember(context, step.code, undefined);
    return;
  }
  const robot = robots.find(({ code }) => code === step.code);
  if (robot) await register(context, robot, step.action === "change");
}

async function register(context: InstallationContext, robot: AutomationRobotSpec, exists: boolean): Promise<void> {
  const { rest, connections, publicUrl } = context;
  const fields = toRobotFields(robot, await connections.read(rest.account), publicUrl);
  const update = () => rest.call("bizproc.robot.update", { CODE: robot.code, FIELDS: fields }, z.unknown());
  if (exists) await update();
  else {
    try {
      await rest.call("bizproc.robot.add", { CODE: robot.code, ...fields }, z.unknown());
    } catch (error) {
      if (!hasVendorCode(error, "ERROR_ACTIVITY_ALREADY_INSTALLED")) throw error;
      await update();
    }
  }
  await remember(context, robot.code, toFingerprint(fields));
}

async function remember(
  { rest, connections }: InstallationContext,
  code: string,
  fingerprint: string | undefined,
): Promise<void> {
  await connections.change(rest.account, async (connection) => {
    const { [code]: _, ...others } = connection.installedRobots;
    return { ...connection, installedRobots: fingerprint === undefined ? others : { ...others, [code]: fingerprint } };
  });
}

async function unlessGone(removal: Promise<unknown>): Promise<void> {
  try {
    await removal;
  } catch (error) {
    const isGone = hasVendorCode(error, "ERROR_ACTIVITY_NOT_FOUND") || isCallwrightError(error, "CRM_NOT_FOUND");
    if (!isGone) throw error;
  }
}

function hasVendorCode(error: unknown, vendorCode: string): boolean {
  return isCallwrightError(error, "CRM_REJECTED") && error.details.vendorCode === vendorCode;
}
