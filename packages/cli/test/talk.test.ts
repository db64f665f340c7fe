import { describe, expect, it } from "vitest";
import { callwright } from "./kit.ts";

const input = ["--input", '{"name":"Anna"}'];

describe("callwright talk", () => {
  it("holds a conversation and shows how it was heard and how it ended", async () => {
    const { code, out } = await callwright(["talk", "good/reminder.ts", ...input], ["well, perhaps", "yes, of course"]);
    expect(out.split("\n")).toEqual([
      "reminder version 1, en. /help lists what can be typed.",
      "robot   Hello Anna, will you come?",
      "you     well, perhaps",
      expect.stringMatching(/^ +heard: nothing fits/) as string,
      "robot   Please say yes or no.",
      "you     yes, of course",
      expect.stringMatching(/^ +heard: yes \(phrases/) as string,
      "robot   Thank you!",
      'ended with "yes": Comes',
      "",
    ]);
    expect(code).toBe(0);
  });

  it("speaks another language and takes keys", async () => {
    const { out } = await callwright(["talk", "good/reminder.ts", ...input, "--locale", "ru"], ["/press 2"]);
    expect(out).toContain("robot   Здравствуйте, Anna! Вы придёте?");
    expect(out).toContain('ended with "no"');
  });

  it("gives the result as one JSON object, and the conversation beside it", async () => {
    const { out, err } = await callwright(["talk", "good/reminder.ts", ...input, "--json"], ["no, sorry"]);
    expect(JSON.parse(out)).toMatchObject({ outcome: "no", data: null, optedOut: false });
    expect(err).toContain("robot   Hello Anna");
  });

  it("tells a wrong line and goes on; a call that was left exits with 1", async () => {
    const { code, out } = await callwright(["talk", "good/reminder.ts", ...input], ["/dance", "/return 5", "/quit"]);
    expect(out).toContain("There is no command /dance.");
    expect(out).toContain("The call was left.");
    expect(code).toBe(1);
  });

  it("says which input is missing", async () => {
    const { code, err } = await callwright(["talk", "good/reminder.ts"]);
    expect(err).toContain(`--input '{"name":"…"}'`);
    expect(code).toBe(2);
  });
});
