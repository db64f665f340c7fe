import { defineConfig } from "vitest/config";
import { CountReporter } from "./scripts/count-reporter.ts";

const conditions = ["source", "node", "import", "default"];

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    testTimeout: 30_000,
    include: ["packages/*/test/**/*.test.ts", "examples/*/test/**/*.test.ts", "scripts/test/**/*.test.ts"],
    reporters: ["default", new CountReporter()],
  },
});
