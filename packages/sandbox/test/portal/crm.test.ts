import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { toItemUfName } from "../../src/portal/crm/uf-name.ts";
import { openPortal } from "./open-portal.ts";
import type { OpenPortal } from "./open-portal.ts";

let open: OpenPortal;
beforeEach(async () => void (open = await openPortal()));
afterEach(() => open.close());

const now = "2026-08-24T10:00:00+03:00";

describe("strings and numbers", () => {
  it("answers numbers in crm.item and strings in the classic methods", async () => {
    await open.call("crm.item.add", { entityTypeId: 2, fields: { title: "Visit", opportunity: 10.5, contactIds: [] } });
    const item = (await open.call("crm.item.get", { entityTypeId: 2, id: 1 })).body.result.item;
    expect(item).toMatchObject({
      id: 1,
      opportunity: 10.5,
      categoryId: 0,
      companyId: 0,
      contactId: 0,
      createdTime: now,
      closed: "N",
    });
    const classic = (await open.call("crm.deal.get", { id: 1 })).body.result;
    expect(classic).toMatchObject({
      ID: "1",
      OPPORTUNITY: "10.50",
      CATEGORY_ID: "0",
      COMPANY_ID: "0",
      CONTACT_ID: null,
      LEAD_ID: null,
    });
    expect(classic.BEGINDATE).toBe("2026-08-24T03:00:00+03:00");
  });

  it("keeps phones as multi-fields in both forms and changes them by id", async () => {
    const id = (
      await open.call("crm.contact.add", {
        fields: { NAME: "Anna", PHONE: [{ VALUE: "+79161234567", VALUE_TYPE: "MOBILE" }] },
      })
    ).body.result;
    const classic = (await open.call("crm.contact.get", { id })).body.result;
    expect(classic.PHONE).toEqual([{ ID: "1", VALUE_TYPE: "MOBILE", VALUE: "+79161234567", TYPE_ID: "PHONE" }]);
    expect(classic.HAS_PHONE).toBe("Y");
    const item = (await open.call("crm.item.get", { entityTypeId: 3, id })).body.result.item;
    expect(item).toMatchObject({
      phoneMobile: "+79161234567",
      phoneWork: "",
      hasPhone: "Y",
      fm: [{ id: 1, typeId: "PHONE", valueType: "MOBILE" }],
    });
    await open.call("crm.contact.update", {
      id,
      fields: { PHONE: [{ ID: "1", DELETE: "Y" }, { VALUE: "+74950000000" }] },
    });
    const changed = (await open.call("crm.contact.get", { id })).body.result;
    expect(changed.PHONE).toEqual([{ ID: "2", VALUE_TYPE: "WORK", VALUE: "+74950000000", TYPE_ID: "PHONE" }]);
  });

  it("shows user fields under both names, and ignores fields that nobody made", async () => {
    await open.control("user-fields", { entityTypeId: 3, name: "CONSENT", type: "boolean" });
    const id = (await open.call("crm.contact.add", { fields: { UF_CRM_CONSENT: "1", UF_CRM_NOBODY: "x" } })).body
      .result;
    expect((await open.call("crm.contact.get", { id })).body.result).toMatchObject({ UF_CRM_CONSENT: "1" });
    const item = (await open.call("crm.item.get", { entityTypeId: 3, id })).body.result.item;
    expect(item).toMatchObject({ ufCrmConsent: "Y" });
    expect(JSON.stringify(item)).not.toContain("obody");
    const original = await open.call("crm.item.get", { entityTypeId: 3, id, useOriginalUfNames: "Y" });
    expect(original.body.result.item.UF_CRM_CONSENT).toBe("Y");
  });

  it.each([
    ["UF_CRM_1747309879", "ufCrm_1747309879"],
    ["UF_CRM_3_DIGIT", "ufCrm3Digit"],
    ["UF_CRM_3_DIGIT10", "ufCrm_3_DIGIT10"],
    ["UF_CRM_CONSENT", "ufCrmConsent"],
  ])("names %s %s in crm.item", (name, expected) => {
    expect(toItemUfName(name)).toBe(expected);
  });
});

