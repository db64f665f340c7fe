import { afterEach, beforeEach, expect, it } from "vitest";
import { openPortal } from "./open-portal.ts";
import type { OpenPortal } from "./open-portal.ts";

let open: OpenPortal;
beforeEach(async () => {
  open = await openPortal();
  await open.control("deals", { fields: {} });
  await open.control("contacts", { fields: { NAME: "Anna" } });
});
afterEach(() => open.close());

const todo = {
  ownerTypeId: 2,
  ownerId: 1,
  deadline: "2026-08-25T12:00:00+03:00",
  title: "Call back",
  responsibleId: 6,
};

it("adds a to-do and refuses what lacks an owner, a deadline or a readable one", async () => {
  expect((await open.call("crm.activity.todo.add", todo)).body.result).toEqual({ id: 1 });
  expect((await open.call("crm.activity.get", { id: 1 })).body.result).toMatchObject({
    ID: "1",
    OWNER_ID: "1",
    OWNER_TYPE_ID: "2",
    PROVIDER_ID: "CRM_TODO",
    RESPONSIBLE_ID: "6",
    COMPLETED: "N",
    DEADLINE: todo.deadline,
  });
  const code = async (change: object): Promise<string> =>
    (await open.call("crm.activity.todo.add", { ...todo, ...change })).body.error;
  expect(await code({ ownerId: 9 })).toBe("OWNER_NOT_FOUND");
  expect(await code({ deadline: "tomorrow" })).toBe("WRONG_DATETIME_FORMAT");
  expect(await code({ deadline: undefined })).toBe("100");
});

it("binds an activity to a second item once and lists it under both", async () => {
  await open.call("crm.activity.todo.add", todo);
  const tie = { activityId: 1, entityTypeId: 3, entityId: 1 };
  expect((await open.call("crm.activity.binding.add", tie)).body.result).toBe(true);
  expect(await open.call("crm.activity.binding.add", tie)).toMatchObject({
    status: 400,
    body: { error: "ACTIVITY_IS_ALREADY_BOUND" },
  });
  expect((await open.call("crm.activity.binding.list", { activityId: 1 })).body.result).toEqual([
    { entityTypeId: 2, entityId: 1 },
    { entityTypeId: 3, entityId: 1 },
  ]);
  const byContact = { BINDINGS: [{ OWNER_TYPE_ID: 3, OWNER_ID: 1 }] };
  expect((await open.call("crm.activity.list", { filter: byContact })).body.total).toBe(1);
  expect((await open.call("crm.activity.list", { filter: { OWNER_TYPE_ID: 3 } })).body.total).toBe(0);
  expect((await open.call("crm.activity.list", { filter: { PROVIDER_ID: "CRM_TODO", OWNER_ID: 1 } })).body.total).toBe(
    1,
  );
  await open.call("crm.activity.binding.delete", tie);
  expect((await open.call("crm.activity.list", { filter: byContact })).body.total).toBe(0);
  expect(await open.call("crm.activity.binding.delete", { ...tie, entityTypeId: 2 })).toMatchObject({ status: 400 });
});

it("names what a binding lacks", async () => {
  const code = async (params: object): Promise<string> =>
    (await open.call("crm.activity.binding.add", { ...params })).body.error;
  expect(await code({})).toBe("100");
  expect(await code({ activityId: 9, entityTypeId: 3, entityId: 1 })).toBe("NOT_FOUND");
  await open.call("crm.activity.todo.add", todo);
  expect(await code({ activityId: 1, entityTypeId: 3, entityId: 9 })).toBe("OWNER_NOT_FOUND");
});

it("keeps comments and log messages in the timeline", async () => {
  const comment = { ENTITY_ID: 1, ENTITY_TYPE: "deal", COMMENT: "Said yes" };
  expect((await open.call("crm.timeline.comment.add", { fields: comment })).body.result).toBe(1);
  expect((await open.call("crm.timeline.comment.add", { FIELDS: comment })).body.error).toBe("100");
  expect((await open.call("crm.timeline.comment.add", { fields: { ...comment, COMMENT: "" } })).body.error).toBe(
    "INVALID_ARG_VALUE",
  );
  expect((await open.call("crm.timeline.comment.add", { fields: { ...comment, ENTITY_ID: 7 } })).body.error).toBe(
    "OWNER_NOT_FOUND",
  );
  const message = { entityTypeId: 2, entityId: 1, title: "Call", text: "Ended", iconCode: "call" };
  expect((await open.call("crm.timeline.logmessage.add", { fields: message })).body.result).toEqual({
    logMessage: {
      id: 2,
      created: "2026-08-24T10:00:00+03:00",
      authorId: 1,
      title: "Call",
      text: "Ended",
      iconCode: "call",
    },
  });
  expect(await open.control("timeline")).toMatchObject([{ kind: "comment", text: "Said yes" }, { kind: "logMessage" }]);
});
