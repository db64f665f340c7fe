import type { CallReport, TranscriptTurn } from "../calls/call-report.ts";
import type { CallLogPort } from "./call-log.ts";
import type { ClockPort } from "./clock.ts";
import type { CrmCapabilities, CrmPort } from "./crm.ts";
import type { AccountId, RunId, Subject } from "./identity.ts";
import type { LoggerPort } from "./logger.ts";
import type { VoicePort } from "./voice.ts";

/** One address that an adapter answers. Paths are relative to the engine's mount, e.g. `/bitrix/robot`. */
export interface WebhookRoute {
  readonly method: "GET" | "POST";
  readonly path: string;
  /** Larger bodies are refused with 413 before they are read. */
  readonly maxBodyBytes: number;
  /**
   * Verifies, parses, hands over to the inbox, and answers after that. `body` is the whole body, within the limit.
   * Thrown `CallwrightError`s become their HTTP status: WEBHOOK_NOT_AUTHENTIC 401, WEBHOOK_UNKNOWN_ACCOUNT 403, RUN_UNKNOWN 404,
   * WEBHOOK_TOO_LARGE 413, WEBHOOK_MALFORMED 400; anything else 500.
   */
  handle(request: { readonly url: URL; readonly headers: Headers; readonly body: Uint8Array }): Promise<Response>;
}

/** A CRM's automation robot asks for a call. */
export interface RobotRequest {
  readonly account: AccountId;
  readonly robot: string;
  readonly subject: Subject;
  /** One token, one job, for ever. Also completes the request. */
  readonly token: string;
  /** Properties as the CRM sent them: `phone`, `input_<name>`, `text_<key>`. Strings, unchecked. */
  readonly properties: Readonly<Record<string, string>>;
}

/** How adapters hand over what came in. Every method resolves after the commit; a failure means nothing was written. */
export interface Inbox {
  /** Makes or renews an account with its connection. Other accounts are not touched. */
  installed(installation: {
    readonly adapter: string;
    readonly account: AccountId;
    readonly externalId: string;
    readonly secret: string;
    readonly timeZone?: string;
  }): Promise<void>;

  /** Marks an account as uninstalled: nothing is dialed for it any more. */
  uninstalled(account: AccountId): Promise<void>;

  /** Makes a job. A request that was seen changes nothing. */
  robotRequested(request: RobotRequest): Promise<"accepted" | "duplicate">;

  /** Applies a report to its run. Errors: `RUN_UNKNOWN`. */
  reported(report: {
    readonly run: RunId;
    /** One per event of the attempt: a repetition changes nothing. */
    readonly dedupeKey: string;
    readonly report: CallReport;
    /** Turns that belong to the report, stored as a blob. */
    readonly transcript?: readonly TranscriptTurn[];
  }): Promise<"applied" | "duplicate">;
}

/** Connections of accounts, kept encrypted. */
export interface ConnectionVault {
  /** The adapter's secret JSON text for an account. */
  read(adapter: string, account: AccountId): Promise<string | undefined>;
  /** The account that a vendor's own tenant name belongs to. */
  findAccount(adapter: string, externalId: string): Promise<AccountId | undefined>;
  /**
   * Changes the secret under a lock per account: `change` gets the newest secret and gives the next one, or `undefined` to leave it.
   * Concurrent callers wait, so a token is refreshed once at a time. Resolves with the stored secret after the commit.
   */
  change(
    adapter: string,
    account: AccountId,
    change: (secret: string | undefined) => Promise<string | undefined>,
  ): Promise<string | undefined>;
}

/** What the engine gives every adapter. */
export interface AdapterHost {
  /** Where the engine is mounted, without a slash at the end. */
  readonly publicUrl: string;
  readonly clock: ClockPort;
  readonly logger: LoggerPort;
  readonly inbox: Inbox;
  readonly vault: ConnectionVault;
  /** Whether an open or past attempt with this id exists. */
  hasRun(run: RunId): Promise<boolean>;
}

/** An adapter at work. */
export interface ConnectedAdapter {
  readonly routes?: readonly WebhookRoute[];
  readonly crm?: (account: AccountId) => CrmPort;
  /** What its CRM can do, the same for every account. Absent: an effect that needs more than the port itself is refused. */
  readonly crmCapabilities?: CrmCapabilities;
  readonly callLog?: (account: AccountId) => CallLogPort;
  readonly voice?: VoicePort;
  close(): Promise<void>;
}

/** A vendor's plug-in, as its `bitrix(…)` or `voicebox(…)` gives it. */
export interface Adapter {
  /** Lower case, unique in an engine, e.g. `bitrix`. */
  readonly name: string;
  /** Version of this contract it was written for. A different number is refused at `createEngine`. */
  readonly contract: 1;
  connect(host: AdapterHost): ConnectedAdapter;
}
