// Bundles a bench with the sources of this repository's packages, as the packages themselves are built.
import path from "node:path";
import { build } from "tsup";
import { root } from "./workspace-packages.mjs";

/** What is in no folder of this repository stays outside. */
const thirdParty = /^(?!@callwright\/|[./])/;

/** Gives the path of the bundle. It lies under `node_modules`, so that it finds the same packages. */
export async function bundleBench(name, source) {
  const outDir = path.join(root, "node_modules/.cache/callwright-bench");
  await build({
    entry: { [name]: source },
    outDir,
    format: "esm",
    outExtension: () => ({ js: ".mjs" }),
    target: "node20",
    platform: "node",
    tsconfig: path.join(root, "tsconfig.json"),
    config: false,
    silent: true,
    clean: false,
    sourcemap: "inline",
    external: [thirdParty],
    noExternal: [/^@callwright\//],
    esbuildOptions: (options) => {
      options.conditions = ["source"];
    },
  });
  return path.join(outDir, `${name}.mjs`);
}
