import { describe, expect, it } from "vitest";
import { connected } from "../support/connected.ts";

const deal = { type: "deal", id: "42" } as const;
const todo = {
  subject: deal,
  title: "Перезвонить",
  text: "Клиент не ответил ни да, ни нет.",
  responsibleId: "6",
  deadlineAt: Date.parse("2026-03-02T15:00:00.250Z"),
  mark: "job-1:end:3:0",
};

describe("readField", () => {
  const item = {
    id: 42,
    assignedById: 6,
    stageId: "NEW",
    title: "",
    UF_CRM_CONSENT: "1",
    UF_CRM_LIST: [],
    opportunity: 0,
  };
  it.each([
    ["UF_CRM_CONSENT", "1"],
    ["STAGE_ID", "NEW"],
    ["stageId", "NEW"],
    ["OPPORTUNITY", 0],
    ["TITLE", null],
    ["UF_CRM_LIST", null],
    ["UF_CRM_UNKNOWN", null],
    ["constructor", null],
  ])("gives %s", async (field, value) => {
    const { crm, seen } = connected(() => ({ json: { result: { item } } }));
    expect(await crm.readField(deal, field)).toEqual(value);
    expect(seen[0]?.params).toMatchObject({ entityTypeId: 2, id: 42, useOriginalUfNames: "Y" });
  });
});

describe("moveItem", () => {
  it("sets the stage of a deal and of a lead", async () => {
    const { crm, seen } = connected(() => ({ json: { result: { item: {} } } }));
    await crm.moveItem(deal, "C9:WON");
    await crm.moveItem({ type: "lead", id: "7" }, "CONVERTED");
    expect(
      seen.map(({ operation, params }) => [operation, params["entityTypeId"], params["id"], params["fields"]]),
    ).toEqual([
      ["crm.item.update", 2, 42, { stageId: "C9:WON" }],
      ["crm.item.update", 1, 7, { stageId: "CONVERTED" }],
    ]);
  });

  it.each([
    [{ type: "contact", id: "1" }, "WON"],
    [{ type: "deal", id: "42; DROP" }, "WON"],
    [{ type: "deal", id: "0" }, "WON"],
  ] as const)("sends nothing for %o", async (subject, stage) => {
    const { crm, seen } = connected(() => ({ json: { result: {} } }));
    await expect(crm.moveItem(subject, stage)).rejects.toMatchObject({ code: "CRM_REJECTED" });
    expect(seen).toEqual([]);
  });
});

describe("to-dos", () => {
  it("are created for the responsible, with the mark below the text", async () => {
    const { crm, seen } = connected(() => ({ json: { result: { id: 999 } } }));
    expect(await crm.createTodo(todo)).toEqual({ id: "999" });
    expect(seen[0]).toMatchObject({
      operation: "crm.activity.todo.add",
      params: {
        ownerTypeId: 2,
        ownerId: 42,
        title: "Перезвонить",
        description: "Клиент не ответил ни да, ни нет.\n\n#job-1:end:3:0",
        responsibleId: 6,
        deadline: "2026-03-02T15:00:00+00:00",
      },
    });
  });

  it("are found again by the whole mark, over pages", async () => {
    const pages: Record<number, unknown> = {
      0: {
        result: [
          { ID: "5", DESCRIPTION: "x\n\n#job-1:end:3:01" },
          { ID: "4", DESCRIPTION: null },
        ],
        next: 50,
      },
      50: { result: [{ ID: "3", DESCRIPTION: "y<br>#job-1:end:3:0</p>" }] },
    };
    const { crm, seen } = connected(({ params }) => ({ json: pages[params["start"] as number] }));
    expect(await crm.findTodo(todo)).toEqual({ id: "3" });
    expect(seen[0]?.params).toMatchObject({
      filter: { OWNER_TYPE_ID: 2, OWNER_ID: 42, PROVIDER_ID: "CRM_TODO" },
      order: { ID: "DESC" },
    });
  });

  it("are not found where there is none", async () => {
    const { crm } = connected(() => ({ json: { result: [{ ID: "5", DESCRIPTION: "job-1:end:3:0" }] } }));
    expect(await crm.findTodo(todo)).toBeUndefined();
  });
});
