import type { RobotDefinition } from "../../define/robot-definition.ts";
import type { DialogGraph } from "../../ports/dialog-graph.ts";
import type { Flow } from "../flow.ts";
import { type DialogFacts } from "./dialog-facts.ts";
import { type DecidedBy, type TrailStep } from "./follow-report.ts";
/** What a followed dialog starts with. */
export interface FollowInput {
  /** Words by text key or by node, variables filled in. */
  readonly texts: Readonly<Record<string, string>>;
  /** Time from the launch without a last report after which the vendor is asked, or the run parks. */
  readonly deadlineMs: number;
  /** Time after which a call that is still live is asked after again. */
  readonly recheckMs: number;
  /** Whether the vendor can be asked after a call. */
  readonly lookup: boolean;
}
/** The input of the effect `voice.launch`. */
export interface FollowLaunch {
  readonly shape: string;
  /** Words by node. */
  readonly texts: Readonly<Record<string, string>>;
}
/** What a followed dialog ends with. `outcome` is `null` only when the call was never launched; then `error` says why. */
export interface FollowOutput {
  readonly outcome: string | null;
  readonly by: DecidedBy | "notLaunched";
  readonly facts: DialogFacts;
  /** The nodes that the reports told of, in the order of the dialog. */
  readonly trail: readonly TrailStep[];
  readonly error: {
    readonly code: string;
    readonly message: string;
  } | null;
}
/**
 * The machine of a robot whose dialog a vendor speaks: it launches the call, then follows the vendor's reports.
 *
 * Shape: starts with a {@link FollowInput}, asks for the effects `voice.launch` and, where the vendor has it, `voice.lookup` (its result is
 * a `CallLookup`); takes the reports `call.answered`, `call.not-connected`, `dialog.left` and `call.ended`; ends with a {@link FollowOutput}.
 * The states are `launching`, `live.waiting`, `live.talking.<node>`, `reconciling`, `unresolved` (tagged `park:CALL_RESULT_UNKNOWN`).
 * A report that overtakes the launch's answer stops the launch: it proves that the vendor has it.
 */
export declare function followRobot(definition: RobotDefinition, graph: DialogGraph): Flow;
