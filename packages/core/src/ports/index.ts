export type {
  Adapter,
  AdapterHost,
  ConnectedAdapter,
  ConnectionVault,
  Inbox,
  RobotRequest,
  WebhookRoute,
} from "./adapter.ts";
export type { CallLogPort, CallToLog, LoggedCall } from "./call-log.ts";
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
export type {
  AskNode,
  BranchNode,
  DialogAnswer,
  DialogGraph,
  DialogNode,
  DialogTarget,
  SayNode,
} from "./dialog-graph.ts";
export type { AccountId, JobId, Json, RunId, Subject, SubjectType } from "./identity.ts";
export type { LogFields, LoggerPort } from "./logger.ts";
export type {
  AccountRow,
  ArchiveRow,
  AttemptRow,
  BlobRow,
  BudgetRow,
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
  Rows,
  RunRow,
  RunStatus,
  TableName,
  TimerRow,
} from "./rows.ts";
export type { BatchResult, Query, StorePort, Write, WriteBatch } from "./store.ts";
export { schemaVersion, tables, type TableShape } from "./tables.ts";
export type { CallLaunch, CallLookup, VoiceCapabilities, VoicePort } from "./voice.ts";
