/**
 * One promise of a port, as data: any test runner can run it.
 *
 * A rule fails by throwing. Each runs on a fixture of its own, which it may use up.
 */
export interface ContractRule<Fixture> {
  /** `port/area/rule`. */
  readonly name: string;
  /** Whether the rule can be run on this fixture. Default: it can. */
  readonly appliesTo?: (fixture: Fixture) => boolean;
  run(fixture: Fixture): Promise<void>;
}

/** What became of one rule. */
export type RuleResult =
  | { readonly name: string; readonly status: "passed" | "skipped" }
  | { readonly name: string; readonly status: "failed"; readonly error: unknown };

/** Runs rules one after the other, each on a fixture of its own, and tells what became of each. */
export async function checkContract<Fixture>(
  rules: readonly ContractRule<Fixture>[],
  makeFixture: () => Promise<Fixture>,
): Promise<readonly RuleResult[]> {
  const results: RuleResult[] = [];
  for (const rule of rules) {
    const { name, appliesTo } = rule;
    const fixture = await makeFixture();
    if (appliesTo && !appliesTo(fixture)) {
      results.push({ name, status: "skipped" });
      continue;
    }
    try {
      await rule.run(fixture);
      results.push({ name, status: "passed" });
    } catch (error) {
      results.push({ name, status: "failed", error });
    }
  }
  return results;
}
