import type { Tree } from "./rest/tree.ts";

/** An automation robot that the application has registered. */
export interface RegisteredRobot {
  readonly code: string;
  handler: string;
  authUserId: number;
  /** Only an explicit `N` does not wait; empty waits like `Y` (docs read 2026-08-21). */
  useSubscription: "Y" | "N" | "";
  name: unknown;
  description: unknown;
  properties: Tree;
  returnProperties: Tree;
  documentType: readonly unknown[] | undefined;
}

/** A robot standing on a stage with the property values that an administrator has given. */
export interface RobotPlacement {
  readonly id: number;
  readonly code: string;
  readonly typeId: number;
  readonly stageId: string;
  readonly properties: Readonly<Record<string, unknown>>;
  /** Seconds after which the portal stops waiting; 0 waits for ever. */
  readonly timeoutSeconds: number;
}

/** Life of one robot request. `undelivered`: the handler did not answer 2xx; the vendor does not repeat. */
export type RobotRequestStatus = "sending" | "waiting" | "completed" | "timed-out" | "undelivered" | "not-waiting";

/** One request to a robot's handler. */
export interface RobotRequest {
  readonly id: number;
  readonly eventToken: string;
  readonly workflowId: string;
  readonly code: string;
  readonly typeId: number;
  readonly itemId: number;
  readonly stageId: string;
  readonly waits: boolean;
  readonly sentAt: number;
  status: RobotRequestStatus;
  completedAt: number | undefined;
  returnValues: unknown;
  readonly logMessages: string[];
  cancelTimeout: (() => void) | undefined;
}

/** A trigger that the application has registered. */
export interface RegisteredTrigger {
  readonly code: string;
  name: string;
}

/** A trigger standing on a stage: fired, it moves the item into that stage. */
export interface TriggerPlacement {
  readonly id: number;
  readonly code: string;
  readonly typeId: number;
  readonly stageId: string;
  readonly allowBackwards: boolean;
}
