import { createHash } from "node:crypto";
import { jobOfRequest, planJob, type DialingParts } from "../dialing/index.ts";
import type { RunEngine, RunEvent, Work } from "../engine/index.ts";
import { CallwrightError } from "../errors/index.ts";
import type { Inbox } from "../ports/adapter.ts";
import type { AccountRow } from "../ports/rows.ts";
import { readPlacement, type RobotCatalog } from "../robots/index.ts";
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
export function createInbox({ dialing, runs, catalog, vault, timeZone }: InboxParts): Inbox {
  const { clock, logger } = dialing;
  return {
    async installed({ adapter, account, externalId, secret, timeZone: told }) {
      // Under the connection's lock: a token refresh that is under way must not overwrite the new tokens.
      const write = async (work: Work) => {
        const known = await work.read("accounts", account);
        const zone = told ?? known?.timeZone ?? timeZone;
        const row: AccountRow = { id: account, createdAt: known?.createdAt ?? clock.now(), timeZone: zone, uninstalledAt: null };
        work.put("accounts", row);
        work.put("connections", { id: connectionKey(adapter, account), account, adapter, externalId, secret });
      };
      await vault.exclusively(adapter, account, () => runs.inLane(account, write));
      logger.info({ account }, "application installed");
    },

    async uninstalled(account) {
      await runs.inLane(account, async (work) => {
        const known = await work.read("accounts", account);
        if (known) work.put("accounts", { ...known, uninstalledAt: clock.now() });
      });
      logger.info({ account }, "application uninstalled");
    },

    robotRequested(request) {
      const id = jobOfRequest(request.account, request.token);
      return runs.inLane(id, async (work) => {
        if (await work.read("jobs", id)) return "duplicate";
        const robot = catalog.find(request.robot);
        if (!robot) throw new CallwrightError("WEBHOOK_MALFORMED", { path: "robot request", problems: ["no such robot is registered"] });
        const placement = readPlacement(robot.definition, request.properties, dialing.country);
        if (placement.problem) {
          logger.warn({ job: id, code: placement.problem.code }, `a placement cannot be dialed: ${placement.problem.message}`);
        }
        planJob(
          dialing,
          {
            id,
            account: request.account,
            robot: request.robot,
            origin: "crm",
            input: placement.input,
            texts: placement.texts,
            phone: placement.phone,
            timeZone: null,
            subject: request.subject,
            requestToken: request.token,
            notBefore: null,
            fingerprint: "",
            ...(placement.problem ? { stop: placement.problem.reason } : {}),
          },
          work,
        );
        return "accepted";
      });
    },

    async reported({ run, dedupeKey, report, transcript }) {
      const row = await runs.findRun(run);
      if (!row) throw new CallwrightError("RUN_UNKNOWN", { run });
      if (transcript === undefined) return runs.dispatch(run, { ...report } as RunEvent, dedupeKey);
      const text = JSON.stringify(transcript);
      const blob = `${row.account}:${createHash("sha256").update(text).digest("hex")}`;
      const event = { ...report, transcriptBlob: blob } as RunEvent;
      return runs.dispatch(run, event, dedupeKey, (work) =>
        work.put("blobs", { id: blob, account: row.account, mediaType: "application/json", text }),
      );
    },
  };
}
