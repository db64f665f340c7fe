import { entry } from "./entry.ts";

/** What a voice vendor can answer, and what cannot be spoken by it. */
export const voiceCatalog = {
  VOICE_UNREACHABLE: entry<{ readonly run: string }>({
    side: "remote",
    retry: "after",
    message: ({ run }) =>
      `The voice vendor could not be reached for run ${run}. Nothing was sent and nobody was dialed; it is tried again.`,
  }),
  VOICE_ANSWER_LOST: entry<{ readonly run: string }>({
    side: "remote",
    retry: "never",
    applied: "unknown",
    message: ({ run }) =>
      `The voice vendor got the launch of run ${run} but did not answer. The call may ring: it is looked up, never repeated blindly.`,
  }),
  VOICE_NO_LINE: entry<{ readonly run: string }>({
    side: "remote",
    retry: "after",
    message: ({ run }) => `The voice vendor has no free line for run ${run}. It is tried again.`,
  }),
  VOICE_REJECTED: entry<{ readonly run: string; readonly status: number }>({
    side: "caller",
    retry: "never",
    message: ({ run, status }) =>
      `The voice vendor refused the launch of run ${run} with HTTP ${status}. Check credentials, entry point and number format.`,
  }),
  VOICE_CANNOT_COMPILE: entry<{ readonly robot: string; readonly problems: readonly string[] }>({
    side: "caller",
    retry: "never",
    message: ({ robot, problems }) =>
      `Robot "${robot}" cannot run at this voice vendor:\n${problems.map((problem) => `- ${problem}`).join("\n")}`,
  }),
  VOICE_NOT_CONFIGURED: entry<{ readonly robot: string; readonly shape: string }>({
    side: "caller",
    retry: "never",
    message: ({ robot, shape }) =>
      `No scenario is configured for robot "${robot}"${shape ? ` in shape "${shape}"` : ""}. Add it under voicebox({ scenarios }).`,
  }),
  VOICE_PUBLISH_FAILED: entry<{ readonly robot: string; readonly reason: string }>({
    side: "remote",
    retry: "after",
    message: ({ robot, reason }) => `The scenario of robot "${robot}" could not be published: ${reason}`,
  }),
  VOICE_SCENARIO_CHANGED: entry<{ readonly robot: string; readonly scenario: string }>({
    side: "caller",
    retry: "never",
    message: ({ robot, scenario }) =>
      `Scenario ${scenario} of robot "${robot}" was changed in the vendor's cabinet since we published it. Nothing was overwritten: install with overwrite: true, or keep the change and move the robot to another scenario.`,
  }),
  RECORDING_TOO_LARGE: entry<{ readonly run: string; readonly limitBytes: number }>({
    side: "remote",
    retry: "never",
    message: ({ run, limitBytes }) =>
      `The recording of run ${run} is larger than ${limitBytes} bytes and was not taken over.`,
  }),
  RECORDING_UNAVAILABLE: entry<{ readonly run: string; readonly status?: number }>({
    side: "remote",
    retry: "after",
    message: ({ run, status }) =>
      `The recording of run ${run} could not be fetched${status === undefined ? "" : ` (HTTP ${status})`}. It is tried again.`,
  }),
};
