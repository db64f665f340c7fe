import { describe, expect, it } from "vitest";
import { callLogFlow, jobEndFlow, noticeFlow } from "../../src/dialing/index.ts";
import { checkFlow } from "../../src/machine/index.ts";

// An engine does not walk them at its start: they are the same in every process.
describe("the flows of the library itself", () => {
  it.each([callLogFlow, jobEndFlow, noticeFlow])("are durable and deterministic: $id", (flow) => {
    expect(() => checkFlow(flow, { events: 2_000 })).not.toThrow();
  });
});
