import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { callwright } from "./kit.ts";
import { reminder } from "./robots/good/reminder.ts";

describe("callwright diff", () => {
  it("tells in words what changed", async () => {
    const { code, out } = await callwright(["diff", "good/reminder.ts", "versions/second.ts"]);
    expect(out).toContain("regret");
    expect(out).toContain("pity");
    expect(code).toBe(0);
  });

  it("fails on a difference where it is asked to", async () => {
    expect((await callwright(["diff", "good/reminder.ts", "versions/second.ts", "--exit-code"])).code).toBe(1);
    expect((await callwright(["diff", "good/reminder.ts", "good/reminder.ts", "--exit-code"])).code).toBe(0);
  });
});

describe("a stored document", () => {
  it("is drawn and compared without its functions, and checked with them", async () => {
    const folder = mkdtempSync(path.join(tmpdir(), "callwright-documents-"));
    const file = path.join(folder, "reminder.json");
    writeFileSync(file, JSON.stringify(reminder.document));
    const own = path.join(folder, "own.json");
    writeFileSync(own, JSON.stringify(reminder.document).replace("yesNo.yes", "my.yes"));
    expect((await callwright(["diff", file, "good/reminder.ts", "--exit-code"])).code).toBe(0);
    expect((await callwright(["draw", own])).out).toMatch(/^flowchart /);
    expect((await callwright(["diff", file, own])).out).toContain("my.yes");
    expect((await callwright(["check", file, "--code", "good/reminder.ts"])).code).toBe(0);
    expect((await callwright(["cover", own])).err).toContain("my.yes");
    rmSync(folder, { recursive: true });
  });
});

describe("callwright draw", () => {
  it("writes a flowchart", async () => {
    const { out } = await callwright(["draw", "good/reminder.ts"]);
    expect(out).toMatch(/^flowchart /);
    expect(out).toContain("thank");
  });

  it("writes a configuration that is JSON", async () => {
    const { out } = await callwright(["draw", "good/reminder.ts", "--format", "xstate"]);
    const chart = JSON.parse(out) as { readonly states: { readonly talking: { readonly states: object } } };
    expect(Object.keys(chart.states.talking.states)).toEqual(["ask", "thank"]);
  });

  it("knows two formats", async () => {
    expect(await callwright(["draw", "good/reminder.ts", "--format", "png"])).toMatchObject({ code: 2 });
  });
});

describe("callwright cover", () => {
  it("shows the arcs and passes a robot whose arcs can all be reached", async () => {
    const { code, out } = await callwright(["cover", "good/reminder.ts"]);
    expect(out).toContain("25 of 25 arcs covered");
    expect(code).toBe(0);
  });
});
