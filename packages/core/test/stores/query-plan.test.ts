import { describe, expect, it } from "vitest";
import { planQuery } from "../../src/adapter-kit/query-plan.ts";
import { tableShapes } from "../../src/adapter-kit/table-shapes.ts";

const shapes = tableShapes();

describe("planQuery", () => {
  it("chooses the index with the fewest further fields and orders by the rest, then id", () => {
    expect(planQuery(shapes, "runs", { where: { lane: "j" } }, "s")).toEqual({
      index: ["lane", "startedAt"],
      equal: [{ field: "lane", value: "j" }],
      range: null,
      after: null,
      order: ["startedAt", "id"],
      descending: false,
      limit: 1_000,
    });
  });

  it("takes the fields in any order", () => {
    const plan = planQuery(shapes, "connections", { where: { externalId: "p", adapter: "crm" } }, "s");
    expect(plan.equal.map(({ field }) => field)).toEqual(["adapter", "externalId"]);
  });

  it.each([
    [{ where: { flow: "f" } }, 'no index of table "runs" serves a query by "flow"'],
    [{ where: { lane: { nested: true } } }, 'compares "lane" with something else'],
    [{ where: { lane: undefined } }, 'compares "lane" with something else'],
    [{ where: { lane: "j" }, from: { field: "seq", value: 1 } }, 'serves a query by "lane", "seq"'],
    [{ where: { lane: "j" }, upTo: { field: "startedAt", value: Number.NaN } }, "something else than a finite number"],
    [{ from: { field: "seq", value: 1 }, upTo: { field: "startedAt", value: 1 } }, "only one field may be bounded"],
    [
      { where: { lane: "j" }, after: { id: "a", startedAt: null } },
      'a row whose "startedAt" is neither text nor a finite',
    ],
    [{ limit: 10_001 }, "from 1 to 10000, not 10001"],
  ])("refuses %j and says why", (query, reason) => {
    expect(() => planQuery(shapes, "runs", query as object, "memory")).toThrow(
      expect.objectContaining({
        code: "STORE_QUERY_REFUSED",
        details: { path: "memory", reason: expect.stringContaining(reason) as string },
      }) as Error,
    );
  });

  it("suggests the table that was meant", () => {
    expect(() => planQuery(shapes, "run" as "runs", {}, "memory")).toThrow(
      'there is no table "run", did you mean "runs"?',
    );
  });
});
