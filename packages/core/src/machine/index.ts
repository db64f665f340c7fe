export { advance, type Advanced } from "./advance.ts";
export { checkFlow, type FlowCheck, type FlowCheckOptions } from "./check-flow.ts";
export type {
  EffectDoneEvent,
  EffectFailedEvent,
  EffectStartCommand,
  EffectStopCommand,
  EmitCommand,
  FlowCommand,
  FlowEvent,
  ParkCommand,
  PlainEvent,
  RecordCommand,
  RecordRowCommand,
  TimerCancelCommand,
  TimerFiredEvent,
  TimerSetCommand,
  UnparkCommand,
} from "./command.ts";
export { defineFlow, type FlowSettings } from "./define-flow.ts";
export { toMermaid } from "./diagrams/to-mermaid.ts";
export { toXStateConfig, type StepChart, type StepChartState } from "./diagrams/to-xstate-config.ts";
export {
  failureOf,
  isDone,
  outputOf,
  statesOf,
  type Flow,
  type FlowSamples,
  type FlowSnapshot,
  type StateValue,
} from "./flow.ts";
export { effect } from "./placeholders.ts";
export { record, type RecordFacts, type RowChange } from "./record.ts";
export { runWithin, startRun, startRunEffect, type OutcomeOf, type RunEnd, type RunRequest } from "./run-within-run.ts";
export type { DialogFacts } from "./robot/dialog-facts.ts";
export type { DriveInput, DriveOutput } from "./robot/drive-context.ts";
export { driveRobot } from "./robot/drive-robot.ts";
export { dialing, followReport, type DecidedBy, type Position, type TrailStep } from "./robot/follow-report.ts";
export { followRobot, type FollowInput, type FollowLaunch, type FollowOutput } from "./robot/follow-robot.ts";
export { hostedProblems } from "./robot/hosted-problems.ts";
export type { RejectedFill } from "./robot/passage.ts";
export { shapeFor, shapesOf, type RobotShapes } from "./robot/shapes.ts";
export { toDriveTexts, toSpokenTexts, type SpokenTextsOptions } from "./robot/spoken-texts.ts";
export { unrollRobot, type UnrollOptions } from "./robot/unroll.ts";
export type {
  ConverseReply,
  ConverseRequest,
  PassageTurn,
  TransferRequest,
  TransferResult,
  VoiceListen,
  VoiceTurn,
  VoiceTurnResult,
} from "./robot/voice-effects.ts";
