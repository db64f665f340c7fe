import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";

const kit = new URL("../../../src/testing/index.ts", import.meta.url).href;
const robots = new URL("../../fixtures/visit-reminder.ts", import.meta.url).href;

/** How many files of fast-check and vitest a fresh process has loaded, as the debugger sees them: with the kit, and after one exploration. */
function countLoaded(): readonly number[] {
  const script = `
    const { default: inspector } = await import("node:inspector");
    const session = new inspector.Session();
    session.connect();
    let count = 0;
    session.on("Debugger.scriptParsed", ({ params }) => {
      if (/\\/node_modules\\/(fast-check|vitest)\\//.test(params.url)) count += 1;
    });
    session.post("Debugger.enable");
    const kit = await import(${JSON.stringify(kit)});
    const before = count;
    await kit.exploreRobot((await import(${JSON.stringify(robots)})).visitReminder, { runs: 1 });
    console.log(JSON.stringify([before, count]));
  `;
  const options = ["--conditions=source", "--import", "tsx", "--input-type=module", "--eval", script];
  const cwd = fileURLToPath(new URL("../../..", import.meta.url));
  return JSON.parse(execFileSync(process.execPath, options, { encoding: "utf8", cwd })) as number[];
}

it("loads fast-check with the first exploration, not with the test kit", { timeout: 120_000 }, () => {
  const [before, after] = countLoaded();
  expect(before).toBe(0);
  expect(after).toBeGreaterThan(0);
});
