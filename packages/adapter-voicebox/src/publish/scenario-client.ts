import { HttpFailure, type HttpRequest } from "@callwright/core/adapter-kit";
import { z } from "zod";
import type { CheckedSettings } from "../check-settings.ts";
import { publishFailed } from "../to-callwright-error.ts";

const documentSchema = z.looseObject({});

/** A scenario as VoiceBox holds it; nothing about its form is certain. */
export type HeldScenario = z.infer<typeof documentSchema>;

/** The scenario that stands at VoiceBox (reading); `undefined` when there is none. */
export async function readScenario(
  settings: CheckedSettings,
  robot: string,
  scenarioId: string,
): Promise<HeldScenario | undefined> {
  const answer = await send(settings, robot, "reading", { method: "GET", url: addressOf(settings, scenarioId) });
  if (answer.status === 404) return undefined;
  const document = documentSchema.safeParse(answer.json());
  if (answer.status !== 200) throw publishFailed(robot, `reading the scenario gave HTTP ${answer.status}.`);
  if (!document.success) throw publishFailed(robot, "reading the scenario gave no scenario document.");
  return document.data;
}

/** Replaces the whole scenario (seen). Doing it twice gives the same. */
export async function writeScenario(
  settings: CheckedSettings,
  robot: string,
  scenarioId: string,
  document: HeldScenario,
): Promise<void> {
  const { status } = await send(settings, robot, "writing", {
    method: "PUT",
    url: addressOf(settings, scenarioId),
    body: JSON.stringify(document),
  });
  if (status < 200 || status > 299) throw publishFailed(robot, `writing the scenario gave HTTP ${status}.`);
}

function addressOf({ manageUrl, customerId }: CheckedSettings, scenarioId: string): string {
  return `${manageUrl}/v1/customers/${encodeURIComponent(customerId)}/scenarios/${encodeURIComponent(scenarioId)}`;
}

async function send({ http, token }: CheckedSettings, robot: string, doing: string, request: HttpRequest) {
  const headers = { Authorization: `Bearer ${token}`, "Content-Type": "application/json", Accept: "application/json" };
  try {
    return await http.request({ ...request, headers });
  } catch (error) {
    if (!(error instanceof HttpFailure)) throw error;
    throw publishFailed(robot, `${doing} the scenario got no answer (${error.reason}).`, error);
  }
}
