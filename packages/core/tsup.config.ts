import { defineConfig } from "tsup";

export default defineConfig({
  entry: {
    index: "src/index.ts",
    "ports/index": "src/ports/index.ts",
    "calls/index": "src/calls/index.ts",
    "adapter-kit/index": "src/adapter-kit/index.ts",
    "phrases/index": "src/phrases/index.ts",
    "testing/index": "src/testing/index.ts",
    "testing/vitest/index": "src/testing/vitest/index.ts",
  },
  format: "esm",
  target: "node20",
  platform: "node",
  tsconfig: "../../tsconfig.build.json",
  dts: true,
  splitting: true,
  sourcemap: true,
  clean: true,
  // Words of Cyrillic letters are written as they are: escaped, they would be three times as long to read at every import.
  esbuildOptions(options) {
    options.charset = "utf8";
  },
});
