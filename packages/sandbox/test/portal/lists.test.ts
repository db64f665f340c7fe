import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openPortal } from "./open-portal.ts";
import type { OpenPortal } from "./open-portal.ts";

let open: OpenPortal;

describe("lists", () => {
  beforeAll(async () => {
    open = await openPortal();
    for (let index = 1; index <= 52; index += 1) {
      await open.control("deals", {
        fields: { TITLE: `Deal ${index}`, OPPORTUNITY: index, STAGE_ID: index % 2 ? "NEW" : "EXECUTING" },
      });
    }
  });

  afterAll(() => open.close());

  it("gives pages of 50 with next and total, and neither with start=-1", async () => {
    const first = (await open.call("crm.deal.list", { select: ["ID"] })).body;
    expect([first.result.length, first.next, first.total]).toEqual([50, 50, 52]);
    const second = (await open.call("crm.deal.list", { start: 50 })).body;
    expect([second.result.length, second.next, second.total]).toEqual([2, undefined, 52]);
    const fast = (await open.call("crm.item.list", { entityTypeId: 2, start: -1, filter: { ">id": 50 } })).body;
    expect(fast.result.items.map((item: { id: number }) => item.id)).toEqual([51, 52]);
    expect(fast).not.toHaveProperty("total");
  });

  it.each([
    [{ ">OPPORTUNITY": 50 }, 2],
    [{ ">=OPPORTUNITY": 50, "!STAGE_ID": "NEW" }, 2],
    [{ "@ID": [1, 2, 99] }, 2],
    [{ ID: ["1", "3"] }, 2],
    [{ "%TITLE": "deal 5" }, 4],
    [{ "!@ID": Array.from({ length: 51 }, (_, index) => index + 1) }, 1],
    [{ logic: "OR", "0": { ID: 1 }, "1": { ID: 2, STAGE_ID: "EXECUTING" } }, 2],
    [{ ">DATE_CREATE": "2026-08-24T06:59:59+00:00", "<=ID": 3 }, 3],
  ])("filters deals by %j", async (filter, expected) => {
    expect((await open.call("crm.deal.list", { filter })).body.total).toBe(expected);
  });

  it("orders, and refuses unknown fields only in crm.item.list", async () => {
    const rows = (await open.call("crm.deal.list", { order: { OPPORTUNITY: "DESC" }, select: ["OPPORTUNITY"] })).body
      .result;
    expect(rows[0]).toEqual({ ID: "52", OPPORTUNITY: "52.00" });
    expect((await open.call("crm.deal.list", { filter: { NOTHING: 1 } })).body.total).toBe(52);
    const strict = await open.call("crm.item.list", { entityTypeId: 2, filter: { nothing: 1 } });
    expect(strict.body).toEqual({
      error: "INVALID_ARG_VALUE",
      error_description: "Invalid filter: field 'nothing' is not allowed in filter",
    });
    const order = await open.call("crm.item.list", { entityTypeId: 2, order: { id: "UP" } });
    expect(order.body.error).toBe("INVALID_ARG_VALUE");
  });
});
