export type {
  Adapter,
  AdapterHost,
  ConnectedAdapter,
  ConnectionVault,
  Inbox,
  RobotRequest,
  WebhookRoute,
} from "./adapter.ts";
export type { BlobContent, BlobReader, BlobRef } from "./blobs.ts";
export type { CallLogPort, CallToLog, LoggedCall } from "./call-log.ts";
export type { BackupReport, CheckFinding, CheckOptions, CheckReport, FindingKind } from "./check.ts";
export type { ClockPort, Release } from "./clock.ts";
export type {
  AutomationRobotSpec,
  CrmCallee,
  CrmCapabilities,
  CrmInstallation,
  CrmItem,
  CrmPhone,
  CrmPort,
  InstallStep,
  TodoRequest,
  TriggerSpec,
} from "./crm.ts";
export type { DamagedRow } from "./damage.ts";
export type {
  AskNode,
  BranchNode,
  DialogAnswer,
  DialogGraph,
  DialogNode,
  DialogTarget,
  SayNode,
} from "./dialog-graph.ts";
export type { EncryptionPort, EncryptionState, SealingReport } from "./encryption.ts";
export type { FileDraft, FilesPort } from "./files.ts";
export type { AccountId, JobId, Json, RunId, Subject, SubjectType } from "./identity.ts";
export type { LogFields, LoggerPort } from "./logger.ts";
export type {
  AccountRow,
  ArchiveRow,
  AttemptRow,
  BlobRefRow,
  BlobRow,
  BlobUse,
  BudgetRow,
  BuiltInRows,
  BuiltInTableName,
  ChargeRow,
  ConnectionRow,
  DedupeRow,
  DoNotCallRow,
  EffectRow,
  EffectState,
  FlowRow,
  InstalledRow,
  JobRow,
  JobView,
  JournalRow,
  OwnRow,
  OwnTableName,
  PepperRow,
  PersonRow,
  QuarantineRow,
  RetentionRow,
  Rows,
  RunRow,
  RunStatus,
  TableName,
  TimerRow,
  TurnRow,
} from "./rows.ts";
export type { BatchResult, Query, SchemaChange, ScrubOptions, StorePort, Write, WriteBatch } from "./store.ts";
export { ownFields, schemaVersion, tables, type OwnTables, type OwnTableShape, type TableShape } from "./tables.ts";
export type { SearchedWord, TextHit, TextQuery } from "./text-query.ts";
export type { CallLaunch, CallLookup, VoiceCapabilities, VoicePort } from "./voice.ts";
