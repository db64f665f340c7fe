import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  canonicalJson,
  defineRobot,
  definitionWarnings,
  documentSchema,
  parseDefinition,
  type RobotDefinition,
} from "../../src/define/index.ts";
import { smallRobot } from "./support/random-robots.ts";

describe("a robot of any shape", () => {
  it("comes back from its document as it was, with the same code", () => {
    fc.assert(
      fc.property(smallRobot(), (source) => {
        const robot = defineRobot(source as never) as RobotDefinition;
        const parsed = parseDefinition(JSON.parse(JSON.stringify(robot.document)), robot);
        expect(canonicalJson(parsed.document)).toBe(canonicalJson(robot.document));
        expect("fingerprint" in parsed && parsed.fingerprint).toBe(robot.fingerprint);
      }),
      { numRuns: 50 },
    );
  });

  it("comes back from the canonical spelling of its document too", () => {
    fc.assert(
      fc.property(smallRobot(), (source) => {
        const robot = defineRobot(source as never) as RobotDefinition;
        const parsed = parseDefinition(JSON.parse(canonicalJson(robot.document)), robot);
        expect("fingerprint" in parsed && parsed.fingerprint).toBe(robot.fingerprint);
      }),
      { numRuns: 50 },
    );
  });

  it("has a document that the schema of documents takes", () => {
    fc.assert(
      fc.property(smallRobot(), (source) => {
        const { document } = defineRobot(source as never) as RobotDefinition;
        expect(documentSchema.safeParse(document).error).toBeUndefined();
      }),
      { numRuns: 50 },
    );
  });

  it("is warned of with a sentence and a path, or not at all", () => {
    fc.assert(
      fc.property(smallRobot(), (source) => {
        for (const { path, sentence } of definitionWarnings(defineRobot(source as never))) {
          expect(path).not.toBe("");
          expect(sentence).toMatch(/\.$/);
        }
      }),
      { numRuns: 50 },
    );
  });
});
