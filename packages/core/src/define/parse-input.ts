import { CallwrightError, safeKey, safePath } from "../errors/index.ts";
import type { z } from "zod";
import type { RobotFunctions } from "./robot-definition.ts";

/** Whatever takes an input: a robot, or a hand-written flow. */
export interface InputTaker<Input> {
  readonly id: string;
  readonly input: z.ZodType<Input>;
  /** Absent for flows, which upgrade nothing. */
  readonly functions?: Pick<RobotFunctions, "upgradeInput">;
}

/** What reading an input gave: the input with its defaults, or what does not fit. */
export type InputReading<Input> =
  | { readonly ok: true; readonly input: Input }
  | {
      readonly ok: false;
      /** `path` is dotted; empty for the input as a whole. */
      readonly problems: readonly { readonly path: string; readonly message: string }[];
    };

/**
 * The input of a call, read with the robot's schema; one of an older version is upgraded first where the robot can.
 *
 * Shape: problems are those of what was given, not of what `upgradeInput` made of it; an `upgradeInput` that throws upgrades nothing.
 */
export function readInputOf<Input>(definition: Omit<InputTaker<Input>, "id">, given: unknown): InputReading<Input> {
  const parsed = definition.input.safeParse(given);
  if (parsed.success) return { ok: true, input: parsed.data };
  const upgraded = upgradedInput(definition, given);
  if (upgraded) return upgraded;
  const problems = parsed.error.issues.map((issue) => ({ path: issue.path.join("."), message: issueMessage(issue) }));
  return { ok: false, problems };
}

/**
 * The input of a call with its defaults, like {@link readInputOf}.
 *
 * @throws CallwrightError `INPUT_INVALID`
 */
export function parseInput<Input>(definition: InputTaker<Input>, given: unknown): Input {
  const reading = readInputOf(definition, given);
  if (reading.ok) return reading.input;
  const problems = reading.problems.map(
    ({ path, message }) => `${path === "" ? "input" : safePath(path.split("."))}: ${message}`,
  );
  throw new CallwrightError("INPUT_INVALID", { flow: definition.id, problems });
}

/** What is wrong with a value, without the value: what was given must not be told, and keys may be what was given. */
export function issueMessage(issue: z.core.$ZodIssue): string {
  return issue.code === "unrecognized_keys"
    ? `Unrecognized keys: ${issue.keys.map((key) => `"${safeKey(key)}"`).join(", ")}`
    : issue.message;
}

function upgradedInput<Input>(
  { input, functions }: Omit<InputTaker<Input>, "id">,
  given: unknown,
): InputReading<Input> | undefined {
  const isObject = typeof given === "object" && given !== null && !Array.isArray(given);
  if (!functions?.upgradeInput || !isObject) return undefined;
  try {
    const parsed = input.safeParse(functions.upgradeInput(given as Readonly<Record<string, unknown>>));
    return parsed.success ? { ok: true, input: parsed.data } : undefined;
  } catch {
    return undefined;
  }
}
