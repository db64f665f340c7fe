import { isCallwrightError, type RobotDefinition } from "@callwright/core";
import { simulateCall, type SimulatedCall, type SimulatedCallSettings } from "@callwright/core/testing";
import type { CliIo } from "../cli-io.ts";
import { loadRobot, type RobotChoice } from "../load/load-robot.ts";
import { holdCall } from "../talk/hold-call.ts";
import { UsageError } from "../usage-error.ts";

/** What a conversation in the terminal starts with. */
export interface TalkOptions extends RobotChoice {
  /** JSON of the robot's input. */
  readonly input?: string | undefined;
  readonly locale?: string | undefined;
  /** Wall-clock time of the client, for relative dates. Default: now. */
  readonly now?: string | undefined;
  /** ISO 3166 code for phone numbers. */
  readonly country?: string | undefined;
  readonly json?: boolean;
}

/** A conversation with a robot by typing. Exit code 0 when the call came to its end, 1 when it was left. */
export async function talk(file: string, options: TalkOptions, io: CliIo): Promise<number> {
  const robot = await loadRobot(file, io.cwd, options);
  const { locale, country } = options;
  const call = begin(robot, {
    input: inputOf(options.input),
    now: options.now ?? wallClock(),
    ...(locale === undefined ? {} : { locale }),
    ...(country === undefined ? {} : { country }),
  });
  const spoken: CliIo = options.json ? { ...io, write: (text) => io.warn(text) } : io;
  spoken.write(
    `${robot.id} version ${robot.version}, ${locale ?? robot.document.locales[0]}. /help lists what can be typed.\n`,
  );
  await holdCall(call, spoken);
  const { outcome, data, slots, optedOut } = call;
  const title = outcome === null ? undefined : robot.document.outcomes[outcome]?.title;
  spoken.write(
    outcome === null ? "The call was left.\n" : `ended with "${outcome}"${title === undefined ? "" : `: ${title}`}\n`,
  );
  if (Object.keys(slots).length > 0) spoken.write(`slots ${JSON.stringify(slots)}\n`);
  if (data !== null) spoken.write(`data ${JSON.stringify(data)}\n`);
  if (optedOut) spoken.write("The client does not want to be called any more.\n");
  if (options.json) io.write(`${JSON.stringify({ outcome, data, slots, optedOut, transcript: call.transcript })}\n`);
  return outcome === null ? 1 : 0;
}

/** @throws UsageError when the robot does not take what the call is given */
function begin(robot: RobotDefinition, settings: SimulatedCallSettings<unknown>): SimulatedCall {
  try {
    return simulateCall(robot, settings);
  } catch (error) {
    if (!isCallwrightError(error, "INPUT_INVALID"))
      throw new UsageError(error instanceof Error ? error.message : String(error));
    const { properties = {} } = robot.document.input as { readonly properties?: Readonly<Record<string, unknown>> };
    const example = JSON.stringify(Object.fromEntries(Object.keys(properties).map((name) => [name, "…"])));
    throw new UsageError(`${error.message} Give the input with --input, e.g. --input '${example}'.`);
  }
}

/** Now, where this computer stands, as a date and time without a zone. */
function wallClock(): string {
  const now = new Date();
  return new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

function inputOf(text: string | undefined): unknown {
  if (text === undefined) return {};
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new UsageError(`--input must be JSON, e.g. --input '{"name":"Anna"}'.`);
  }
}
