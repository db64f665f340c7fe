import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";

/** The folder of the repository. */
export const root = path.resolve(import.meta.dirname, "..");

/** The packages of `packages/` that are built, each after the packages it needs. */
export function packagesInBuildOrder() {
  const found = readdirSync(path.join(root, "packages"))
    .map((name) => path.join(root, "packages", name))
    .filter((folder) => existsSync(path.join(folder, "tsup.config.ts")))
    .map(readPackage);
  const names = new Set(found.map(({ name }) => name));
  const ordered = [];
  while (ordered.length < found.length) {
    const done = new Set(ordered.map(({ name }) => name));
    const next = found.filter(
      ({ name, needs }) => !done.has(name) && needs.every((need) => !names.has(need) || done.has(need)),
    );
    if (next.length === 0)
      throw new Error(
        `Packages need each other in a circle: ${[...names].filter((name) => !done.has(name)).join(", ")}`,
      );
    ordered.push(...next);
  }
  return ordered;
}

function readPackage(folder) {
  const { name, dependencies, peerDependencies } = JSON.parse(readFileSync(path.join(folder, "package.json"), "utf8"));
  return { name, folder, needs: Object.keys({ ...dependencies, ...peerDependencies }) };
}
