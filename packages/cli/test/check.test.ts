import { describe, expect, it } from "vitest";
import { callwright } from "./kit.ts";

describe("callwright check", () => {
  it("passes a folder of good robots and imports nothing else in it", async () => {
    const { code, out } = await callwright(["check", "good"]);
    expect(out).toContain("1 files, 1 definitions: 0 mistakes");
    expect(code).toBe(0);
  });

  it("names every mistake of modules and documents with file, path and sentence, and goes on after a broken module", async () => {
    const { code, out } = await callwright(["check", "mistakes", "--json"]);
    expect(code).toBe(1);
    const { findings } = JSON.parse(out) as { findings: readonly Record<string, string>[] };
    const mistakes = findings.filter((finding) => finding["severity"] === "mistake");
    expect(mistakes.map(({ file, code: kind, path }) => [file, kind, path])).toEqual(
      expect.arrayContaining([
        ["mistakes/broken.ts", "IMPORT_FAILED", ""],
        ["mistakes/stored.json", "DEFINE_UNKNOWN_VARIABLE", "texts.hello.en"],
        ["mistakes/stored.json", "DEFINE_UNKNOWN_OUTCOME", "steps.hello.next.end"],
        ["mistakes/wrong-names.ts", "DEFINE_UNKNOWN_STEP", "start"],
        ["mistakes/wrong-names.ts", "DEFINE_UNKNOWN_TEXT", "steps.hello.say"],
      ]),
    );
  });

  it("says what is wrong with the call", async () => {
    expect(await callwright(["check", "nowhere"])).toMatchObject({
      code: 2,
      err: "There is no file or folder nowhere.\n",
    });
    expect(await callwright(["check", "good/server.ts"])).toMatchObject({ code: 2 });
    expect((await callwright(["chekc"])).code).toBe(2);
    expect((await callwright(["--help"])).out).toContain("talk");
  });
});
