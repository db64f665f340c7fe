import { textFormats, type SpokenType } from "./text-formats.ts";
import type { TextVariable } from "./text-segments.ts";

/** Why the format of a variable cannot be used. */
export type FormatProblem =
  | { readonly kind: "unknown"; readonly name: string; readonly known: readonly string[] }
  /** `reason` is the end of a sentence. */
  | { readonly kind: "unfit" | "plural"; readonly reason: string };

/** What is wrong with a variable's format in words of a locale; `null` when nothing is. */
export function formatProblem(
  { format }: TextVariable,
  types: readonly SpokenType[],
  locale: string,
): FormatProblem | null {
  if (format === null) return null;
  const rule = textFormats.get(format.name);
  if (!rule) return { kind: "unknown", name: format.name, known: [...textFormats.keys()] };
  const problem = rule.argumentProblem(format.argument, locale);
  if (problem !== null) return { kind: format.name === "plural" ? "plural" : "unfit", reason: problem };
  const unfit = types.find((type) => !rule.types.includes(type));
  if (unfit === undefined) return null;
  return { kind: "unfit", reason: `it speaks a ${rule.types.join(" or a ")}, not a ${unfit}` };
}
