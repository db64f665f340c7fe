import type { RobotDefinition } from "../../define/robot-definition.ts";
import type { Json } from "../../ports/identity.ts";
import type { Flow } from "../flow.ts";
import { type DialogFacts } from "./dialog-facts.ts";
/** What a driven dialog starts with. */
export interface DriveInput {
  readonly input: Json;
  /** Words by text key or by node, variables filled in. */
  readonly texts: Readonly<Record<string, string>>;
  readonly locale: string;
}
/** What a driven dialog ends with. */
export interface DriveOutput {
  readonly outcome: string;
  readonly facts: DialogFacts;
}
/**
 * The machine of a robot whose dialog we speak turn by turn, live or simulated.
 *
 * Shape: starts with a {@link DriveInput} in state `dialing` and waits for `call.answered` or `call.not-connected`; then asks for one
 * effect `voice.turn` per node, in the state `talking.<node>`; ends with a {@link DriveOutput}. `call.ended` means that the client hung up.
 */
export declare function driveRobot(definition: RobotDefinition): Flow;
