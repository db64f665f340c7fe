export { canonicalJson } from "./canonical-json.ts";
export { checkText } from "./check-text.ts";
export { defineRobot } from "./define-robot.ts";
export type {
  AnswerDocument,
  AskDocument,
  BranchDocument,
  NextDocument,
  RobotDocument,
  SayDocument,
  StepDocument,
} from "./document.ts";
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
} from "./robot-definition.ts";
export { schemaProblems, type SchemaProblem } from "./schema-survives-json.ts";
export { fillText, textVariables, type SpokenValue } from "./text-variables.ts";
export { triggerCode } from "./trigger-code.ts";
export type { InputCondition, RobotCondition } from "./types/robot-source.ts";
