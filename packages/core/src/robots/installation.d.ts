import type { CrmPort, InstallStep } from "../ports/crm.ts";
import type { AccountId } from "../ports/identity.ts";
import type { VoicePort } from "../ports/voice.ts";
import type { RobotCatalog } from "./robot-catalog.ts";
/** Where an installation reaches to. */
export interface InstallationPorts {
    readonly crm: CrmPort;
    readonly voice: VoicePort;
}
/** What installing would create, change and remove. Printed, it reads as a list. */
export declare class InstallationPlan {
    readonly account: AccountId;
    readonly steps: readonly InstallStep[];
    constructor(account: AccountId, steps: readonly InstallStep[]);
    /** Whether nothing is to be done. */
    get isEmpty(): boolean;
    toString(): string;
}
/** Compares what should stand in the CRM and at the voice vendor with what does. Reads only. */
export declare function planInstallation(account: AccountId, catalog: RobotCatalog, ports: InstallationPorts): Promise<InstallationPlan>;
/** Publishes the scenarios, then creates automation robots and triggers: nothing can be placed before it can be spoken. */
export declare function applyInstallation(account: AccountId, catalog: RobotCatalog, ports: InstallationPorts, options: {
    readonly overwrite?: boolean;
}): Promise<InstallationPlan>;
