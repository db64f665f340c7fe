import { z } from "zod";
import { declareEffect, type EffectContext, type EffectDeclaration, type Readiness } from "../../engine/index.ts";
import type { GateAnswer, StopReason } from "../../calls/index.ts";
import { CallwrightError } from "../../errors/index.ts";
import type { Json } from "../../ports/identity.ts";
import type { JobRow } from "../../ports/rows.ts";
import type { DialingParts } from "../dialing-parts.ts";
import { evaluateGate } from "../evaluate-gate.ts";
import { launchDelaysMs, requestTimeoutMs } from "./retry-delays.ts";

const launchInput = z.object({ shape: z.string(), texts: z.record(z.string(), z.string()) });
const launchOutput = z.object({ vendorCallId: z.string().nullable() });
const lookUpOutput = z.object({
  found: z.boolean(),
  live: z.boolean(),
  reports: z.array(z.looseObject({ type: z.string() })),
});

/** How old the gate's answer may be when the call is dialed. */
const gateFreshMs = 5_000;

/** What dialing asks of the voice vendor. */
export function voiceEffects(parts: DialingParts): readonly EffectDeclaration[] {
  const voice = () => parts.ports.voice();
  const common = { timeoutMs: requestTimeoutMs, retryDelaysMs: launchDelaysMs, capability: "voice" } as const;
  return [
    declareEffect({
      ...common,
      type: "voice.launch",
      repeat: "at-most-once",
      unknownCode: "CALL_RESULT_UNKNOWN",
      settleMs: parts.settleMs,
      input: launchInput,
      output: launchOutput,
      ready: (_, context) => mayDial(parts, context),
      perform: async ({ shape, texts }, { account, run, job }) => {
        const row = await jobOf(parts, job);
        return voice().launch({ account, run, robot: row.robot, shape, phone: row.dialed ?? "", texts });
      },
      // Without a look-up the call may ring all the same: its reports tell, or the deadline asks a person.
      reconcile: async (_, { account, run, startedAt }) => {
        const found = await voice().lookup?.(account, run);
        if (!found) return { found: true, output: { vendorCallId: null } };
        if (found.found) return { found: true, output: { vendorCallId: found.vendorCallId } };
        // A request that is still on its way is not listed yet: absence proves something only after a while.
        const provenAt = (startedAt ?? 0) + parts.absenceMs;
        if (parts.clock.now() < provenAt) return { found: false, proof: false, lookAgainAt: provenAt };
        return { found: false, proof: true };
      },
    }),
    declareEffect({
      ...common,
      type: "voice.lookup",
      repeat: "idempotent",
      onFailure: "tell",
      input: z.unknown(),
      output: lookUpOutput,
      perform: async (_, { account, run }) => {
        const found = await voice().lookup?.(account, run);
        if (!found?.found) return { found: false, live: false, reports: [] };
        return { found: true, live: found.live, reports: found.reports.map((report) => ({ ...report })) };
      },
    }),
  ];
}

/** The gate, asked again right before the call leaves: whole when its answer has grown old, else what the ledger and the clock tell. */
async function mayDial(parts: DialingParts, context: EffectContext): Promise<Readiness> {
  const job = await jobOf(parts, context.job);
  const account = await parts.store.read("accounts", job.account);
  if (account?.uninstalledAt !== null) return cancel("cancelled", null);
  const attempt = await parts.store.read("attempts", context.run);
  const now = parts.clock.now();
  if (now - (attempt?.startedAt ?? 0) > parts.jobLifetimeMs) return cancel("expired", null);
  const before = attempt?.gate as GateAnswer | null | undefined;
  const fresh = before && context.tries === 0 && now - Date.parse(before.inputs.at) <= gateFreshMs;
  const asked = fresh ? { ...before.inputs, zoneSource: "call" as const } : undefined;
  const gate = await evaluateGate(parts, job, job.dialed ?? "", asked);
  if (gate.answer === "go") return { ready: true };
  if (gate.answer === "wait") return { ready: false, until: gate.until, why: JSON.stringify(gate.inputs) };
  return cancel(gate.rule, gate as unknown as Json);
}

function cancel(reason: StopReason, explanation: Json): Readiness {
  return { ready: false, cancel: { reason, explanation } };
}

async function jobOf(parts: DialingParts, id: string | null): Promise<JobRow> {
  const job = id === null ? undefined : await parts.store.read("jobs", id);
  if (!job) throw new CallwrightError("JOB_UNKNOWN", { job: id ?? "" });
  return job;
}
