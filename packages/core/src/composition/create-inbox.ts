import { jobOfRequest, planJob, type DialingParts, type NewJob } from "../dialing/index.ts";
import type { RunEngine, RunEvent, Work } from "../engine/index.ts";
import { CallwrightError } from "../errors/index.ts";
import type { Inbox, RobotRequest } from "../ports/adapter.ts";
import type { AccountRow } from "../ports/rows.ts";
import { readPlacement, type PlacementRequest, type RobotCatalog } from "../robots/index.ts";
import { searchableTurns } from "./search/searchable-turns.ts";
import { connectionKey, type GuardedVault } from "./connection-vault.ts";

/** What the inbox needs. */
export interface InboxParts {
  readonly dialing: DialingParts;
  readonly runs: RunEngine;
  readonly catalog: RobotCatalog;
  readonly vault: GuardedVault;
  /** Zone of new accounts whose portal does not tell one. */
  readonly timeZone: string | null;
}

/** Takes over what adapters have verified and parsed. Every method resolves after its commit. */
export function createInbox(parts: InboxParts): Inbox {
  const { dialing, runs } = parts;
  return {
    installed: (installation) => writeInstallation(parts, installation),
    async uninstalled(account) {
      await runs.inLane(account, async (work) => {
        const known = await work.read("accounts", account);
        if (known) work.put("accounts", { ...known, uninstalledAt: dialing.clock.now() });
      });
      dialing.logger.info({ account }, "application uninstalled");
    },
    robotRequested: (request) => planRequest(parts, request),
    async reported({ run, dedupeKey, report, transcript }) {
      const row = await runs.findRun(run);
      if (!row) throw new CallwrightError("RUN_UNKNOWN", { run });
      if (transcript === undefined) return taken(await runs.dispatch(run, { ...report }, dedupeKey));
      const settings = { mediaType: "application/json" };
      const kept = await runs.blobs.prepare(row.account, JSON.stringify(transcript), settings);
      try {
        const event = { ...report, transcriptBlob: kept.ref.blob } as RunEvent;
        const { store, clock } = dialing;
        const found = { store, catalog: parts.catalog, at: clock.now(), blob: kept.ref.blob };
        const writeTurns = await searchableTurns(found, row, transcript);
        const nameBlob = (work: Work) => {
          kept.nameIn(work, run, "transcript");
          writeTurns(work);
        };
        return taken(await runs.dispatch(run, event, dedupeKey, nameBlob));
      } finally {
        await kept.release();
      }
    },
  };
}

/** Reports are taken also after a call's end. */
function taken(result: "applied" | "duplicate" | "over"): "applied" | "duplicate" {
  return result === "over" ? "applied" : result;
}

async function writeInstallation(
  { dialing: { clock, logger }, runs, vault, timeZone }: InboxParts,
  { adapter, account, externalId, secret, timeZone: told }: Parameters<Inbox["installed"]>[0],
): Promise<void> {
  const write = async (work: Work) => {
    const known = await work.read("accounts", account);
    const row: AccountRow = {
      id: account,
      createdAt: known?.createdAt ?? clock.now(),
      timeZone: told ?? known?.timeZone ?? timeZone,
      uninstalledAt: null,
    };
    work.put("accounts", row);
    work.put("connections", { id: connectionKey(adapter, account), account, adapter, externalId, secret });
  };
  // Under the connection's lock: a token refresh that is under way must not overwrite the new tokens.
  await vault.exclusively(adapter, account, () => runs.inLane(account, write));
  logger.info({ account }, "application installed");
}

/** A placement of a robot that the application no longer has: its request is completed, so that the CRM does not wait for ever. */
const unknownRobot: PlacementRequest = {
  phone: null,
  input: null,
  texts: {},
  problem: { reason: "unknownRobot", code: "FLOW_UNKNOWN", message: "No such robot is registered." },
};

/** One token, one job, for ever. */
async function planRequest(
  { dialing, runs, catalog }: InboxParts,
  request: RobotRequest,
): Promise<"accepted" | "duplicate"> {
  const { account, robot: robotId, subject, token } = request;
  const id = jobOfRequest(account, token);
  runs.admit();
  return runs.inLane(id, async (work) => {
    if (await work.read("jobs", id)) return "duplicate";
    if (await dialing.persons.wasRemoved(id, account, work)) return "duplicate";
    const installed = await work.read("accounts", account);
    if (installed?.uninstalledAt !== null)
      throw new CallwrightError("WEBHOOK_UNKNOWN_ACCOUNT", { path: "robot request" });
    const robot = catalog.find(robotId);
    const { problem, ...placed } = robot
      ? readPlacement(robot.definition, request.properties, dialing.country)
      : unknownRobot;
    if (problem) dialing.logger.warn({ job: id, code: problem.code, robot: robotId }, "a placement cannot be dialed");
    const job: NewJob = {
      id,
      account,
      robot: robotId,
      origin: "crm",
      ...placed,
      timeZone: null,
      subject,
      requestToken: token,
      notBefore: null,
      fingerprint: "",
      ...(problem ? { stop: problem.reason } : {}),
    };
    planJob(dialing, job, work);
    return "accepted";
  });
}
