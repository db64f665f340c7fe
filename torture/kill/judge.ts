import type { EffectRow, JobRow, RunRow } from "@callwright/core/ports";
import type { CallRecord } from "@callwright/sandbox";
import { expectedJob } from "./expected.ts";
import type { KillOptions } from "./kill-options.ts";
import { atMostOnce, type StoreView } from "./store-view.ts";

import type { Vendors } from "./vendors.ts";

/** What was under way at one kill. */
export interface KillRecord {
  readonly inFlight: readonly EffectRow[];
}

/** Deals of one batch with their clients, and those whose robot request was answered with 2xx. */
export interface Batch {
  readonly clients: ReadonlyMap<string, number>;
  readonly answered: ReadonlySet<string>;
}

/** Everything that was seen. */
export interface Evidence {
  readonly options: KillOptions;
  readonly vendors: Vendors;
  readonly view: StoreView;
  readonly kills: readonly KillRecord[];
  readonly first: Batch;
  readonly second: Batch;
  readonly stages: ReadonlyMap<string, string>;
  readonly todos: ReadonlyMap<string, number>;
}

interface Check {
  readonly name: string;
  readonly passed: boolean;
  readonly counted: string;
}

/** Counts, prints, and gives the number of failed checks. */
export function judge(evidence: Evidence): number {
  const checks = [
    ...killChecks(evidence),
    ...repeatChecks(evidence),
    ...jobChecks(evidence),
    ...endingChecks(evidence),
    ...parkChecks(evidence),
  ];
  for (const check of checks) console.log(`${check.passed ? "ok    " : "FAILED"} ${check.name}: ${check.counted}`);
  const failed = checks.filter((check) => !check.passed).length;
  if (failed > 0) console.log(`seed ${evidence.options.seed}`);
  console.log(`${checks.length - failed} passed, ${failed} failed`);
  return failed;
}

function killChecks({ kills, options }: Evidence): Check[] {
  const hits = kills.filter((kill) => kill.inFlight.length > 0).length;
  const needed = Math.floor(options.kills * 0.6);
  return [
    { name: "kills", passed: kills.length === options.kills, counted: `${kills.length}` },
    { name: `kills with an effect in flight (at least ${needed})`, passed: hits >= needed, counted: `${hits}` },
  ];
}

function repeatChecks({ vendors }: Evidence): Check[] {
  const rings = mostOf(vendors.voiceBox.calls().map((call) => call.runId ?? call.callId));
  const fired = vendors.portal
    .log()
    .filter((entry) => entry.method === "crm.automation.trigger.execute" && entry.applied)
    .map((entry) => `${entry.params["CODE"] ?? ""} deal ${entry.params["OWNER_ID"] ?? ""}`);
  const triggers = mostOf(fired);
  return [
    { name: "rings per attempt (at most 1)", passed: rings.most <= 1, counted: `${rings.most} (${rings.all} rings)` },
    {
      name: "calls per trigger (at most 1)",
      passed: triggers.most <= 1,
      counted: `${triggers.most} (${triggers.all} calls)`,
    },
  ];
}

function jobChecks({ first, second, view }: Evidence): Check[] {
  const perDeal = mostOf(view.jobs.map((job) => job.subject?.id ?? job.id));
  const without = [...first.answered, ...second.answered].filter(
    (deal) => !view.jobs.some((job) => job.subject?.id === deal),
  );
  const unanswered = [...second.clients.keys()].filter((deal) => !second.answered.has(deal));
  const kept = unanswered.filter((deal) => view.jobs.some((job) => job.subject?.id === deal)).length;
  return [
    {
      name: "jobs per robot request (at most 1)",
      passed: perDeal.most <= 1,
      counted: `${perDeal.most} (${perDeal.all} jobs)`,
    },
    { name: "answered requests without a job (0)", passed: without.length === 0, counted: `${without.length}` },
    {
      name: "unanswered requests that left a job or none",
      passed: true,
      counted: `${kept} left a job, ${unanswered.length - kept} none`,
    },
  ];
}

