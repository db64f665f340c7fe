/** Every place between two steps of the engine at which a process may die, with what has happened there. */
export const faultPoints = {
  "recovery:begun": "the store is open, nothing of a former process was taken up",
  "recovery:runs-checked": "runs whose flow is missing wait, effects of a former process are still to be taken up",
  "recovery:effects-read": "a page of open effects of a former process was read, none of them goes on yet",
  "recovery:ended": "all open effects of a former process go on",
  "work:begun": "a lane is free, nothing was read in it",
  "work:gathered": "rows were read and the steps are known, none is computed",
  "step:computed": "a step is computed, what follows in the domain is not",
  "work:complete": "everything to be written is known, nothing is handed over",
  "commit:begun": "batches of one turn are gathered, none is written",
  "commit:written": "the batches are durable, nobody knows it yet",
  "work:committed": "the work is known to be durable, nothing follows from it yet",
  "work:timers-set": "its timers are known to the clock, its effects wait",
  "work:effects-due": "its effects are under way, observers were not told",
  "work:told": "observers were told, whoever asked has no answer yet",
  "effect:taken": "an effect is due, nothing was asked for it",
  "effect:settling": "an interrupted effect is about to be looked up",
  "effect:looked-up": "the look-up has answered, nothing follows from it yet",
  "effect:ready": "the effect may leave, no intent is written",
  "effect:leaving": "the intent of an at-most-once effect is durable, its request has not left",
  "effect:answered": "the vendor has answered, the answer is not checked",
  "effect:ending": "the result is checked, it is not written",
  "effect:failing": "the failure is known, it is not written",
  "effect:ended": "the end of the effect is durable",
  "timer:waking": "a timer is due, the store was not asked",
  "timer:read": "due timers were read, none has fired",
  "timer:firing": "one timer is about to fire",
  "timer:fired": "what the timer brought is durable, the timer is still remembered",
} as const;

/** Name of a place at which a process may die. */
export type FaultPoint = keyof typeof faultPoints;

/** What is under way at a fault point, as far as it is known there. */
export interface FaultPlace {
  readonly run?: string;
  readonly effect?: string;
  readonly timer?: string;
}

/** Called at every fault point; what it gives is waited for. For crash tests only: without one nothing is called. */
export type Probe = (point: FaultPoint, place: FaultPlace) => void | Promise<void>;
