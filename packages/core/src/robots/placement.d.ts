import { type RobotDefinition } from "../define/index.ts";
import type { StopReason } from "../calls/index.ts";
import type { AutomationRobotSpec } from "../ports/crm.ts";
import type { Json } from "../ports/identity.ts";
/** What a placement asks for. `problem`: it cannot be dialed, and why. */
export interface PlacementRequest {
    /** E.164 from the placement's own field; `null`: look the number up. */
    readonly phone: string | null;
    readonly input: Json;
    readonly texts: Readonly<Record<string, string>>;
    readonly problem: {
        readonly reason: StopReason;
        readonly code: string;
        readonly message: string;
    } | null;
}
/** The automation robot that stands for a robot in the CRM: fields for number, input and every text, prefilled. */
export declare function toAutomationRobot({ id, document }: RobotDefinition): AutomationRobotSpec;
/** Reads what the CRM sent for a placement. Everything arrives as text; mistakes end the job, they are never thrown. */
export declare function readPlacement(definition: RobotDefinition, properties: Readonly<Record<string, string>>, country: string | undefined): PlacementRequest;