function endingChecks(evidence: Evidence): Check[] {
  const { first, second, view, options, vendors } = evidence;
  const parked = parkedJobs(view);
  const right = [...first.clients.keys()].filter(
    (deal) => !parked.has(jobOf(view, deal)?.id ?? "") && isRight(evidence, first, deal),
  );
  const all = [...first.clients.keys(), ...second.clients.keys()].filter((deal) => jobOf(view, deal));
  const wrong = all.filter((deal) => {
    const batch = first.clients.has(deal) ? first : second;
    return !parked.has(jobOf(view, deal)?.id ?? "") && !isRight(evidence, batch, deal);
  });
  const done = view.effects.filter((effect) => effect.state === "done");
  const by = (way: EffectRow["endedBy"], type: string) =>
    done.filter((effect) => effect.endedBy === way && effect.type === type).length;
  const lookedUp = view.runs.filter((run) => isAttempt(view, run) && endedByLookUp(view, run)).length;
  const ended = view.runs.filter((run) => isAttempt(view, run) && run.status === "ended").length;
  const needed = options.lookup ? 90 : 0;
  return [
    {
      name: `deals at the right stage without a person (at least ${needed} of 100)`,
      passed: right.length >= needed,
      counted: `${right.length}`,
    },
    {
      name: "jobs that ended otherwise than their clients' scripts say (0)",
      passed: wrong.length === 0,
      counted: wrong.length === 0 ? "0" : wrong.map((deal) => describe(evidence, deal)).join("; "),
    },
    { name: "calls ended by report / by look-up", passed: true, counted: `${ended - lookedUp} / ${lookedUp}` },
    {
      name: "launches ended by answer / by reconciliation",
      passed: true,
      counted: `${by("answer", "voice.launch")} / ${by("reconciliation", "voice.launch")} (${vendors.voiceBox.calls().length} calls)`,
    },
    {
      name: "triggers ended by answer / by reconciliation (the deal's stage)",
      passed: true,
      counted: `${by("answer", "crm.fireTrigger")} / ${by("reconciliation", "crm.fireTrigger")}`,
    },
  ];
}

function parkChecks(evidence: Evidence): Check[] {
  const { view, kills, options } = evidence;
  const parked = view.runs.filter((run) => run.status === "parked" || run.status === "failed");
  const inFlight = new Set(
    kills
      .flatMap((kill) => kill.inFlight)
      .filter((effect) => atMostOnce.includes(effect.type) && effect.state === "started")
      .map((effect) => effect.id),
  );
  const byEffect = parked.filter((run) => run.parked?.effect != null);
  const unexplained = byEffect.filter((run) => !inFlight.has(run.parked?.effect ?? ""));
  const names = parked.map((run) => `${run.id} ${run.parked?.code ?? ""} ${run.parked?.effect ?? ""}`.trim());
  const listed = names.length === 0 ? "" : `: ${names.slice(0, 12).join(", ")}${names.length > 12 ? ", …" : ""}`;
  const checks: Check[] = [
    {
      name: `parked at an effect (at most the ${inFlight.size} at-most-once effects in flight at the kills)`,
      passed: byEffect.length <= inFlight.size && unexplained.length === 0,
      counted: `${byEffect.length} of ${parked.length} parked${listed}`,
    },
  ];
  if (options.lookup) {
    const others = parked.filter((run) => run.parked?.effect == null);
    checks.push({ name: "parked otherwise (0)", passed: others.length === 0, counted: `${others.length}` });
    return checks;
  }
  return [...checks, ...unknownResultChecks(evidence, parked)];
}

