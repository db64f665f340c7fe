import { defineConfig } from "tsup";

export default defineConfig({
  entry: { index: "src/index.ts", main: "src/main.ts" },
  format: "esm",
  target: "node20",
  platform: "node",
  tsconfig: "../../tsconfig.build.json",
  dts: true,
  splitting: true,
  sourcemap: true,
  clean: true,
});
