import { noFacts } from "../../calls/index.ts";
import { CallwrightError, reasonOf } from "../../errors/index.ts";
import type { Flow, FlowSnapshot } from "../../machine/index.ts";
import type { ClockPort } from "../../ports/clock.ts";
import type { Json, RunId } from "../../ports/identity.ts";
import type { JobRow, JobView, RunRow } from "../../ports/rows.ts";
import { isReport } from "../advance-run.ts";
import type { Asker } from "../children/asker.ts";
import type { ReactionDefinition, ReactionFacts } from "./define-reaction.ts";
import type { FlowRegistry } from "../flow-registry.ts";
import { newRunRow } from "../new-run-row.ts";
import type { Reaction, RunChange } from "../reactions.ts";
import { followUpRun, journalKey, sourceOfFollowUp } from "../run-ids.ts";
import type { Work } from "../work.ts";

/** Lets flows follow from what becomes known of runs. */
export interface FollowUps {
  readonly react: Reaction;
  /** Evaluates anew a follow-up that could not start. @returns whether the run is such a one */
  retry(run: RunRow, work: Work): Promise<boolean>;
}

/** The follow-ups of an engine. Runs of flows that no reaction is about cost one look into a table. */
export function createFollowUps(
  reactions: readonly ReactionDefinition[],
  flows: FlowRegistry,
  clock: ClockPort,
): FollowUps {
  const byFlow = new Map<string, readonly ReactionDefinition[]>();
  for (const flow of flows.all()) {
    const about = reactions.filter((reaction) => isAbout(reaction, flow));
    if (about.length > 0) byFlow.set(flow.id, about);
  }
  return {
    react(change, work) {
      const about = byFlow.get(change.after.flow);
      return about && follow(about, change, clock, work);
    },
    async retry(run, work) {
      if (run.parked?.code !== "REACTION_FAILED" || run.status !== "failed") return false;
      const { source, reaction: id } = sourceOfFollowUp(run.id);
      const reaction = reactions.find((known) => known.id === id);
      const about = await work.read("runs", source);
      if (!about) throw new CallwrightError("RUN_UNKNOWN", { run: source });
      if (!reaction)
        throw new CallwrightError("REACTION_FAILED", {
          reaction: id,
          run: source,
          reason: "no such reaction is given",
        });
      await start(reaction, about, run.id, clock, work, run.seq);
      return true;
    },
  };
}

/** A robot's runs are those of the flows that follow its calls, `<robot>/…`. */
function isAbout({ of }: ReactionDefinition, flow: Flow): boolean {
  if (flow.kind !== of.kind) return false;
  return flow.kind === "robot" ? flow.id.startsWith(`${of.id}/`) : flow.id === of.id;
}

async function follow(
  about: readonly ReactionDefinition[],
  change: RunChange,
  clock: ClockPort,
  work: Work,
): Promise<void> {
  for (const reaction of about) {
    if (isDue(reaction, change)) {
      const revision = reaction.on === "revised" ? change.after.seq : undefined;
      await start(reaction, change.after, followUpRun(change.after.id, reaction.id, revision), clock, work);
    }
  }
}

function isDue({ on }: ReactionDefinition, { before, after, event }: RunChange): boolean {
  switch (on) {
    case "ended":
      return after.status === "ended" && before?.status !== "ended";
    case "recording":
      return has(after, hasRecording) && !has(before, hasRecording);
    case "transcript":
      return has(after, hasTranscript) && !has(before, hasTranscript);
    case "revised":
      return (
        before?.status === "ended" && isReport(event) && JSON.stringify(before.facts) !== JSON.stringify(after.facts)
      );
  }
}

/** In whichever order the end and the fact came. */
function has(run: RunRow | undefined, fact: (run: RunRow) => boolean): boolean {
  return run !== undefined && (run.status === "ended" || run.status === "cancelled") && fact(run);
}

function hasRecording({ facts }: RunRow): boolean {
  return typeof facts?.recording?.url === "string";
}

function hasTranscript({ facts }: RunRow): boolean {
  return typeof facts?.transcriptBlob === "string";
}

async function start(
  reaction: ReactionDefinition,
  run: RunRow,
  id: RunId,
  clock: ClockPort,
  work: Work,
  seq?: number,
): Promise<void> {
  const job = run.job === null ? undefined : await work.read("jobs", run.job);
  const asker: Asker = {
    input: () => inputFor(reaction, run, job),
    refused: (error) => keepFailed(reaction, run, id, seq ?? 0, error, clock.now(), work),
  };
  const { id: flow, version } = reaction.start;
  const given = { id, account: run.account, flow, version, input: null, job: run.job, asker };
  work.start(seq === undefined ? given : { ...given, seq });
}

function inputFor(reaction: ReactionDefinition, run: RunRow, job: JobRow | undefined): unknown {
  const facts: ReactionFacts = structuredClone({ run, facts: run.facts ?? noFacts, job: job ? toView(job) : null });
  const fail = (reason: string, cause?: unknown): never => {
    throw new CallwrightError("REACTION_FAILED", { reaction: reaction.id, run: run.id, reason }, { cause });
  };
  let input: unknown;
  try {
    input = reaction.input(facts);
    // As it will be read back: a value that JSON changes must not be seen by the first step alone.
    if (!(input instanceof Promise)) return JSON.parse(JSON.stringify(input ?? null));
  } catch (error) {
    return fail(reasonOf(error), error);
  }
  // Nobody waits for it, and a rejection that nobody handles would end the process.
  input.catch(() => undefined);
  return fail("input gave a promise: what takes time is an effect of the flow that starts");
}

/** Without the CRM's token, which would complete its request. */
function toView({ requestToken: _secret, ...view }: JobRow): JobView {
  return view;
}

/** Writes down a follow-up that could not start, so that a person sees it and may try again. */
function keepFailed(
  reaction: ReactionDefinition,
  about: RunRow,
  id: RunId,
  seq: number,
  error: CallwrightError,
  now: number,
  work: Work,
): RunRow {
  const { code, message } =
    error.code === "REACTION_FAILED"
      ? error
      : new CallwrightError("REACTION_FAILED", { reaction: reaction.id, run: about.id, reason: error.message });
  const snapshot: FlowSnapshot = {
    status: "error",
    value: {},
    context: {},
    children: {},
    historyValue: {},
    error: { code, message },
  };
  const row: RunRow = {
    ...newRunRow({ id, account: about.account, job: about.job, parent: null }, reaction.start, seq + 1, now),
    status: "failed",
    snapshot: JSON.stringify(snapshot),
    parked: { code, message, effect: null },
  };
  const event: Json = { type: "reaction.failed", reaction: reaction.id, of: about.id, code: error.code, message };
  work.put("runs", row);
  work.insert("journal", { id: journalKey(id, row.seq), run: id, seq: row.seq, at: now, event, notes: null });
  return row;
}
