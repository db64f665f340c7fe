// Runs a command on another Node: node scripts/on-node.mjs 22 -- npx vitest run packages/adapter-sqlite
// That Node comes from the npm registry once, into `.nodes/<major>`, and stands first in the PATH of the command and of what it starts.
// Without a network it says so and ends well; where CI=true that is a failure.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { root } from "./workspace-packages.mjs";

const usage = "usage: node scripts/on-node.mjs MAJOR -- COMMAND [ARGUMENT …]";
/** What npm says when the registry cannot be reached. */
const isAway = /ENOTFOUND|EAI_AGAIN|ECONN|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ENOTCACHED/;
const nodes = path.join(root, ".nodes");

const [major = "", separator, command, ...args] = process.argv.slice(2);
if (!/^\d{2}$/.test(major) || separator !== "--" || command === undefined) {
  console.error(usage);
  process.exitCode = 2;
} else {
  process.exitCode = runOn(major);
}

/** @returns the command's exit code */
function runOn(wanted) {
  const found = installed(wanted);
  if (found.reason !== undefined) {
    const skipped = isAway.test(found.reason) && process.env.CI !== "true";
    console.log(`${skipped ? "skipped: no" : "no"} Node ${wanted}: ${found.reason}\n`);
    console.log(skipped ? "0 passed, 0 failed, 1 skipped" : "0 passed, 1 failed");
    return skipped ? 0 : 1;
  }
  const versions = JSON.parse(read(found.file, ["-p", "JSON.stringify(process.versions)"]));
  console.log(
    `Node ${versions.node}, SQLite ${versions.sqlite ?? "not in this Node"}: ${[command, ...args].join(" ")}`,
  );
  const PATH = `${path.dirname(found.file)}${path.delimiter}${process.env.PATH ?? ""}`;
  const { status, error } = spawnSync(command, args, { cwd: root, env: { ...process.env, PATH }, stdio: "inherit" });
  if (error) console.error(`${command} did not start: ${error.message}`);
  return status ?? 1;
}

/** The program of a major version, installed where it is not there yet, or why there is none. */
function installed(wanted) {
  const name = `node-${process.platform === "win32" ? "win" : process.platform}-${process.arch}`;
  const program = path.join("node_modules", name, "bin", process.platform === "win32" ? "node.exe" : "node");
  const file = path.join(nodes, wanted, program);
  if (existsSync(file)) return { file };
  mkdirSync(nodes, { recursive: true });
  // Made beside and renamed, so that what stands under the name is whole, also when two processes install at once.
  const draft = mkdtempSync(path.join(nodes, `${wanted}-`));
  try {
    writeFileSync(path.join(draft, "package.json"), '{ "private": true }\n');
    const npm = ["install", `${name}@${wanted}`, "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
    const { status, stderr, error } = spawnSync("npm", npm, { cwd: draft, encoding: "utf8" });
    if (status !== 0)
      return { reason: `npm could not install ${name}@${wanted}: ${firstLine(error?.message ?? stderr)}` };
    if (!read(path.join(draft, program), ["--version"]).startsWith(`v${wanted}.`)) {
      return { reason: `${name}@${wanted} does not start on this machine` };
    }
    keep(draft, path.join(nodes, wanted));
    return { file };
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

function keep(draft, folder) {
  try {
    renameSync(draft, folder);
  } catch (error) {
    if (!existsSync(folder)) throw error;
  }
}

function read(program, args) {
  return spawnSync(program, args, { encoding: "utf8" }).stdout ?? "";
}

function firstLine(text) {
  return text.trim().split("\n")[0] || "no reason given";
}
