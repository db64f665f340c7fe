import { entry } from "./entry.ts";

/** Calls, jobs and accounts. */
export const callCatalog = {
  PHONE_INVALID: entry<{ readonly where: string }>({
    side: "caller",
    retry: "never",
    message: ({ where }) =>
      `The phone number given in ${where} is not a valid number. Write it in international form, with plus and country code.`,
  }),
  ACCOUNT_UNKNOWN: entry<{ readonly account: string }>({
    side: "caller",
    retry: "never",
    message: ({ account }) => `Account "${account}" does not exist. Installing the application in a portal makes one.`,
  }),
  CALL_ERASED: entry<{ readonly id: string }>({
    side: "caller",
    retry: "never",
    message: ({ id }) =>
      `What this idempotency key made, ${id}, was removed with a person's data or when its time was over. It is not made again: use another key if it is really wanted.`,
  }),
  CALL_RESULT_UNKNOWN: entry<{ readonly run: string }>({
    side: "remote",
    retry: "never",
    message: ({ run }) =>
      `No last report came for call ${run} and the vendor cannot be asked. The client may have been called: listen to the record or ask the client, then give the outcome with decide(run, outcome).`,
  }),
  TRIGGER_RESULT_UNKNOWN: entry<{ readonly run: string; readonly trigger: string }>({
    side: "remote",
    retry: "never",
    message: ({ run, trigger }) =>
      `Nobody can tell whether trigger "${trigger}" of ${run} fired: the item still stands where it stood. Look at the item: if it fired, resolve(run, null), else retry(run).`,
  }),
  EFFECT_RESULT_UNKNOWN: entry<{ readonly run: string; readonly effect: string }>({
    side: "remote",
    retry: "never",
    message: ({ run, effect }) =>
      `Effect "${effect}" of run ${run} was interrupted and cannot be looked up. It is not repeated by itself: look at the vendor's side: if it happened, resolve(run, result), else retry(run).`,
  }),
  EFFECT_FAILED: entry<{ readonly run: string; readonly effect: string; readonly reason: string }>({
    side: "library",
    retry: "after",
    applied: "unknown",
    message: ({ run, effect, reason }) => `Effect "${effect}" of run ${run} failed unexpectedly (${reason}).`,
  }),
  EFFECT_TIMED_OUT: entry<{ readonly run: string; readonly effect: string; readonly timeoutMs: number }>({
    side: "remote",
    retry: "after",
    applied: "unknown",
    message: ({ run, effect, timeoutMs }) => `Effect "${effect}" of run ${run} gave no answer within ${timeoutMs} ms.`,
  }),
  EFFECT_REFUSED: entry<{ readonly run: string; readonly effect: string }>({
    side: "remote",
    retry: "never",
    message: ({ run, effect }) => `Effect "${effect}" of run ${run} was refused by the other side.`,
  }),
  EFFECT_NOT_NOW: entry<{ readonly run: string; readonly effect: string }>({
    side: "remote",
    retry: "after",
    message: ({ run, effect }) => `Effect "${effect}" of run ${run} was refused by the other side for the moment.`,
  }),
  BUDGET_EXHAUSTED: entry<{
    readonly account: string;
    readonly effect: string;
    readonly cost: number;
    readonly spent: number;
    readonly limit: number;
    readonly period: "day" | "month";
  }>({
    side: "caller",
    retry: "never",
    message: ({ account, effect, cost, spent, limit, period }) =>
      `Effect "${effect}" costs ${cost}, but account ${account} has spent ${spent} of its ${limit} for this ${period}. Raise the budget with setBudget, or wait for the next ${period}; then retry the parked runs.`,
  }),
  CAPABILITY_MISSING: entry<{ readonly effect: string; readonly capability: string; readonly adapter: string | null }>({
    side: "caller",
    retry: "never",
    message: ({ effect, capability, adapter }) =>
      `Effect "${effect}" needs "${capability}", which ${adapter === null ? "no adapter gives" : `adapter "${adapter}" does not offer`}. Add an adapter that does under createEngine({ adapters }), or leave the effect out.`,
  }),
  TEXT_UNKNOWN_VARIABLE: entry<{
    readonly robot: string;
    readonly text: string;
    readonly variable: string;
    readonly nearest?: string;
  }>({
    side: "caller",
    retry: "never",
    message: ({ robot, text, variable, nearest }) =>
      `Text "${text}" of robot "${robot}" uses {${variable}}, which its input does not have.${nearest ? ` Did you mean {${nearest}}?` : ""}`,
  }),
  TEXT_VARIABLE_MISSING: entry<{
    readonly robot: string;
    readonly text: string;
    readonly variable: string;
  }>({
    side: "caller",
    retry: "never",
    message: ({ robot, text, variable }) =>
      `Text "${text}" of robot "${robot}" reads a value back, so its words must say {${variable}}.`,
  }),
  TEXT_FORMAT_UNFIT: entry<{
    readonly robot: string;
    readonly text: string;
    readonly variable: string;
    readonly format: string;
    /** End of a sentence. */
    readonly reason: string;
  }>({
    side: "caller",
    retry: "never",
    message: ({ robot, text, variable, format, reason }) =>
      `Text "${text}" of robot "${robot}" cannot speak {${variable}:${format}}: ${reason}.`,
  }),
  TEXT_UNKNOWN: entry<{ readonly robot: string; readonly text: string }>({
    side: "caller",
    retry: "never",
    message: ({ robot, text }) => `Robot "${robot}" has no text "${text}".`,
  }),
  RUN_NOT_PARKED_AT_EFFECT: entry<{ readonly run: string }>({
    side: "caller",
    retry: "never",
    message: ({ run }) =>
      `Run ${run} is not parked at an effect, so there is nothing to try again. End it with decide(run, outcome), or cancel its call.`,
  }),
  GATE_CHECK_FAILED: entry<{ readonly job: string; readonly check: string; readonly reason: string }>({
    side: "caller",
    retry: "after",
    message: ({ job, check, reason }) =>
      `The host's ${check} check failed for job ${job} (${reason}). Nobody is dialed; it is asked again later.`,
  }),
  RUN_UNKNOWN: entry<{ readonly run: string }>({
    side: "caller",
    retry: "never",
    message: ({ run }) => `Run ${run} does not exist in this store.`,
  }),
  JOB_UNKNOWN: entry<{ readonly job: string }>({
    side: "caller",
    retry: "never",
    message: ({ job }) => `Job ${job} does not exist in this account.`,
  }),
  IDEMPOTENCY_KEY_REUSED: entry<{ readonly job: string }>({
    side: "caller",
    retry: "never",
    message: ({ job }) =>
      `The idempotency key was used before for ${job} with another robot or flow, phone, subject or input. Use one key for one call or run.`,
  }),
  ENGINE_SETTINGS_INVALID: entry<{ readonly problems: readonly string[] }>({
    side: "caller",
    retry: "never",
    message: ({ problems }) =>
      `createEngine got settings that do not fit:\n${problems.map((problem) => `- ${problem}`).join("\n")}`,
  }),
  ENGINE_BUSY: entry<{ readonly waiting: number; readonly limit: number }>({
    side: "library",
    retry: "after",
    message: ({ waiting, limit }) =>
      `The engine has ${waiting} things to do and takes no more than ${limit}. Nothing of this was taken: send it again in a moment.`,
  }),
  ENGINE_CLOSED: entry<Record<string, never>>({
    side: "caller",
    retry: "never",
    message: () => `The engine is closed. Make a new one with createEngine.`,
  }),
  PORT_MISSING: entry<{ readonly port: string; readonly for: string }>({
    side: "caller",
    retry: "never",
    message: ({ port, for: use }) =>
      `No adapter gives the port "${port}", needed for ${use}. Add one under createEngine({ adapters }).`,
  }),
};
