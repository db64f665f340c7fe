import type { CrmInstallation, CrmPort, InstallStep } from "../ports/crm.ts";
import type { AccountId } from "../ports/identity.ts";
import type { VoicePort } from "../ports/voice.ts";
import { toAutomationRobot } from "./placement.ts";
import type { CatalogedRobot, RobotCatalog } from "./robot-catalog.ts";

/** Where an installation reaches to. */
export interface InstallationPorts {
  readonly crm: CrmPort;
  readonly voice: VoicePort;
}

/** What installing would create, change and remove. Printed, it reads as a list. */
export class InstallationPlan {
  readonly account: AccountId;
  readonly steps: readonly InstallStep[];

  constructor(account: AccountId, steps: readonly InstallStep[]) {
    this.account = account;
    this.steps = steps;
  }

  /** Whether nothing is to be done. */
  get isEmpty(): boolean {
    return this.steps.every((step) => step.action === "keep");
  }

  toString(): string {
    const lines = this.steps.map(
      (step) => `  ${step.action.padEnd(6)} ${step.kind} ${step.code}${step.reason ? ` — ${step.reason}` : ""}`,
    );
    return [`Installation for account ${this.account}:`, ...lines].join("\n");
  }
}

/** Compares what should stand in the CRM and at the voice vendor with what does. Reads only. */
export async function planInstallation(
  account: AccountId,
  catalog: RobotCatalog,
  ports: InstallationPorts,
): Promise<InstallationPlan> {
  const robots = outbound(catalog);
  const crmSteps = await ports.crm.planInstallation(toInstallation(robots));
  const voiceSteps: InstallStep[] = [];
  for (const robot of robots) voiceSteps.push(...(await ports.voice.planPublication(account, robot.graphs)));
  return new InstallationPlan(account, [...voiceSteps, ...crmSteps]);
}

/** Publishes the scenarios, then creates automation robots and triggers: nothing can be placed before it can be spoken. */
export async function applyInstallation(
  account: AccountId,
  catalog: RobotCatalog,
  ports: InstallationPorts,
  options: { readonly overwrite?: boolean },
): Promise<InstallationPlan> {
  const robots = outbound(catalog);
  const voiceSteps: InstallStep[] = [];
  for (const robot of robots) voiceSteps.push(...(await ports.voice.publish(account, robot.graphs, options)));
  const crmSteps = await ports.crm.applyInstallation(toInstallation(robots));
  return new InstallationPlan(account, [...voiceSteps, ...crmSteps]);
}

function outbound(catalog: RobotCatalog): readonly CatalogedRobot[] {
  return catalog.all().filter((robot) => robot.definition.document.direction === "outbound");
}

function toInstallation(robots: readonly CatalogedRobot[]): CrmInstallation {
  return {
    robots: robots.map((robot) => toAutomationRobot(robot.definition)),
    triggers: robots.flatMap((robot) =>
      Object.entries(robot.outcomes)
        .filter(([outcome]) => robot.ruleOf(outcome).trigger !== false)
        .map(([outcome, { title }]) => ({ code: robot.triggerOf(outcome), title: `${title} (${robot.id})` })),
    ),
  };
}
