export { Account, createEngine, systemClock, toNodeHandler, type CallHandle, type CallOptions, type CallResult, type Engine, type EngineSettings, type EngineTimings, type ParkedError, } from "./composition/index.ts";
export type { ConsentCheck, ConsentQuestion } from "./dialing/index.ts";
export { checkText, defineRobot, outcomeRules, triggerCode, type ConditionFunction, type OutcomeRule, type OutcomeRules, type Recogniser, type RobotDefinition, type RobotDocument, type RobotFunctions, } from "./define/index.ts";
export type { EngineEventName, EngineEvents } from "./engine/index.ts";
export { CallwrightError, catalog, isCallwrightError, type CallwrightErrorOptions, type DefinitionMistake, type ErrorCode, type ErrorDetails, } from "./errors/index.ts";
export { advance, checkFlow, defineFlow, effect, record, type Flow, type FlowSettings } from "./machine/index.ts";
export type { InstallationPlan } from "./robots/index.ts";
