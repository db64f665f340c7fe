/** What a matcher tells vitest. */
export interface Verdict {
  readonly pass: boolean;
  /** Why it failed; where it passed, why its opposite fails. */
  readonly message: () => string;
}

/** Whether two values are equal, as vitest sees it: asymmetric matchers are asked. */
export type Equals = (left: unknown, right: unknown) => boolean;
