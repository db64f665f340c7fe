import { expect, it } from "vitest";
import { findBlocks } from "../find-blocks.mjs";

const page = [
  "# Page",
  "```ts",
  "// robots/reminder.ts",
  "export const a = 1;",
  "```",
  "text",
  "```ts ignore",
  "not code",
  "```",
  "```sh",
  "npm test",
  "```",
  "````ts",
  "const fence = `",
  "```",
  "`;",
  "````",
].join("\n");

it("finds the blocks to compile with their lines and names", () => {
  expect(findBlocks(page)).toEqual([
    { name: "robots/reminder.ts", line: 3, code: "// robots/reminder.ts\nexport const a = 1;" },
    { name: undefined, line: 14, code: "const fence = `\n```\n`;" },
  ]);
});