describe("stages", () => {
  it("moves a deal by the employee's webhook: moments, person, semantics, history", async () => {
    await open.control("deals", { fields: { TITLE: "Visit" } });
    await open.clock.advance(60_000);
    await open.callAsEmployee("crm.deal.update", { id: 1, fields: { STAGE_ID: "WON" } });
    expect((await open.call("crm.deal.get", { id: 1 })).body.result).toMatchObject({
      STAGE_ID: "WON",
      STAGE_SEMANTIC_ID: "S",
      CLOSED: "Y",
      IS_NEW: "N",
      MOVED_BY_ID: "6",
      MOVED_TIME: "2026-08-24T10:01:00+03:00",
    });
    const history = (await open.call("crm.stagehistory.list", { entityTypeId: 2, order: { ID: "ASC" } })).body;
    expect(history.result.items).toMatchObject([
      { TYPE_ID: 1, OWNER_ID: 1, STAGE_ID: "NEW", STAGE_SEMANTIC_ID: "P", CATEGORY_ID: 0 },
      { TYPE_ID: 3, OWNER_ID: 1, STAGE_ID: "WON", STAGE_SEMANTIC_ID: "S" },
    ]);
    expect(history.total).toBe(2);
  });

  it("adds no history when the stage is written as it is", async () => {
    await open.control("deals", { fields: {} });
    await open.callAsEmployee("crm.deal.update", { id: 1, fields: { STAGE_ID: "NEW", TITLE: "Renamed" } });
    expect((await open.call("crm.stagehistory.list", { entityTypeId: 2 })).body.total).toBe(1);
  });

  it("refuses a stage that the funnel does not have, and writes nothing", async () => {
    await open.control("deals", { fields: { TITLE: "Visit" } });
    const classic = await open.call("crm.deal.update", { id: 1, fields: { STAGE_ID: "NOWHERE", TITLE: "x" } });
    expect(classic).toMatchObject({ status: 400, body: { error: "" } });
    const item = await open.call("crm.item.update", {
      entityTypeId: 2,
      id: 1,
      fields: { stageId: "NOWHERE", title: "x" },
    });
    expect(item).toMatchObject({ status: 400, body: { error: "CRM_FIELD_ERROR_VALUE_NOT_VALID" } });
    expect((await open.call("crm.deal.get", { id: 1 })).body.result).toMatchObject({ STAGE_ID: "NEW", TITLE: "Visit" });
  });

  it("changes the funnel by crm.item.update only", async () => {
    const { id: categoryId } = await open.control("categories", { name: "Second" });
    await open.control("deals", { fields: {} });
    await open.call("crm.deal.update", { id: 1, fields: { CATEGORY_ID: categoryId } });
    expect((await open.call("crm.deal.get", { id: 1 })).body.result.CATEGORY_ID).toBe("0");
    const moved = await open.call("crm.item.update", { entityTypeId: 2, id: 1, fields: { categoryId } });
    expect(moved.body.result.item).toMatchObject({ categoryId: 1, stageId: "C1:NEW" });
    const history = (await open.call("crm.stagehistory.list", { entityTypeId: 2 })).body.result.items;
    expect(history.at(-1)).toMatchObject({ TYPE_ID: 5, STAGE_ID: "C1:NEW", CATEGORY_ID: 1 });
  });

  it("lists a stage that the administrator made before the final ones", async () => {
    await open.control("stages", { statusId: "CONFIRMED" });
    await open.control("stages", { statusId: "REFUSED", semantics: "F" });
    const rows = (await open.call("crm.status.list", { filter: { ENTITY_ID: "DEAL_STAGE" }, order: { SORT: "ASC" } }))
      .body.result;
    const ids = rows.map((row: { STATUS_ID: string }) => row.STATUS_ID);
    expect(ids.indexOf("CONFIRMED")).toBeGreaterThan(ids.indexOf("FINAL_INVOICE"));
    expect(ids.indexOf("CONFIRMED")).toBeLessThan(ids.indexOf("WON"));
    expect(rows.at(-1)).toMatchObject({ STATUS_ID: "REFUSED", SEMANTICS: "F", SYSTEM: "N" });
    expect(rows[0]).toMatchObject({ STATUS_ID: "NEW", SEMANTICS: null, EXTRA: { SEMANTICS: "process" } });
  });

  it("knows that leads have stages of their own and no funnels", async () => {
    await open.call("crm.item.add", { entityTypeId: 1, fields: { title: "Lead" } });
    const history = (await open.call("crm.stagehistory.list", { entityTypeId: 1 })).body.result.items;
    expect(history).toMatchObject([{ STATUS_ID: "NEW", STATUS_SEMANTIC_ID: "P" }]);
    const refused = await open.call("crm.category.list", { entityTypeId: 1 });
    expect(refused.body).toEqual({
      error: "ENTITY_TYPE_NOT_SUPPORTED",
      error_description: "Entity type `LEAD` is not supported",
    });
  });
});

