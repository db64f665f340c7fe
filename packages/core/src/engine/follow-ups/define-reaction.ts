import type { CallFacts } from "../../calls/index.ts";
import type { RobotDefinition } from "../../define/index.ts";
import { createNotes, type Notes } from "../../define/readers/notes.ts";
import { isRecord, noteAbsentOr, noteUnknownKeys, type UnknownRecord } from "../../define/readers/read-value.ts";
import { CallwrightError } from "../../errors/index.ts";
import type { Flow, OutcomeOf } from "../../machine/index.ts";
import type { JobView, RunRow } from "../../ports/rows.ts";

/**
 * What a reaction waits for.
 *
 * `ended`: the run's outcome is decided. `recording`, `transcript`: the run is over and this is there. `revised`: a report that came
 * after the outcome was decided has changed the facts.
 */
export type ReactionOccasion = "recording" | "transcript" | "ended" | "revised";

/** What the input of a follow-up is made from. Copies: nothing done to them changes the run. */
export interface ReactionFacts<Outcome extends string = string> {
  /** The run as it stands. `outcome` is `null` for one that was cancelled, and for flows without outcomes. */
  readonly run: Omit<RunRow, "outcome"> & { readonly outcome: Outcome | null };
  readonly facts: CallFacts;
  /** The job whose attempt the run is; `null` for runs of hand-written flows. */
  readonly job: JobView | null;
}

/** What `defineReaction` is given. */
export interface ReactionSource<Of extends RobotDefinition | Flow, Input> {
  /** Letters, digits and hyphens. Part of the follow-up's id, so it stays what it is. */
  readonly id: string;
  readonly on: ReactionOccasion;
  /** Whose runs, in every version. */
  readonly of: Of;
  /** What follows. */
  readonly start: Flow<Input>;
  /** Makes the input of the follow-up, purely and at once. One that throws leaves the run alone: the follow-up waits for a person. */
  readonly input: (facts: ReactionFacts<OutcomesOf<Of>>) => NoInfer<Input>;
}

/** The outcomes of a robot or a flow. */
type OutcomesOf<Of extends RobotDefinition | Flow> = Of extends {
  readonly outcomeNames: readonly (infer Outcome)[];
}
  ? Outcome & string
  : Of extends Flow
    ? OutcomeOf<Of>
    : string;

/** What `defineReaction` gives: a flow that follows from what becomes known of the runs of another. */
export interface ReactionDefinition {
  readonly kind: "reaction";
  readonly id: string;
  readonly on: ReactionOccasion;
  readonly of: Pick<RobotDefinition | Flow, "kind" | "id">;
  readonly start: Flow;
  readonly input: (facts: ReactionFacts) => unknown;
}

const keys = ["id", "on", "of", "start", "input"];
const occasions: readonly unknown[] = ["recording", "transcript", "ended", "revised"];

/**
 * A flow that starts by itself when something becomes known of a run: its end, its recording, its transcript, or a revision of its
 * facts.
 *
 * Limits: it starts in the transaction of what it follows from, once per run, on `revised` once per revision; at most 24 hours after
 * the run's end.
 *
 * @throws CallwrightError `DEFINE_INVALID` with all mistakes at once; most of them do not compile.
 * @example
 * ```ts
 * const review = defineFlow<{ call: string }>({
 *   id: "review",
 *   version: 1,
 *   machine: createMachine({ initial: "done", states: { done: { type: "final" } } }),
 *   input: z.object({ call: z.string() }),
 * });
 * const order = defineFlow({ id: "order", version: 1, machine: createMachine({}) });
 * const reviewOrders = defineReaction({
 *   id: "review",
 *   on: "ended",
 *   of: order,
 *   start: review,
 *   input: ({ run }) => ({ call: run.id }),
 * });
 * ```
 */
export function defineReaction<const Of extends RobotDefinition | Flow, Input>(
  source: ReactionSource<Of, Input>,
): ReactionDefinition {
  const given: unknown = source;
  const notes = createNotes();
  const read = isRecord(given) ? given : {};
  noteUnknownKeys(read, keys, "", "A reaction", notes);
  const id = readId(read["id"], notes);
  if (!occasions.includes(read["on"])) {
    const expected = '"recording", "transcript", "ended" or "revised"';
    noteAbsentOr(read["on"], "on", "say what the reaction waits for", expected, notes);
  }
  noteFlow(read, "of", "say whose runs the reaction follows", "a robot or a flow", ["robot", "flow"], notes);
  noteFlow(read, "start", "say which flow starts", "a flow of defineFlow", ["flow"], notes);
  if (typeof read["input"] !== "function")
    noteAbsentOr(read["input"], "input", "make the input of the flow", "a function", notes);
  if (notes.mistakes.length > 0) throw new CallwrightError("DEFINE_INVALID", { id, mistakes: notes.mistakes });
  const { on, of, start, input } = source;
  return {
    kind: "reaction",
    id,
    on,
    of: { kind: of.kind, id: of.id },
    start,
    input: input as ReactionDefinition["input"],
  };
}

function readId(id: unknown, notes: Notes): string {
  if (typeof id !== "string") {
    noteAbsentOr(id, "id", "name the reaction, e.g. review", "a string", notes);
    return "";
  }
  if (!/^[A-Za-z][A-Za-z0-9-]*$/.test(id)) {
    const rule = "letters, digits and hyphens, beginning with a letter";
    notes.add("DEFINE_ID_INVALID", "id", { name: id, rule });
  }
  return id;
}

function noteFlow(
  source: UnknownRecord,
  key: string,
  meaning: string,
  expected: string,
  kinds: readonly string[],
  notes: Notes,
): void {
  const value = source[key];
  const fits = isRecord(value) && typeof value["kind"] === "string" && kinds.includes(value["kind"]);
  if (!fits) noteAbsentOr(value, key, meaning, expected, notes);
}
