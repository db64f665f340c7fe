import type { RobotFunctions } from "../robot-definition.ts";
import type { Notes } from "./notes.ts";
import { type UnknownRecord } from "./read-value.ts";
/** Reads both tables of conditions. A name stands in one of them. */
export declare function readConditions(source: UnknownRecord, notes: Notes): Pick<RobotFunctions, "conditions" | "inputConditions">;
