import { existsSync, readFileSync } from "node:fs";
import { isDeepStrictEqual } from "node:util";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import {
  defineRobot,
  documentSchema,
  parseDefinition,
  type DialogDocument,
  type RobotDefinition,
  type RobotDocument,
} from "../../src/define/index.ts";
import { isCallwrightError } from "../../src/errors/index.ts";
import { survey, visitReminder } from "./good-robots.ts";
import { plainRobot } from "./plain-robot.ts";
import { askAddress, wholeRobot } from "./support/whole-robot.ts";
import { withValue, type Plain } from "./support/with-value.ts";

const file = fileURLToPath(new URL("../../schema/robot-document.schema.json", import.meta.url));
const whole = defineRobot(wholeRobot() as never) as RobotDefinition;

type Parsed = z.output<typeof documentSchema>;

/** What the schema takes are documents, compared by the compiler. */
type Holds<Claim extends true> = Claim;
export type SchemaGivesDocuments = Holds<Parsed extends RobotDocument | DialogDocument ? true : false>;

describe("the schema of documents", () => {
  const robots = [visitReminder, survey, whole, defineRobot(plainRobot() as never) as RobotDefinition];
  const documents = [...robots.map(({ document }) => document), askAddress.document];

  it.each(documents.map((document) => [document.id, document] as const))("takes %s as it is", (_, document) => {
    expect(documentSchema.safeParse(document)).toEqual({ success: true, data: document });
  });

  it("stands in the published file; vitest -u writes it anew", async () => {
    const schema: unknown = JSON.parse(JSON.stringify(z.toJSONSchema(documentSchema)));
    const text = existsSync(file) ? readFileSync(file, "utf8") : "null";
    const isSame = isDeepStrictEqual(JSON.parse(text), schema);
    await expect(isSame ? text : `${JSON.stringify(schema, null, 2)}\n`).toMatchFileSnapshot(file);
  });

  it.each([
    ["format", 2],
    ["format", undefined],
    ["version", 0],
    ["id", "Not An Id"],
    ["hungUp", undefined],
    ["extra", 1],
    ["texts/sure/ru", 5],
    ["steps/intro/extra", 1],
    ["steps/intro/next", undefined],
    ["steps/intro/next", { exit: "done" }],
    ["steps/ask/answers/yes/key", "10"],
    ["steps/ask/timeoutMs", "5 s"],
    ["steps/sum/as", "sum"],
    ["steps/human/transfer", { queue: "a", number: "b" }],
    ["steps/talk/limits/turns", undefined],
    ["steps/where/exits", undefined],
    ["dialogs/ask-address/steps/street/hungUp", "later"],
    ["dialogs/ask-address/steps/street/next", { end: "later" }],
    ["dialogs/ask-address/exits", []],
    ["slots/amount", { anyOf: 5 }],
    ["outcomes/later/title", ""],
    ["commands/repeat", false],
    ["unreached/default", undefined],
    ["unreached/bsy", "lost"],
  ])("refuses %s = %j", (path, value) => {
    const broken = withValue(whole.document as unknown as Plain, path.split("/"), value);
    expect(documentSchema.safeParse(broken).success).toBe(false);
  });

  it("refuses nothing that parseDefinition takes", () => {
    const json = JSON.parse(JSON.stringify(whole.document)) as Plain;
    const places = placesIn(json);
    fc.assert(
      fc.property(fc.constantFrom(...places), fc.jsonValue({ maxDepth: 1 }), (place, value) => {
        const edited = withValue(json, place, value);
        if (isTaken(edited)) expect(documentSchema.safeParse(edited).error).toBeUndefined();
      }),
      { numRuns: 80 },
    );
  });
});

function isTaken(json: unknown): boolean {
  try {
    parseDefinition(json, whole);
    return true;
  } catch (error) {
    if (isCallwrightError(error, "DEFINE_INVALID")) return false;
    throw error;
  }
}

/** Every place in a JSON value. */
function placesIn(value: unknown): readonly (readonly string[])[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, item]) => [[name], ...placesIn(item).map((rest) => [name, ...rest])]);
}
