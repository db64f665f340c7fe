import { describe, expect, it } from "vitest";
import { connected } from "../support/connected.ts";
import type { Scripted, SeenRequest } from "../support/fake-http.ts";

const phone = (valueType: string, value: string, typeId = "PHONE") => ({ id: 1, typeId, valueType, value });

const items: Readonly<Record<string, unknown>> = {
  "2:42": { id: 42, stageId: "C9:NEW", assignedById: 6, companyId: 30, contactIds: [20, 21] },
  "2:43": { id: 43, stageId: "NEW", assignedById: 6, companyId: 0 },
  "3:20": { id: 20, assignedById: 1, fm: [phone("WORK", "+7 495 1")] },
  "3:21": {
    id: 21,
    assignedById: 1,
    fm: [
      phone("OTHER", "o"),
      phone("FAX", "f"),
      phone("WORK", "w"),
      phone("HOME", "h"),
      phone("MOBILE", "m1"),
      phone("WORK", "a@example.com", "EMAIL"),
      phone("MOBILE", "m2"),
      phone("PAGER", "p"),
      phone("MAILING", "s"),
      phone("WORK", " "),
    ],
  },
  "4:30": { id: 30, assignedById: 1, fm: [phone("WORK", "c")] },
  "1:7": { id: 7, stageId: "IN_PROCESS", assignedById: "1", companyId: 30, fm: [phone("MOBILE", "l")] },
};

const link = (id: number, primary: string, sort: number) => ({
  CONTACT_ID: id,
  SORT: sort,
  ROLE_ID: 0,
  IS_PRIMARY: primary,
});

function portal(links: readonly unknown[], gone: readonly string[] = []) {
  return (request: SeenRequest): Scripted => {
    if (request.operation === "crm.deal.contact.items.get") return { json: { result: links } };
    const key = `${String(request.params["entityTypeId"])}:${String(request.params["id"])}`;
    if (gone.includes(key)) return { status: 400, json: { error: "NOT_FOUND", error_description: "Item not found" } };
    return { json: { result: { item: items[key] } } };
  };
}

describe("readCallee", () => {
  it("gives a deal's primary contact, mobile numbers first, then its company; machines are left out", async () => {
    const { crm } = connected(portal([link(20, "N", 10), link(21, "Y", 20)]));
    expect(await crm.readCallee({ type: "deal", id: "42" })).toEqual({
      item: { subject: { type: "deal", id: "42" }, stage: "C9:NEW", responsibleId: "6" },
      people: [
        {
          subject: { type: "contact", id: "21" },
          phones: [
            { value: "m1", kind: "mobile" },
            { value: "m2", kind: "mobile" },
            { value: "w", kind: "work" },
            { value: "h", kind: "home" },
            { value: "o", kind: "other" },
            { value: "s", kind: "other" },
          ],
        },
        { subject: { type: "company", id: "30" }, phones: [{ value: "c", kind: "work" }] },
      ],
    });
  });

  it("takes the first contact by order when none is marked as primary", async () => {
    const { crm } = connected(portal([link(21, "N", 20), link(20, "N", 10)]));
    const { people } = await crm.readCallee({ type: "deal", id: "42" });
    expect(people.map(({ subject }) => subject.id)).toEqual(["20", "30"]);
  });

  it("gives nobody for a deal without contact and company", async () => {
    const { crm } = connected(portal([]));
    expect((await crm.readCallee({ type: "deal", id: "43" })).people).toEqual([]);
  });

  it("passes over a contact that was deleted", async () => {
    const { crm } = connected(portal([link(21, "Y", 10)], ["3:21"]));
    const { people } = await crm.readCallee({ type: "deal", id: "42" });
    expect(people.map(({ subject }) => subject.type)).toEqual(["company"]);
  });

  it("fails when the deal itself was deleted", async () => {
    const { crm } = connected(portal([], ["2:42"]));
    await expect(crm.readCallee({ type: "deal", id: "42" })).rejects.toMatchObject({ code: "CRM_NOT_FOUND" });
  });

  it("gives leads, contacts and companies their own numbers", async () => {
    const { crm } = connected(portal([]));
    for (const [type, id, value] of [
      ["lead", "7", "l"],
      ["contact", "20", "+7 495 1"],
      ["company", "30", "c"],
    ] as const) {
      const { item, people } = await crm.readCallee({ type, id });
      expect(people).toEqual([{ subject: { type, id }, phones: [expect.objectContaining({ value })] }]);
      expect(item.stage).toBe(type === "lead" ? "IN_PROCESS" : null);
    }
  });
});
