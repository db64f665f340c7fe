export { checkContract, type ContractRule, type RuleResult } from "./contracts/contract-rule.ts";
export { sampleRow } from "./contracts/sample-rows.ts";
export { storeContract } from "./contracts/store-contract.ts";
export type { StoreFixture } from "./contracts/store-fixture.ts";
export { FakeCrm, type FakeItem, type FakeLoggedCall } from "./fakes/fake-crm.ts";
export { FakeVoice, type LaunchBehaviour } from "./fakes/fake-voice.ts";
export { faultPoints, type FaultPoint } from "../engine/index.ts";
export { assertSurvived, type CrashReport, type PlayedCrash } from "./faults/crash-report.ts";
export { crashTest, type CrashTestSettings } from "./faults/crash-test.ts";
export { brokenEngines, type BrokenEngine } from "./faults/schedules/broken-engines.ts";
export type { VendorRecord } from "./faults/schedules/counting-vendor.ts";
export {
  judgeKilledSchedule,
  playKilledLife,
  type KilledLife,
  type KilledRemains,
} from "./faults/schedules/killed-schedule.ts";
export type { Faults } from "./faults/schedules/play-schedule.ts";
export type { ScheduleRun } from "./faults/schedules/run-schedule.ts";
export {
  catchBrokenEngine,
  tortureSchedules,
  type Catch,
  type ScheduleFailure,
  type TortureReport,
  type TortureSettings,
} from "./faults/schedules/torture-schedules.ts";
export {
  playLives,
  type Aftermath,
  type ClockJump,
  type DeathRecord,
  type Happening,
  type LivesSettings,
} from "./faults/play-lives.ts";
export type { ProcessDeath } from "./faults/process-death.ts";
export { refuseNetwork } from "./refuse-network.ts";
export {
  simulateCall,
  type MeaningOptions,
  type SimulatedCall,
  type SimulatedCallSettings,
  type SimulatedData,
  type SimulatedEffect,
  type SimulatedSlots,
  type SimulatedTurn,
} from "./simulate-call.ts";
export type { EffectHandler } from "./simulation/effect-desk.ts";
export {
  scriptedModel,
  type ScriptedModel,
  type ScriptedReply,
  type ScriptedTurn,
} from "./simulation/scripted-model.ts";
export { memoryStore, type MemoryStore } from "./stores/memory-store.ts";
export { storeOver } from "./stores/store-over.ts";
export { createVirtualClock, type VirtualClock } from "./virtual-clock.ts";
export { virtualEngine, type VirtualEngine, type VirtualEngineSettings } from "./virtual-engine.ts";
export { captureRun, type CaptureOptions } from "./replay/capture-run.ts";
export type { CapturedRun, CapturedStep } from "./replay/captured-run.ts";
export type { DifferenceKind } from "./replay/give-step.ts";
export { maskRun } from "./replay/mask-run.ts";
export { recomputeRun, type RecomputedRun } from "./replay/recompute-run.ts";
export type { ReplayedRun, ReplayReport } from "./replay/replay-report.ts";
export { replay, type ReplayOptions } from "./replay/replay.ts";
export { endedRuns, readStoredRun, type StoredRun } from "./replay/stored-runs.ts";
export { toCapturedRun } from "./replay/to-captured-run.ts";
export { toTestFile, type TestFileOptions } from "./replay/to-test-file.ts";
export { assertCovered, type AssertCoveredOptions } from "./coverage/assert-covered.ts";
export { assertHeard, type AssertHeardOptions } from "./coverage/assert-heard.ts";
export {
  coverHearing,
  type Confusion,
  type CoverHearingOptions,
  type HeardCase,
  type HearingCase,
  type HearingReport,
} from "./coverage/cover-hearing.ts";
export { coverRobot, type CoverRobotOptions } from "./coverage/cover-robot.ts";
export type {
  CallEnd,
  CoverageCount,
  CoverageCrash,
  CoverageReport,
  CoveredArc,
  CoveredPair,
} from "./coverage/coverage-report.ts";
export type { TestSourceOptions } from "./coverage/test-source.ts";
export type { WalkSamples } from "./coverage/walk.ts";
export { assertExplored, type ExplorationFailure, type ExplorationReport } from "./exploration/exploration-report.ts";
export { exploreRobot, type ExploreRobotOptions, type Invariant } from "./exploration/explore-robot.ts";
export type { ExploredCall } from "./exploration/explored-call.ts";
