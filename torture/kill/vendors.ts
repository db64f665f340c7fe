import { systemClock } from "@callwright/core";
import {
  createPortal,
  createVoiceBox,
  randomClient,
  seededRandom,
  type ClientScript,
  type Portal,
  type VoiceBox,
} from "@callwright/sandbox";
import { app, credentials, scenario } from "./host-settings.ts";

/** Stages of the torture's deals. */
export const stages = { robot: "VISIT", yes: "CONFIRMED", no: "REFUSED", noAnswer: "UNREACHED" } as const;

/** Both vendors in this process, with answers withheld for a seeded while, and clients for every number. */
export interface Vendors {
  readonly portal: Portal;
  readonly portalUrl: string;
  readonly voiceBox: VoiceBox;
  readonly voiceBoxUrl: string;
  /** The scripts of a client's attempts. */
  scriptsOf(client: number): readonly [ClientScript, ClientScript];
  close(): Promise<void>;
}

const latencyMs = { min: 20, max: 200 };
/** Dialogs of 1 to 4 seconds. */
const pace = { ringMs: 200, ringOutMs: 900, msPerCharacter: 14, answerDelayMs: 150, waitFactor: 0.1 };

/** Starts both vendors. `clients` numbers are known; see {@link numberOf}. */
export async function startVendors(options: {
  readonly seed: number;
  readonly clients: number;
  readonly lookup: boolean;
  readonly clockOffsetMs: number;
  readonly hostUrl: string;
}): Promise<Vendors> {
  const { seed } = options;
  const clock = systemClock(options.clockOffsetMs);
  const random = seededRandom(seed);
  const scripts = Array.from({ length: options.clients }, () => [randomClient(random), randomClient(random)] as const);
  const clientOf = new Map(scripts.map((_, client) => [numberOf(client).slice(1), client]));
  const portal = createPortal({
    clock,
    seed,
    latencyMs,
    limits: "off",
    app: { ...app, handlerUrl: `${options.hostUrl}/bitrix/events` },
  });
  const voiceBox = createVoiceBox({
    clock,
    seed,
    latencyMs,
    pace,
    credentials,
    lookup: options.lookup,
    // Which script a call gets depends on its attempt, not on how often the number rang: a second ring must not change the first.
    clientFor: ({ number, runId }) => scripts[clientOf.get(number) ?? -1]?.[attemptOf(runId) - 1] ?? { answers: false },
  });
  const portalServer = await portal.listen();
  const voiceBoxServer = await voiceBox.listen();
  voiceBox.bindEntryPoint(scenario);
  return {
    portal,
    portalUrl: portalServer.url,
    voiceBox,
    voiceBoxUrl: voiceBoxServer.url,
    scriptsOf: (client) => scripts[client] ?? [{ answers: false }, { answers: false }],
    close: async () => {
      await portalServer.close();
      await voiceBoxServer.close();
    },
  };
}

/** A valid Moscow mobile number per client. */
export function numberOf(client: number): string {
  return `+7916${String(2_000_000 + client)}`;
}

function attemptOf(runId: string | undefined): number {
  return Number(runId?.split(":")[1] ?? 1);
}
