import { type OutcomeRules, type RobotDefinition } from "../define/index.ts";
import type { BookedRobot, RobotBook } from "../dialing/index.ts";
import { type Flow } from "../machine/index.ts";
import type { DialogGraph } from "../ports/dialog-graph.ts";
/** A robot of the engine: its definition, its dialogs and the flows that follow them. */
export interface CatalogedRobot extends BookedRobot {
    readonly definition: RobotDefinition;
    /** One per shape. */
    readonly graphs: readonly DialogGraph[];
    readonly flows: readonly Flow[];
}
/** The robots of an engine, newest version of each. */
export declare class RobotCatalog implements RobotBook {
    #private;
    /** Flows of every version: older ones serve the runs that are pinned to them. */
    readonly flows: readonly Flow[];
    /** @throws VOICE_CANNOT_COMPILE for a dialog that a hosted vendor cannot follow */
    constructor(definitions: readonly RobotDefinition[], rules: readonly OutcomeRules[]);
    find(robot: string): CatalogedRobot | undefined;
    get(robot: string): CatalogedRobot;
    all(): readonly CatalogedRobot[];
}
