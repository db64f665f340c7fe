import type { HttpAnswer, Signer } from "@callwright/core/adapter-kit";
import type { CallLaunch } from "@callwright/core/ports";
import { z } from "zod";
import type { CheckedSettings } from "../check-settings.ts";
import { nodeVariable } from "../compile/node-variable.ts";
import { targetOf } from "../target-of.ts";
import { launchErrorOf, launchErrorOfFailure } from "../to-callwright-error.ts";
import { recordingPath } from "../webhooks/paths.ts";
import { basicCredentials } from "./basic-credentials.ts";

const acceptedSchema = z.looseObject({ callId: z.union([z.string().min(1), z.number()]) });

/** Asks VoiceBox to dial (seen), once. See `VoicePort.launch` for the errors. */
export async function launchCall(
  settings: CheckedSettings,
  signer: Signer,
  publicUrl: string,
  call: CallLaunch,
): Promise<{ readonly vendorCallId: string | null }> {
  const { entryPoint } = targetOf(settings, call.robot, call.shape);
  const answer = await send(settings, call.run, {
    method: entryPoint,
    data: {
      number: call.phone.replace(/^\+/, ""),
      runId: call.run,
      sig: signer.sign(call.run),
      ...(settings.capabilities.recordingPush ? { recordingUrl: publicUrl + recordingPath } : {}),
      ...Object.fromEntries(Object.entries(call.texts).map(([node, words]) => [nodeVariable(node), words])),
    },
  });
  const error = launchErrorOf(call.run, answer);
  if (error) throw error;
  // That a 2xx means accepted is a reading; the call's name is ours, so an answer without one is as good.
  const accepted = acceptedSchema.safeParse(answer.json());
  return { vendorCallId: accepted.success ? String(accepted.data.callId) : null };
}

async function send(settings: CheckedSettings, run: string, body: object): Promise<HttpAnswer> {
  try {
    return await settings.http.request({
      method: "POST",
      url: `${settings.launchUrl}/api/v1/sb`,
      headers: { Authorization: basicCredentials(settings), "Content-Type": "application/json" },
      body: JSON.stringify(body),
    });
  } catch (error) {
    throw launchErrorOfFailure(run, error);
  }
}
