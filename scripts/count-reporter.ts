import type { SerializedError } from "vitest";
import type { Reporter, TestModule } from "vitest/node";

/** How many tests ended how; `failed` also counts files that did not load and errors outside of tests. */
interface TestCounts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** Closes a run of Vitest with the line `N passed, N failed`, and fails a run in which no test ran. */
export class CountReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly SerializedError[]): void {
    const counts = countTests(modules, errors);
    const ok = counts.failed === 0 && counts.passed > 0;
    if (!ok) process.exitCode = 1;
    // Printed while the process exits, so that no summary or late warning comes after it.
    process.once("exit", () => {
      console.log(toCountLine(counts));
    });
  }
}

/** Counts the tests of a run. A test that never came to its end counts as failed. */
function countTests(modules: readonly TestModule[], errors: readonly SerializedError[]): TestCounts {
  const counts = { passed: 0, failed: errors.length, skipped: 0 };
  for (const module of modules) {
    for (const test of module.children.allTests()) {
      const { state } = test.result();
      counts[state === "pending" ? "failed" : state] += 1;
    }
    counts.failed += brokenSuites(module);
  }
  return counts;
}

/** The counts as the closing line that people and programs read. */
function toCountLine({ passed, failed, skipped }: TestCounts): string {
  return `${String(passed)} passed, ${String(failed)} failed${skipped > 0 ? `, ${String(skipped)} skipped` : ""}`;
}

/** Files and suites that failed outside of their tests: a hook that threw, an import that did not resolve. */
function brokenSuites(module: TestModule): number {
  let broken = module.errors().length > 0 ? 1 : 0;
  for (const suite of module.children.allSuites()) if (suite.errors().length > 0) broken += 1;
  return broken;
}
