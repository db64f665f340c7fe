import { z } from "zod";
import { declareEffect, type EffectContext, type EffectDeclaration, type Readiness } from "../../engine/index.ts";
import { CallwrightError } from "../../errors/index.ts";
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
  const common = { timeoutMs: requestTimeoutMs, retryDelaysMs: launchDelaysMs };
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
        return voice().launch({ account, run, robot: row.robot, shape, phone: row.phone ?? "", texts });
      },
      // Without a look-up the call may ring all the same: its reports tell, or the deadline asks a person.
      find: async (_, { account, run }) => {
        const found = await voice().lookup?.(account, run);
        if (!found) return { found: true, output: { vendorCallId: null } };
        return found.found
          ? { found: true, output: { vendorCallId: found.vendorCallId } }
          : { found: false, proof: true };
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

/** The gate, asked again when its answer has grown old: after a crash, a retry, or a wait for a line. */
async function mayDial(parts: DialingParts, context: EffectContext): Promise<Readiness> {
  const job = await jobOf(parts, context.job);
  const account = await parts.store.read("accounts", job.account);
  if (account?.uninstalledAt)
    return { ready: false, cancel: { reason: "cancelled", why: "the application was uninstalled" } };
  const attempt = await parts.store.read("attempts", context.run);
  const age = parts.clock.now() - (attempt?.startedAt ?? 0);
  if (context.tries === 0 && age <= gateFreshMs) return { ready: true };
  const gate = await evaluateGate(parts, job, job.phone ?? "");
  if (gate.answer === "go") return { ready: true };
  const why = JSON.stringify(gate.inputs);
  if (gate.answer === "wait") return { ready: false, until: gate.until, why };
  return { ready: false, cancel: { reason: gate.rule, why } };
}

async function jobOf(parts: DialingParts, id: string | null): Promise<JobRow> {
  const job = id === null ? undefined : await parts.store.read("jobs", id);
  if (!job) throw new CallwrightError("JOB_UNKNOWN", { job: id ?? "" });
  return job;
}
