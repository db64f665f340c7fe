/** What the host process is told in the variable `TORTURE_HOST`. */
export interface HostSettings {
  readonly port: number;
  readonly storePath: string;
  readonly storeKey: string;
  readonly reportSecret: string;
  readonly portalHost: string;
  readonly voiceBoxUrl: string;
  /** Added to the real clock, so that it is a working hour in the clients' zone. */
  readonly clockOffsetMs: number;
  readonly lookup: boolean;
  readonly variant: "repeat" | "park" | undefined;
}

/** Credentials that the sandbox and the host share. */
export const app = { clientId: "local.torture", clientSecret: "torture-secret" };
export const credentials = { user: "torture", password: "torture", bearer: "torture-token", customerId: "1001" };
export const scenario = { scenarioId: "5001", entryPoint: "7f6f0c0e-6f3b-4c56-9a57-000000000002" };
export const accountId = "torture";

/** How long things take here: a call's last report is missed after 10 s, an interrupted request is looked up after 0.2 s. */
export const timings = { resultDeadlineMs: 10_000, settleMs: 200, absenceMs: 2_000 };
export const retryDelayMs = 2_000;
