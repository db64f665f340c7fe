import { Linter, type Rule } from "eslint";
import { readdirSync } from "node:fs";
import path from "node:path";
import tseslint from "typescript-eslint";
import { describe, expect, it } from "vitest";
import { layerRule } from "../lint/layer-rule.mjs";
import { packages, rooms } from "../lint/layers.mjs";

const root = path.resolve(import.meta.dirname, "../..");

/** What the lint rule says about a file with this one line. */
function complaints(file: string, code: string): string[] {
  const linter = new Linter({ configType: "flat", cwd: root });
  const messages = linter.verify(
    code,
    [
      {
        files: ["**/*.ts"],
        languageOptions: { parser: tseslint.parser },
        plugins: { callwright: { rules: { layers: layerRule as unknown as Rule.RuleModule } } },
        rules: { "callwright/layers": "error" },
      },
    ],
    { filename: path.join(root, file) },
  );
  return messages.map(({ message }) => message);
}

describe("imports that the layers forbid are reported", () => {
  it.each([
    ["packages/core/src/calls/a.ts", `import { x } from "../engine/index.ts";`, "calls does not import engine/index"],
    [
      "packages/core/src/machine/a.ts",
      `export { x } from "../engine/index.ts";`,
      "machine does not import engine/index",
    ],
    [
      "packages/core/src/machine/a.ts",
      `import { x } from "../ports/index.ts";`,
      `machine imports only types from ports`,
    ],
    [
      "packages/core/src/define/a.ts",
      `import type { X } from "../ports/voice.ts";`,
      "define does not import ports/voice",
    ],
    ["packages/core/src/dialing/a.ts", `import { x } from "../engine/work.ts";`, "dialing does not import engine/work"],
    [
      "packages/core/src/dialing/a.ts",
      `import { x } from "../robots/index.ts";`,
      "dialing does not import robots/index",
    ],
    [
      "packages/core/src/composition/a.ts",
      `import { x } from "../testing/index.ts";`,
      "composition does not import testing",
    ],
    [
      "packages/core/src/calls/deep/a.ts",
      `const x = import("../../engine/index.ts");`,
      "calls does not import engine/index",
    ],
    ["packages/core/src/calls/a.ts", `type X = import("../engine/index.ts").X;`, "calls does not import engine/index"],
    ["packages/core/src/attic/a.ts", `import { x } from "../calls/index.ts";`, `Room "attic" is not in the table`],
    [
      "packages/core/src/engine/a.ts",
      `import { Container } from "inversify";`,
      "Only packages/core/src/composition/ imports inversify",
    ],
    [
      "packages/core/src/engine/a.ts",
      `import axios from "axios";`,
      "Only packages/core/src/adapter-kit/ imports axios",
    ],
    [
      "packages/core/src/engine/a.ts",
      `import { EventEmitter } from "eventemitter3";`,
      "Only packages/core/src/engine/observers.ts",
    ],
    [
      "packages/core/src/engine/a.ts",
      `import { x } from "@callwright/adapter-bitrix";`,
      "core does not import @callwright/adapter-bitrix",
    ],
    ["packages/core/src/engine/a.ts", `import { x } from "../../test/fixtures/a.ts";`, "Sources do not import tests"],
    [
      "packages/adapter-bitrix/src/a.ts",
      `import { x } from "@callwright/core";`,
      "adapter-bitrix does not import @callwright/core.",
    ],
    [
      "packages/adapter-bitrix/src/a.ts",
      `import { x } from "@callwright/core/testing";`,
      "does not import @callwright/core/testing",
    ],
    ["packages/adapter-bitrix/src/a.ts", `import { x } from "../../core/src/ports/index.ts";`, "leaves the package"],
    ["packages/sandbox/src/a.ts", `import { x } from "@callwright/core/ports";`, "sandbox imports only types from"],
    [
      "packages/sandbox/src/a.ts",
      `import type { X } from "@callwright/core/calls";`,
      "sandbox does not import @callwright/core/calls",
    ],
    ["packages/sandbox/src/a.ts", `import { x } from "@callwright/adapter-voicebox";`, "sandbox does not import"],
  ])("%s: %s", (file, code, sentence) => {
    expect(complaints(file, code)).toEqual([expect.stringContaining(sentence)]);
  });
});

describe("imports that the layers allow pass", () => {
  it.each([
    ["packages/core/src/calls/a.ts", `import { x } from "../errors/index.ts"; import { y } from "./b.ts";`],
    [
      "packages/core/src/machine/a.ts",
      `import type { X } from "../ports/index.ts"; import { type Y } from "../ports/index.ts";`,
    ],
    ["packages/core/src/define/a.ts", `import type { X } from "../ports/identity.ts";`],
    ["packages/core/src/engine/observers.ts", `import { EventEmitter } from "eventemitter3";`],
    [
      "packages/core/src/composition/a.ts",
      `import { Container } from "inversify"; import { x } from "../engine/work.ts";`,
    ],
    ["packages/core/src/testing/a.ts", `import { x } from "../composition/index.ts";`],
    ["packages/core/test/engine/a.test.ts", `import { x } from "../../src/engine/work.ts";`],
    ["packages/adapter-bitrix/src/a.ts", `import { x } from "@callwright/core/ports"; import { z } from "zod";`],
    ["packages/adapter-bitrix/test/a.test.ts", `import { x } from "@callwright/core/testing";`],
    ["packages/sandbox/src/a.ts", `import type { X } from "@callwright/core/ports";`],
    [
      "examples/00-main-job/src/main.ts",
      `import { x } from "@callwright/core"; import { y } from "@callwright/sandbox";`,
    ],
  ])("%s: %s", (file, code) => {
    expect(complaints(file, code)).toEqual([]);
  });
});

describe("the table", () => {
  it("names every room of core and every package", () => {
    const folders = (folder: string) =>
      readdirSync(path.join(root, folder), { withFileTypes: true }).flatMap((entry) =>
        entry.isDirectory() ? [entry.name] : [],
      );
    expect(Object.keys(rooms)).toEqual(expect.arrayContaining(folders("packages/core/src")));
    expect(Object.keys(packages)).toEqual(expect.arrayContaining(folders("packages")));
  });

  it("has no circle of values", () => {
    const table: Record<string, { readonly values?: readonly string[] } | undefined> = rooms;
    const reaches = (from: string, seen: readonly string[]): void => {
      expect(seen, `circle: ${[...seen, from].join(" → ")}`).not.toContain(from);
      for (const entry of table[from]?.values ?? [])
        if (entry !== "*") reaches(entry.split("/")[0] ?? entry, [...seen, from]);
    };
    for (const room of Object.keys(rooms)) reaches(room, []);
  });
});