/** Without look-up: exactly the calls whose last report got lost, and the launches that never arrived, wait for a person. */
function unknownResultChecks({ view, vendors }: Evidence, parked: readonly RunRow[]): Check[] {
  const unknown = new Set(parked.filter((run) => run.parked?.code === "CALL_RESULT_UNKNOWN").map((run) => run.id));
  const callOf = new Map(vendors.voiceBox.calls().map((call) => [call.runId ?? "", call]));
  const undelivered = view.attempts.map(({ id }) => id).filter((run) => isLastReportLost(callOf.get(run)));
  const neverReceived = view.attempts.map(({ id }) => id).filter((run) => !callOf.has(run));
  // A kill between commit and answer: the sandbox knows of no delivery, the journal holds the report.
  const committed = undelivered.filter((run) => !unknown.has(run) && holdsLastReport(view, run, callOf.get(run)));
  const expected = new Set([...undelivered.filter((run) => !committed.includes(run)), ...neverReceived]);
  const missing = [...expected].filter((run) => !unknown.has(run));
  const surplus = [...unknown].filter((run) => !expected.has(run));
  const names = (runs: readonly string[]) => (runs.length === 0 ? "none" : runs.join(", "));
  return [
    {
      name: "CALL_RESULT_UNKNOWN is exactly the lost last reports and the launches never received",
      passed: missing.length === 0 && surplus.length === 0,
      counted: `${unknown.size} parked; missing ${names(missing)}; surplus ${names(surplus)}`,
    },
    { name: "last report not delivered", passed: true, counted: `${undelivered.length}: ${names(undelivered)}` },
    {
      name: "of these committed before the answer was lost",
      passed: true,
      counted: `${committed.length}: ${names(committed)}`,
    },
    { name: "launch never received", passed: true, counted: `${neverReceived.length}: ${names(neverReceived)}` },
  ];
}

function isLastReportLost(call: CallRecord | undefined): boolean {
  return call !== undefined && call.reports.at(-1)?.delivered === false;
}

function holdsLastReport(view: StoreView, run: string, call: CallRecord | undefined): boolean {
  const last = call?.reports.at(-1)?.body as { readonly event?: string; readonly node?: string } | undefined;
  return view.journal.some((entry) => {
    const event = entry.event as { readonly type?: string; readonly node?: string };
    if (entry.run !== run) return false;
    return last?.event === "left"
      ? event.type === "dialog.left" && event.node === last.node
      : event.type === "call.not-connected";
  });
}

function isRight({ vendors, stages, todos, view }: Evidence, batch: Batch, deal: string): boolean {
  const expected = expectedJob(vendors.scriptsOf(batch.clients.get(deal) ?? -1));
  const job = jobOf(view, deal);
  return (
    job?.status === "done" &&
    job.outcome === expected.outcome &&
    job.attempts === expected.attempts &&
    stages.get(deal) === expected.stage &&
    (todos.get(deal) ?? 0) === expected.todos
  );
}

function describe({ vendors, stages, todos, view, first, second }: Evidence, deal: string): string {
  const client = first.clients.get(deal) ?? second.clients.get(deal) ?? -1;
  const job = jobOf(view, deal);
  const actual = {
    status: job?.status,
    outcome: job?.outcome,
    attempts: job?.attempts,
    stage: stages.get(deal),
    todos: todos.get(deal) ?? 0,
  };
  return JSON.stringify({ deal, expected: expectedJob(vendors.scriptsOf(client)), actual });
}

function jobOf(view: StoreView, deal: string): JobRow | undefined {
  return view.jobs.find((job) => job.subject?.id === deal);
}

function parkedJobs(view: StoreView): ReadonlySet<string> {
  return new Set(
    view.runs.filter((run) => run.status === "parked" || run.status === "failed").map((run) => run.job ?? ""),
  );
}

function isAttempt(view: StoreView, run: RunRow): boolean {
  return view.attempts.some((attempt) => attempt.id === run.id);
}

function endedByLookUp(view: StoreView, run: RunRow): boolean {
  const last = view.journal.filter((entry) => entry.run === run.id && entry.at === run.endedAt);
  return last.some((entry) => (entry.event as { readonly invoke?: string }).invoke === "lookup");
}

function mostOf(names: readonly string[]): { readonly most: number; readonly all: number } {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return { most: Math.max(0, ...counts.values()), all: names.length };
}
