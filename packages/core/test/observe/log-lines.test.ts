import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const packages = fileURLToPath(new URL("../../../", import.meta.url));
const page = readFileSync(path.join(packages, "../docs/guides/observability.md"), "utf8");

/** A call of a logger with its sentence. */
const call = /logger(?:\.(debug|info|warn|error)|\[[^\]]+\])\(([^;]*?),\s*"([^"]+)",?\s*\)/gs;

const sources = readdirSync(packages)
  .filter((name) => name === "core" || name.startsWith("adapter-"))
  .flatMap((name) => {
    const folder = path.join(packages, name, "src");
    const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".ts"));
    return files.map((file) => readFileSync(path.join(folder, file), "utf8"));
  });
const logged = [...new Set(sources.flatMap((text) => [...text.matchAll(call)].map(([, , , line]) => line ?? "")))];

const [, table = ""] = page.split("<!-- log lines -->");
const documented = table
  .split("<!-- end -->")[0]
  ?.split("\n")
  .map((row) => row.split("|").map((cell) => cell.trim()))
  .filter((cells) => /^(?:`?(?:debug|info|warn|error)`?,? ?)+$/.test(cells[1] ?? ""))
  .map((cells) => cells[2] ?? "");

describe("the page on log lines", () => {
  it("has every line that the library logs, and no other", () => {
    expect(documented?.sort()).toEqual([...logged].sort());
  });

  it("finds every call of a logger with its sentence", () => {
    const calls = sources.flatMap((text) => [...text.matchAll(/logger(?:\.(?:debug|info|warn|error)|\[)/g)]);
    const found = sources.flatMap((text) => [...text.matchAll(call)]);
    expect(found.length).toBe(calls.length);
  });
});
