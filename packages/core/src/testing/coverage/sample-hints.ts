import type { RobotFunctions } from "../../define/index.ts";
import type { SampleHints } from "./value-samples.ts";

/** Hints taken of one robot at most; the first ones count. */
const maxHints = 24;

/**
 * Numbers and strings that stand in the text of a robot's conditions, e.g. `50000` in `({ slots }) => slots.amount > 50_000`.
 *
 * Limits: constants that a condition takes from elsewhere are not seen; give `inputs` and `values` for those.
 */
export function sampleHints(functions: Pick<RobotFunctions, "conditions" | "inputConditions">): SampleHints {
  const texts = Object.values({ ...functions.inputConditions, ...functions.conditions }).map(String);
  const numbers = texts.flatMap((text) => [...text.matchAll(number)].map(([written]) => toNumber(written)));
  const strings = texts.flatMap((text) => [...text.matchAll(string)].map((match) => match[2] ?? ""));
  return {
    numbers: [...new Set(numbers)].filter(Number.isFinite).slice(0, maxHints),
    strings: [...new Set(strings)].filter((text) => text !== "").slice(0, maxHints),
  };
}

const number = /(?<![\w.])\d[\d_]*(?:\.\d[\d_]*)?(?:e[+-]?\d+)?/gi;
const string = /(["'`])((?:(?!\1)[^\\\n$])*)\1/g;

function toNumber(written: string): number {
  return Number(written.replaceAll("_", ""));
}
