import type { RobotDefinition } from "../../define/robot-definition.ts";
/** What decides the words of one call. */
export interface SpokenTextsOptions {
  /** Default: also the definition's first locale, where it does not have this one. */
  readonly locale: string;
  /** Words in place of the definition's own, by text key, e.g. those of a placement. */
  readonly texts?: Readonly<Record<string, string>> | null;
  /** The call's input, checked by the definition's schema. */
  readonly input: unknown;
}
/**
 * The words of every text of a robot, variables filled in: computed once, at the launch, and kept with the run.
 *
 * @throws CallwrightError `TEXT_UNKNOWN`, `TEXT_UNKNOWN_VARIABLE` for words given in place of the definition's own.
 */
export declare function toSpokenTexts(
  definition: RobotDefinition,
  options: SpokenTextsOptions,
): Readonly<Record<string, string>>;
