export {
  declareEffect,
  type EffectContext,
  type EffectDeclaration,
  type Readiness,
  type Reconciliation,
  type RepeatClass,
} from "./effect-declaration.ts";
export type { EffectVariant } from "./effect-runner.ts";
export { hear } from "./hear.ts";
export { hearWithModel, type ModelHearing } from "./hearing/hear-with-model.ts";
export type { Hearing, HearingDefinition, HearingOptions, Utterance } from "./hearing/hearing.ts";
export { performConverse } from "./model/perform-converse.ts";
export type { EngineEventName, EngineEvents } from "./observers.ts";
export type { Reaction, RunChange } from "./reactions.ts";
export { RunEngine, type RunEngineSettings } from "./run-engine.ts";
export { Lanes } from "./lanes.ts";
export type { NewRun, RunEvent, Work } from "./work.ts";
