export {
  declareEffect,
  type EffectContext,
  type EffectDeclaration,
  type Readiness,
  type Reconciliation,
  type RepeatClass,
} from "./effect-declaration.ts";
export type { EffectVariant } from "./effect-runner.ts";
export { hear, type Hearing, type Utterance } from "./hear.ts";
export type { EngineEventName, EngineEvents } from "./observers.ts";
export type { Reaction, RunChange } from "./reactions.ts";
export { RunEngine, type RunEngineSettings } from "./run-engine.ts";
export { Lanes } from "./lanes.ts";
export type { NewRun, RunEvent, Work } from "./work.ts";
