export { blobBytes, blobRef, blobText, type BlobSchema } from "./blobs/blob-schema.ts";
export { mapBlobs, marksBlobs, type ToBlobRef } from "./blobs/map-blobs.ts";
export { builtInEffects } from "./built-in-effects.ts";
export { canonicalJson } from "./canonical-json.ts";
export { checkText } from "./check-text.ts";
export { defineDialog } from "./define-dialog.ts";
export { defineEffect } from "./define-effect.ts";
export { defineRecogniser } from "./define-recogniser.ts";
export { defineRobot } from "./define-robot.ts";
export { defineTable } from "./define-table.ts";
export type {
  ActDocument,
  AnswerDocument,
  AskDocument,
  BranchDocument,
  CollectDocument,
  CollectKind,
  CommandsDocument,
  ConverseDocument,
  DialogDocument,
  DigressionDocument,
  EndDocument,
  ExitDocument,
  NextDocument,
  RobotDocument,
  SayDocument,
  StepDocument,
  TextDocument,
  TextsDocument,
  TransferDocument,
  TransferFailure,
  TransferTarget,
  UseDocument,
  ValueDocument,
} from "./document.ts";
export type {
  Capability,
  DoneEffect,
  EffectContext,
  EffectDefinition,
  FailOptions,
  PerformContext,
  Readiness,
  Reconciliation,
  RepeatClass,
} from "./effect-definition.ts";
export { isErrorOf, type ErrorOf } from "./is-error-of.ts";
export type { FlatDocument, FlatNext, FlatRobot, FlatScope, FlatStepDocument, SetDocument } from "./flat-document.ts";
export { flattenDialogs, flattenDocument } from "./flatten-dialogs.ts";
export { fingerprintOf, functionNamesOf } from "./fingerprint.ts";
export { inputVariables, spokenVariables } from "./input-variables.ts";
export { definitionMistakes, type MistakeCode } from "./mistakes.ts";
export { outcomeRules } from "./outcome-rules.ts";
export type {
  ConditionFunction,
  OutcomeRule,
  OutcomeRules,
  Recogniser,
  RobotDefinition,
  RobotFunctions,
  DialogDefinition,
  HearingFacts,
  SlotRecogniser,
} from "./robot-definition.ts";
export { documentSchema } from "./document-schema.ts";
export type { DefinitionCode, DefinitionWithCode } from "./parse/code-book.ts";
export { parseDefinition } from "./parse-definition.ts";
export { issueMessage, parseInput, readInputOf, type InputReading } from "./parse-input.ts";
export { isAlwaysInResult } from "./result-members.ts";
export { resolveValue } from "./resolve-value.ts";
export { scopeFacts, type ConditionFacts } from "./scope-facts.ts";
export { schemaFromJson } from "./schema-from-json.ts";
export { slotSchemas } from "./slot-schemas.ts";
export { schemaProblems, type SchemaProblem } from "./schema-survives-json.ts";
export type { TableDefinition } from "./table-definition.ts";
export { textVariables, wordsOf } from "./text-variables.ts";
export { fillText, speakText, type DriveText } from "./texts/speak-text.ts";
export type { SpeakOptions } from "./texts/text-formats.ts";
export { parseTextSegments, type TextSegment } from "./texts/text-segments.ts";
export { triggerCode } from "./trigger-code.ts";
export type { DataOutputs, SlotOutputs, SlotValues } from "./types/known-names.ts";
export type { InputCondition, RobotCondition } from "./types/robot-source.ts";
export { describeChanges, diffDefinitions } from "./tools/diff/diff-definitions.ts";
export type { DefinitionChange } from "./tools/diff/shape.ts";
export { definitionWarnings, type DefinitionWarning, type WarningLimits } from "./warnings/definition-warnings.ts";
export { estimateCall, type CallEstimate } from "./warnings/estimate-call.ts";
export type { WarningCode } from "./warnings/warning-sentences.ts";
export { toSource, type SourceOptions } from "./tools/source/to-source.ts";
