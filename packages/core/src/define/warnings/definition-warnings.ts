import type { DefinitionMistake } from "../../errors/index.ts";
import { flattenDocument } from "../flatten-dialogs.ts";
import type { RobotDefinition } from "../robot-definition.ts";
import { wordsOf } from "../text-variables.ts";
import { estimateCall } from "./estimate-call.ts";
import { hearingWarnings } from "./hearing-warnings.ts";
import { speakingMs } from "./speaking-time.ts";
import { unusedSlots } from "./unused-slots.ts";
import { warningSentences, type WarningCode } from "./warning-sentences.ts";

/** A weakness of a definition that works: code, path in the document, and one sentence. */
export interface DefinitionWarning extends DefinitionMistake {
  readonly code: WarningCode;
}

/** What warnings measure against. */
export interface WarningLimits {
  /** Longest text. Default: 30 seconds, ours: about what people follow on the telephone without a turn. */
  readonly maxTextMs?: number;
  /** Longest call. Default: 15 minutes, ours. */
  readonly maxCallMs?: number;
}

/** Notes a warning; the sentence is that of its code. */
export type AddWarning = <Code extends WarningCode>(
  code: Code,
  path: string,
  details: Parameters<(typeof warningSentences)[Code]>[0],
) => void;

/**
 * What is weak in a robot that works, e.g. a text too long to listen to. Nothing is printed.
 *
 * Shape: in the order of the document; texts of sub-dialogs are called `<step>.<text>`. Empty for a robot without weaknesses.
 */
export function definitionWarnings(
  definition: Pick<RobotDefinition, "document" | "functions">,
  { maxTextMs = 30_000, maxCallMs = 15 * 60_000 }: WarningLimits = {},
): readonly DefinitionWarning[] {
  const warnings: DefinitionWarning[] = [];
  const add: AddWarning = (code, path, details) => {
    const sentence = (warningSentences[code] as (details: unknown) => string)(details);
    warnings.push({ code, path, sentence });
  };
  const { document } = definition;
  for (const name of unusedSlots(document)) add("DEFINE_SLOT_UNUSED", `slots.${name}`, { name });
  for (const [key, byLocale] of Object.entries(flattenDocument(document).texts)) {
    for (const [locale, text] of Object.entries(byLocale)) {
      const ms = speakingMs(wordsOf(text));
      if (ms <= maxTextMs) continue;
      add("DEFINE_TEXT_LONG", `texts.${key}.${locale}`, { seconds: inSeconds(ms), limit: inSeconds(maxTextMs) });
    }
  }
  hearingWarnings(definition, add);
  const { longestMs, circles } = estimateCall(document);
  for (const steps of circles) add("DEFINE_CALL_UNBOUNDED", `steps.${steps[0] ?? ""}`, { steps });
  if (longestMs > maxCallMs) {
    add("DEFINE_CALL_LONG", "steps", { minutes: inMinutes(longestMs), limit: inMinutes(maxCallMs) });
  }
  return warnings;
}

function inSeconds(ms: number): number {
  return Math.round(ms / 1000);
}

function inMinutes(ms: number): number {
  return Math.round(ms / 60_000);
}
