import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";
import { CountReporter } from "./scripts/count-reporter.ts";

const conditions = ["source", "node", "import", "default"];

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    testTimeout: 30_000,
    setupFiles: ["scripts/fixed-seed.ts"],
    // Files of one worker share their modules: importing them anew for each file takes longer than all the tests. Tests leave no
    // state behind: servers, patches and folders go with the test that made them.
    isolate: false,
    // Vitest leaves one processor to itself; on a machine with two that would be one worker.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    include: [
      "packages/*/test/**/*.test.ts",
      "examples/*/test/**/*.test.ts",
      "scripts/test/**/*.test.ts",
      "torture/**/*.test.ts",
    ],
    reporters: ["default", new CountReporter()],
  },
});
