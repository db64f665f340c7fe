export { breathe } from "./breathe.ts";
export {
  declareEffect,
  type EffectContext,
  type EffectDeclaration,
  type Readiness,
  type Reconciliation,
  type RepeatClass,
} from "./effects/effect-declaration.ts";
export { allRows, pagesOf } from "./all-rows.ts";
export { unpackRuns } from "./archives/archive.ts";
export type { ArchivedRun } from "./archives/squeeze-run.ts";
export { readLane } from "./archives/read-run.ts";
export type { RemovedLane } from "./removal/remove-lane.ts";
export { thinArchive } from "./removal/thin-archive.ts";
export type { BlobStore, PreparedBlob } from "./blobs/blob-store.ts";
export { keepForRun } from "./blobs/keep-for-run.ts";
export type { RemovedBlobs } from "./blobs/remove-refs.ts";
export { refOfDamaged } from "./blobs/damaged-ref.ts";
export type { BreakerSettings } from "./effects/breakers.ts";
export type { BudgetState } from "./effects/budget-book.ts";
export type { BudgetPeriod } from "./effects/budget-period.ts";
export type { VendorLimit } from "./effects/effect-limits.ts";
export type { EffectVariant } from "./effects/effect-performer.ts";
export type { VendorSettings } from "./effects/effect-runner.ts";
export { faultPoints, type FaultPlace, type FaultPoint, type Probe } from "./fault-points.ts";
export type { CompactionReport } from "./archives/compactor.ts";
export {
  defineReaction,
  type ReactionDefinition,
  type ReactionFacts,
  type ReactionOccasion,
  type ReactionSource,
} from "./follow-ups/define-reaction.ts";
export {
  defineMigration,
  type FlowMigrationSettings,
  type Migration,
  type RobotMigrationSettings,
} from "./versions/define-migration.ts";
export { laneOf } from "./run-ids.ts";
export { hear } from "./hear.ts";
export { inRealTime } from "./in-real-time.ts";
export type { MovedTimers, RunMigration } from "./versions/migrate-run.ts";
export type { MigrateOptions } from "./versions/migrate-runs.ts";
export type { MigratedRun, MigrationReport } from "./versions/migration-report.ts";
export { findParked, operate, type OperatorAction, type ParkedFilter } from "./operate.ts";
export type { OperatedRun, OperationReport } from "./operation-report.ts";
export { hearWithModel, type ModelHearing } from "./hearing/hear-with-model.ts";
export type { Hearing, HearingDefinition, HearingOptions, Utterance } from "./hearing/hearing.ts";
export { performConverse } from "./model/perform-converse.ts";
export type { EngineEventName, EngineEvents } from "./observers.ts";
export type { EnginePulse } from "./pulse.ts";
export type { Reaction, RunChange } from "./reactions.ts";
export { RunEngine, type RunEngineSettings } from "./run-engine.ts";
export { Lanes } from "./lanes.ts";
export type { CommitWatch, EngineTelemetry, TelemetrySource, TryOutcome, WorkWatch } from "./telemetry.ts";
export { ownRowId, ownRowPrefix } from "./tables/own-row.ts";
export { createTableBook, type TableBook } from "./tables/table-book.ts";
export { ownTableName } from "./tables/table-shape.ts";
export type { NewRun, RunEvent, Work } from "./work.ts";
export { aroundDamage } from "./damage/around-damage.ts";
export { lookAtRow } from "./damage/look-at-row.ts";
