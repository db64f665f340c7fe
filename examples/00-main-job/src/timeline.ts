import type { MainJobResult } from "./one-client.ts";
import type { LoggedCall, PortalOffice } from "./portal-office.ts";
import type { Servers } from "./servers.ts";

interface Line {
  readonly at: number;
  readonly who: "portal" | "host" | "VoiceBox";
  readonly text: string;
}

const clockTime = new Intl.DateTimeFormat("en-GB", { timeZone: "Europe/Moscow", timeStyle: "medium" });

/** Prints what happened, in order, with the time of the virtual clock. */
export async function showTimeline(
  servers: Servers,
  office: PortalOffice,
  shown: { readonly deal: string; readonly result: MainJobResult; readonly calls: readonly LoggedCall[] },
): Promise<void> {
  const lines = [...(await hostLines(servers)), ...callLines(servers), ...portalLines(servers)];
  console.log("The main job, on a virtual clock: three servers on loopback, no account needed.\n");
  for (const line of lines.sort((left, right) => left.at - right.at)) {
    console.log(`${clockTime.format(line.at)}  ${line.who.padEnd(8)}  ${line.text}`);
  }
  const { result, calls } = shown;
  console.log(
    `\nDeal ${shown.deal}: ${result.stageBefore} → ${result.stageAfter}; outcome "${result.outcome}", trigger ${result.trigger ?? "none"}`,
  );
  for (const call of calls) {
    const recording = call.hasRecording ? "with recording" : "no recording";
    console.log(`Call in its history: activity ${call.activityId}, ${call.durationSeconds} s, ${recording}`);
    for (const turn of await office.transcriptOf(call.activityId)) console.log(`  ${turn}`);
  }
  for (const todo of await office.todosOf(shown.deal)) console.log(`To-do for the responsible: ${todo}`);
}

async function hostLines({ account }: Servers): Promise<readonly Line[]> {
  const lines: Line[] = [];
  for (const job of (await account.calls.list()).rows) {
    lines.push({
      at: job.createdAt,
      who: "host",
      text: `job ${job.id.slice(0, 12)}… made from the portal's robot request`,
    });
    for (let attempt = 1; attempt <= job.attempts; attempt += 1) {
      const entries = await account.journal(`${job.id}:${attempt}`);
      for (const entry of entries)
        lines.push({ at: entry.at, who: "host", text: `attempt ${attempt}: ${nameOf(entry.event)}` });
    }
    if (job.endedAt !== null)
      lines.push({ at: job.endedAt, who: "host", text: `job ended with "${job.outcome ?? job.stopReason ?? ""}"` });
  }
  return lines;
}

function callLines({ voiceBox }: Servers): readonly Line[] {
  return voiceBox.calls().flatMap((call) => [
    { at: call.startedAt, who: "VoiceBox" as const, text: `dials call ${call.callId}` },
    ...call.transcript.map((turn) => ({
      at: (call.answeredAt ?? call.startedAt) + turn.atMs,
      who: "VoiceBox" as const,
      text: `${turn.speaker === "robot" ? "robot " : "client"}: «${turn.text}»`,
    })),
    ...(call.endedAt === null
      ? []
      : [
          {
            at: call.endedAt,
            who: "VoiceBox" as const,
            text: call.answeredAt === null ? "nobody picked up" : "call over",
          },
        ]),
  ]);
}

const toldMethods = /trigger\.execute|event\.send|externalcall|attachtranscription|binding\.add|todo\.add|deal\.update/;

function portalLines({ portal }: Servers): readonly Line[] {
  return portal
    .log()
    .filter((entry) => toldMethods.test(entry.method))
    .map((entry) => ({
      at: entry.at,
      who: "portal" as const,
      text: `${entry.method}${entry.error === undefined ? "" : ` → ${entry.error.code}`}`,
    }));
}

function nameOf(event: unknown): string {
  const { type, invoke, node, exit } = event as Readonly<Record<string, string | undefined>>;
  if (type === "init") return "started, the gate let it go";
  return [type, invoke, node, exit].filter((part) => part !== undefined).join(" ");
}
