import type { TranscriptTurn } from "@callwright/core/calls";
import type { NamedClientKind } from "@callwright/sandbox";
import { namedClient } from "@callwright/sandbox";
import { PortalOffice, stages, type LoggedCall } from "./portal-office.ts";
import { startServers, type Servers } from "./servers.ts";
import { showTimeline } from "./timeline.ts";

/** How one main job came out, read back from the portal and the run's journal. */
export interface MainJobResult {
  readonly outcome: string;
  readonly trigger: string | null;
  readonly stageBefore: string;
  readonly stageAfter: string;
  readonly attempts: number;
  readonly crmActivityId: string;
  readonly transcript: readonly TranscriptTurn[];
}

const expectedStage: Readonly<Record<NamedClientKind, string>> = {
  yes: stages.yes,
  no: stages.no,
  noAnswer: stages.noAnswer,
  silence: stages.robot,
  unclear: stages.robot,
  hangup: stages.robot,
};

/** The main job with one client; gives its result and whether the portal's state is right. */
export async function playOneClient(kind: NamedClientKind, json: boolean): Promise<boolean> {
  const servers = await startServers({ seed: 1, clientFor: () => namedClient(kind) });
  try {
    const office = new PortalOffice(servers);
    await office.setUp();
    const deal = await office.addDeal("Анна", "+7 916 123-45-67");
    await office.moveDeal(deal, stages.robot);
    const stageBefore = await office.stageOf(deal);
    await servers.clock.runAll();
    const calls = await office.callsOf(deal);
    const result = await readResult(servers, office, { deal, stageBefore, calls });
    if (json) console.log(JSON.stringify(result));
    else await showTimeline(servers, office, { deal, result, calls });
    return isRight(kind, result, calls, await office.todosOf(deal));
  } finally {
    await servers.close();
  }
}

/** Reads back how the newest job came out. */
export async function readResult(
  { account }: Servers,
  office: PortalOffice,
  seen: { readonly deal: string; readonly stageBefore: string; readonly calls: readonly LoggedCall[] },
): Promise<MainJobResult> {
  const [job] = (await account.calls.list()).rows;
  const [request] = await office.robotRequests();
  if (!job || !request) throw new Error("The portal sent no robot request.");
  const end = await account.journal(`${job.id}:end`);
  const fired = end.find((entry) => isDone(entry.event, "fire"));
  const values = request["returnValues"] as Readonly<Record<string, string>>;
  return {
    outcome: values["outcome"] ?? "",
    trigger: fired ? triggerIn(end[0]?.event) : null,
    stageBefore: seen.stageBefore,
    stageAfter: await office.stageOf(seen.deal),
    attempts: seen.calls.length,
    crmActivityId: seen.calls.at(-1)?.activityId ?? "",
    transcript: await account.transcript(`${job.id}:${job.attempts}`),
  };
}

function isDone(event: unknown, invoke: string): boolean {
  const { type, invoke: ended } = event as { readonly type: string; readonly invoke?: string };
  return type === "effect.done" && ended === invoke;
}

function triggerIn(start: unknown): string | null {
  return (start as { readonly input: { readonly trigger: string | null } }).input.trigger;
}

function isRight(
  kind: NamedClientKind,
  result: MainJobResult,
  calls: readonly LoggedCall[],
  todos: readonly string[],
): boolean {
  const answered = kind !== "noAnswer";
  const last = calls.at(-1);
  return (
    result.stageBefore === stages.robot &&
    result.stageAfter === expectedStage[kind] &&
    result.attempts === (answered ? 1 : 2) &&
    last?.hasRecording === answered &&
    result.transcript.length > 0 === answered &&
    todos.length === (result.outcome === "unclear" ? 1 : 0)
  );
}
