import { statSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { tsImport } from "tsx/esm/api";

type Module = Readonly<Record<string, unknown>>;

const imported = new Map<string, Promise<Module>>();

/**
 * The exports of a TypeScript or JavaScript module; each state of a file is imported once. What the module throws at its
 * import is passed on; what it prints goes to standard error, because standard output belongs to the command.
 */
export function importModule(file: string): Promise<Module> {
  const url = pathToFileURL(file).href;
  const state = `${url} ${statSync(file).mtimeMs}`;
  const known = imported.get(state);
  if (known) return known;
  const module = withoutOutput(() => tsImport(url, import.meta.url) as Promise<Module>);
  imported.set(state, module);
  return module;
}

async function withoutOutput<Result>(action: () => Promise<Result>): Promise<Result> {
  const { stdout, stderr } = process;
  const write = stdout.write.bind(stdout);
  stdout.write = stderr.write.bind(stderr);
  try {
    return await action();
  } finally {
    stdout.write = write;
  }
}