describe("errors", () => {
  it("tells by text alone in classic methods and by code in crm.item", async () => {
    expect(await open.call("crm.deal.get", { id: 9 })).toEqual({
      status: 400,
      body: { error: "", error_description: "Not found" },
    });
    expect((await open.call("crm.deal.get")).body.error_description).toBe("ID is not defined or invalid");
    expect((await open.call("crm.deal.add", { fields: "x" })).body.error_description).toBe(
      "Parameter 'fields' must be array",
    );
    expect((await open.call("crm.deal.list", { filter: "x" })).body.error_description).toBe(
      "Parameter 'filter' must be array.",
    );
    expect((await open.call("crm.item.get", { entityTypeId: 2 })).body.error).toBe("100");
    expect((await open.call("crm.item.get", { entityTypeId: 2, id: 9 })).body.error).toBe("NOT_FOUND");
    expect((await open.call("crm.item.get", { entityTypeId: 777, id: 9 })).body.error_description).toBe(
      "SPA not found",
    );
  });
});

it("tells the contacts of a deal, the primary one first", async () => {
  for (const name of ["Anna", "Boris"]) await open.control("contacts", { fields: { NAME: name } });
  await open.control("deals", { fields: { CONTACT_IDS: [2, 1] } });
  expect((await open.call("crm.deal.contact.items.get", { id: 1 })).body.result).toEqual([
    { CONTACT_ID: 2, SORT: 10, ROLE_ID: 0, IS_PRIMARY: "Y" },
    { CONTACT_ID: 1, SORT: 20, ROLE_ID: 0, IS_PRIMARY: "N" },
  ]);
  expect((await open.call("crm.deal.contact.items.get", { id: 5 })).body.error_description).toBe("Not found.");
});

it("knows its employees", async () => {
  expect((await open.callAsEmployee("user.current")).body.result).toMatchObject({ ID: "6", USER_TYPE: "employee" });
  expect((await open.call("profile")).body.result).toMatchObject({ ID: "1", ADMIN: true });
  expect((await open.call("user.get", { FILTER: { ID: 6, ACTIVE: true } })).body.result).toMatchObject([{ ID: "6" }]);
  expect((await open.call("user.get", { ID: 1 })).body.result).toMatchObject([{ ID: "1" }]);
});

it("tells which methods there are", async () => {
  expect((await open.call("method.get", { name: "crm.deal.get" })).body.result).toEqual({
    isExisting: true,
    isAvailable: true,
  });
  expect((await open.callAsEmployee("method.get", { name: "event.bind" })).body.result.isAvailable).toBe(false);
  expect((await open.call("method.get", { name: "crm.nothing" })).body.result.isExisting).toBe(false);
  expect((await open.call("methods")).body.result).toContain("telephony.externalcall.register");
});
