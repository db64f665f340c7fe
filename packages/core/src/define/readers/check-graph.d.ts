import type { RobotDocument } from "../document.ts";
import type { Notes } from "./notes.ts";
/** What the checks of a robot's graph look at. */
type RobotGraph = Pick<RobotDocument, "outcomes" | "start" | "steps" | "unreached" | "hungUp">;
/** Notes outcomes that nothing reaches, steps that nothing leads to, and circles that never wait. */
export declare function checkGraph(robot: RobotGraph, notes: Notes): void;
export {};
