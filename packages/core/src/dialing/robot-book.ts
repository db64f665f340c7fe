import type { OutcomeRule } from "../define/index.ts";
import type { Json } from "../ports/identity.ts";

/** What a call of one robot is dialed with. */
export interface PreparedCall {
  /** Id of the flow that follows the vendor. */
  readonly flow: string;
  readonly version: number;
  readonly shape: string;
  /** The words of every node, variables filled in. */
  readonly texts: Readonly<Record<string, string>>;
}

/** A robot as dialing sees it. */
export interface BookedRobot {
  readonly id: string;
  readonly locale: string;
  readonly outcomes: Readonly<Record<string, { readonly title: string }>>;
  ruleOf(outcome: string): OutcomeRule;
  triggerOf(outcome: string): string;
  /** Chooses the shape by the input and fills the texts. Errors: `INPUT_INVALID`, `TEXT_UNKNOWN_VARIABLE`, `TEXT_UNKNOWN`. */
  prepare(input: Json, texts: Readonly<Record<string, string>> | null): PreparedCall;
}

/** The robots of this engine. */
export interface RobotBook {
  find(robot: string): BookedRobot | undefined;
  /** @throws FLOW_UNKNOWN */
  get(robot: string): BookedRobot;
}
