import type { RobotDocument } from "../document.ts";
import { type StepReading } from "./read-step-names.ts";
/** Reads the steps, told apart by their first key that is a kind. */
export declare function readSteps(value: unknown, reading: StepReading): RobotDocument["steps"];
