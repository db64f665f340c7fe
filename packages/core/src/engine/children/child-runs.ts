import { z } from "zod";
import { CallwrightError, safePath } from "../../errors/index.ts";
import { startRunEffect, type EffectStartCommand, type Flow, type RunEnd } from "../../machine/index.ts";
import type { Json, RunId } from "../../ports/identity.ts";
import type { RunRow } from "../../ports/rows.ts";
import type { FlowRegistry } from "../flow-registry.ts";
import type { RunChange } from "../reactions.ts";
import type { PendingStep, RunEvent, Work } from "../work.ts";

const request = z.object({
  flow: z.string(),
  version: z.int().positive().optional(),
  input: z.unknown(),
  detach: z.boolean().optional(),
});

type EventStep = PendingStep & { readonly kind: "event" };

/** Ends of children that one happening may bring; more is a circle of runs that end at once. */
const maxEnds = 1_000;

/** Starts a child in the transaction of its parent's step. Its id is the key of the effect, so it is started once. */
export function askForChild(command: EffectStartCommand, id: RunId, parent: RunRow, work: Work): RunRow {
  const { invoke } = command;
  const tell = (event: RunEvent) => work.send(parent.id, { ...event, invoke }, { run: id }, id);
  const refuse = ({ code, message }: CallwrightError) => tell({ type: "effect.failed", error: { code, message } });
  const asked = request.safeParse(command.input);
  if (asked.success) {
    const { flow, version, input, detach } = asked.data;
    work.start({
      id,
      account: parent.account,
      flow,
      ...(version === undefined ? {} : { version }),
      input: (input ?? null) as Json,
      job: parent.job,
      parent: { run: parent.id, invoke },
      asker: {
        started: () => (detach ? tell({ type: "effect.done", output: detached(id) }) : undefined),
        refused(error) {
          refuse(error);
          return undefined;
        },
      },
    });
  } else {
    const problems = asked.error.issues.map((issue) => `${safePath(issue.path) || "input"}: ${issue.message}`);
    refuse(new CallwrightError("INPUT_INVALID", { flow: startRunEffect, problems }));
  }
  return { ...parent, open: { ...parent.open, [invoke]: id } };
}

/** Cancels the children that a step of their parent no longer waits for. */
export function stopLeftChildren(flow: Flow, before: RunRow, after: RunRow, work: Work): void {
  if (!flow.effects.includes(startRunEffect)) return;
  for (const [invoke, key] of Object.entries(before.open)) if (after.open[invoke] !== key) work.stopChild(key);
}

/**
 * What follows for its parent from the change of a child: its end is the result that the parent waits for. A parent that a person or a
 * restart took up again is told of the ends that it could not take before.
 */
export function afterChild({ before, after }: RunChange, work: Work): Promise<void> | undefined {
  if (before?.status === "parked" && after.status === "running") return tellMissedEnds(after, work);
  if (after.parent === null || before?.status === after.status || !isOver(after)) return undefined;
  tellEnd(after, after.parent.run, after.parent.invoke, work);
  return undefined;
}

/**
 * The end of a child as its parent still waits for it, under the name that the invoke has by now: a migration may have renamed it.
 *
 * Shape: `undefined` when it waits no longer. A run whose flow is missing is told later, when that is back.
 */
export async function awaitedEnd(step: EventStep, flows: FlowRegistry, work: Work): Promise<EventStep | undefined> {
  const run = await work.read("runs", step.run);
  const [invoke] = Object.entries(run?.open ?? {}).find(([, key]) => key === step.child) ?? [];
  if (!run || invoke === undefined) return undefined;
  if (!flows.find(run.flow, run.version)) {
    const { code, message } = new CallwrightError("FLOW_UNKNOWN", { flow: run.flow, version: run.version });
    if (run.status === "running") await work.parkRun(run.id, { code, message, effect: null });
    return undefined;
  }
  work.childEnds += 1;
  if (work.childEnds <= maxEnds) return { ...step, event: { ...step.event, invoke } };
  const reason = `it starts runs that end at once, more than ${maxEnds} in a row`;
  const { code, message } = new CallwrightError("FLOW_STEP_FAILED", { flow: run.flow, event: step.event.type, reason });
  await work.parkRun(run.id, { code, message, effect: null });
  return undefined;
}

async function tellMissedEnds(parent: RunRow, work: Work): Promise<void> {
  for (const [invoke, key] of Object.entries(parent.open)) {
    const child = await work.read("runs", key);
    if (child && isOver(child)) tellEnd(child, parent.id, invoke, work);
  }
}

function tellEnd(child: RunRow, parent: RunId, invoke: string, work: Work): void {
  const { id: run, status, outcome, output } = child;
  work.send(parent, { type: "effect.done", invoke, output: { run, status, outcome, output } }, { run }, run);
}

function isOver({ status }: RunRow): boolean {
  return status === "ended" || status === "cancelled";
}

function detached(run: RunId): RunEnd {
  return { run, status: "detached", outcome: null, output: null };
}
