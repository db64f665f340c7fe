import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { connected } from "./support/connected.ts";
import type { Scripted, SeenRequest } from "./support/fake-http.ts";

const folder = process.env["CALLWRIGHT_VENDOR_DATA"];

interface VendorMethod {
  readonly params: readonly { readonly name: string; readonly required: boolean | "unknown" }[];
}

/** Documented on pages that the vendor's machine-readable data leaves out; all are called without parameters. */
const missingFromData = ["bizproc.robot.list", "crm.automation.trigger.list", "event.get"];

/** Documented as alternatives, of which one is enough. */
const eitherOr = ["USER_PHONE_INNER", "PLACEMENT_HANDLER", "RECORD_URL", "EVENT_TOKEN"];

const deal = { type: "deal", id: "42" } as const;
const todo = { subject: deal, title: "t", text: "t", responsibleId: "6", deadlineAt: 0, mark: "m" };
const robot = {
  code: "robot",
  title: { ru: "r" },
  properties: [{ name: "phone", title: "p", type: "string", required: false, default: null }],
  results: [{ name: "outcome", title: "o" }],
} as const;

/** Asks for everything that the adapter can ask for. */
async function allRequests(): Promise<readonly SeenRequest[]> {
  const answers: Readonly<Record<string, unknown>> = {
    "crm.item.get": { item: { id: 42, assignedById: 6, stageId: "NEW", companyId: 4, fm: [] } },
    "crm.deal.contact.items.get": [{ CONTACT_ID: 1, SORT: 1, IS_PRIMARY: "Y" }],
    "crm.activity.todo.add": { id: 1 },
    "bizproc.robot.list": ["robot", "old"],
    "crm.automation.trigger.list": [{ CODE: "old", NAME: "x" }],
    "telephony.externalCall.register": { CALL_ID: "c" },
    "telephony.externalCall.finish": { CRM_ACTIVITY_ID: 1 },
    "telephony.externalCall.attachRecord": {
      uploadUrl: "https://shop.bitrix24.com/rest/upload.json",
      fieldName: "file",
    },
  };
  const answer = ({ operation }: SeenRequest): Scripted => ({ json: { result: answers[operation] ?? [] } });
  const { crm, callLog, seen } = connected(answer);
  await crm.readCallee(deal);
  await crm.readField(deal, "TITLE");
  await crm.moveItem(deal, "WON");
  await crm.fireTrigger("yes", deal);
  await crm.createTodo(todo);
  await crm.findTodo(todo);
  await crm.completeRequest({ token: "t", values: { outcome: "yes" }, log: "l" });
  await crm.applyInstallation({ robots: [robot, { ...robot, code: "new" }], triggers: [{ code: "yes", title: "Y" }] });
  await callLog.openCall({
    mark: "m",
    phone: "+7",
    direction: "outbound",
    startedAt: 0,
    person: { type: "contact", id: "1" },
    responsibleId: "6",
  });
  await callLog.closeCall({ callId: "c", responsibleId: "6", durationSeconds: 1, result: "connected" });
  await callLog.linkActivity("1", deal);
  await callLog.attachRecording("c", "a.wav", new Blob(["x"]).stream());
  await callLog.attachTranscript("c", [{ speaker: "robot", text: "t", atMs: 0, untilMs: 1 }]);
  await callLog.findCall("c");
  return seen.filter(({ operation }) => operation !== "upload.json");
}

describe.skipIf(folder === undefined)("what the adapter sends, against the vendor's published data", () => {
  let methods: Readonly<Record<string, VendorMethod>>;
  let requests: readonly SeenRequest[];
  beforeAll(async () => {
    methods = JSON.parse(readFileSync(join(folder ?? "", "bitrix24", "methods.json"), "utf8")) as typeof methods;
    requests = await allRequests();
  });

  it("calls methods that exist", () => {
    const unknown = new Set(requests.map(({ operation }) => operation).filter((name) => !Object.hasOwn(methods, name)));
    expect([...unknown].sort()).toEqual(missingFromData);
  });

  it("sends parameters that exist, and all that are required", () => {
    const problems = requests.flatMap(({ operation, params }) => {
      const known = methods[operation]?.params ?? [];
      const sent = Object.keys(params).filter((name) => name !== "auth");
      const strange = sent.filter((name) => !known.some((param) => param.name === name));
      const missing = known.filter(
        ({ name, required }) => required === true && !sent.includes(name) && !eitherOr.includes(name),
      );
      return [
        ...strange.map((name) => `${operation}: unknown ${name}`),
        ...missing.map(({ name }) => `${operation}: missing ${name}`),
      ];
    });
    expect(problems).toEqual([]);
  });

  it("sends none where the vendor's data is silent", () => {
    const silent = requests.filter(({ operation }) => missingFromData.includes(operation));
    expect(silent.flatMap(({ params }) => Object.keys(params))).toEqual(silent.map(() => "auth"));
  });
});
