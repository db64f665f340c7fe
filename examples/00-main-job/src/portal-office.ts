import type { Servers } from "./servers.ts";
import { consentField } from "./servers.ts";

/** The stage where the automation robot stands, and where each trigger moves a deal. */
export const stages = { robot: "VISIT", yes: "CONFIRMED", no: "REFUSED", noAnswer: "UNREACHED" } as const;

/** A call in a deal's history, as the portal tells it. */
export interface LoggedCall {
  readonly activityId: string;
  readonly subject: string;
  readonly startedAt: string;
  readonly durationSeconds: number;
  readonly hasRecording: boolean;
}

/** What people do in the portal: an administrator sets stages up, an employee works with deals. Everything over HTTP. */
export class PortalOffice {
  readonly #servers: Servers;

  constructor(servers: Servers) {
    this.#servers = servers;
  }

  /** The administrator's part: stages, the automation robot on its stage, the triggers on theirs. */
  async setUp({ triggers = true }: { readonly triggers?: boolean } = {}): Promise<void> {
    for (const [index, stage] of Object.values(stages).entries()) {
      await this.#control("stages", { statusId: stage, name: stage, sort: 100 + index * 10 });
    }
    await this.#control("robots", {
      code: "visit-reminder",
      stageId: stages.robot,
      properties: { input_name: "{=Document:TITLE}", input_time: "15:00" },
    });
    if (!triggers) return;
    await this.#control("triggers", { code: "visit-reminder.yes", stageId: stages.yes });
    await this.#control("triggers", { code: "visit-reminder.no", stageId: stages.no });
    await this.#control("triggers", { code: "visit-reminder.no-answer", stageId: stages.noAnswer });
  }

  /** A deal with a contact who has this mobile number and gave consent. */
  async addDeal(title: string, phone: string): Promise<string> {
    const contact = await this.#control("contacts", {
      fields: { NAME: title, PHONE: [{ VALUE: phone, VALUE_TYPE: "MOBILE" }], [consentField]: "Y" },
    });
    const deal = await this.#control("deals", {
      fields: { TITLE: title, STAGE_ID: "NEW", CONTACT_IDS: [contact.id], ASSIGNED_BY_ID: 6 },
    });
    return String(deal.id);
  }

  /** The employee moves a deal. */
  async moveDeal(id: string, stage: string): Promise<void> {
    await this.#rest("crm.deal.update", { id, fields: { STAGE_ID: stage } });
  }

  async stageOf(id: string): Promise<string> {
    const { STAGE_ID: stage } = (await this.#rest("crm.deal.get", { id })) as { readonly STAGE_ID: string };
    return stage;
  }

  /** The calls in a deal's history, oldest first. */
  async callsOf(id: string): Promise<readonly LoggedCall[]> {
    const rows = (await this.#rest("crm.activity.list", {
      filter: { BINDINGS: [{ OWNER_TYPE_ID: 2, OWNER_ID: id }], PROVIDER_ID: "VOXIMPLANT_CALL" },
      select: ["*", "FILES"],
      order: { ID: "ASC" },
    })) as readonly Readonly<Record<string, unknown>>[];
    return rows.map((row) => ({
      activityId: String(row["ID"]),
      subject: String(row["SUBJECT"]),
      startedAt: String(row["START_TIME"]),
      durationSeconds: (Date.parse(String(row["END_TIME"])) - Date.parse(String(row["START_TIME"]))) / 1_000,
      hasRecording: Array.isArray(row["FILES"]) && row["FILES"].length > 0,
    }));
  }

  /** The transcript of a call as the portal has it, one line a turn; empty when there is none. */
  async transcriptOf(activityId: string): Promise<readonly string[]> {
    const answer = (await this.#rest("crm.activity.call.getTranscript", { activityId })) as {
      readonly transcription: string;
    } | null;
    return answer ? answer.transcription.split("\n") : [];
  }

  async todosOf(id: string): Promise<readonly string[]> {
    const rows = (await this.#rest("crm.activity.list", {
      filter: { OWNER_TYPE_ID: 2, OWNER_ID: id, PROVIDER_ID: "CRM_TODO" },
    })) as readonly { readonly SUBJECT: string }[];
    return rows.map((row) => row.SUBJECT);
  }

  /** How the portal's robot requests ended. */
  async robotRequests(): Promise<readonly Readonly<Record<string, unknown>>[]> {
    const response = await fetch(`${this.#servers.portalUrl}/control/robot-requests`);
    const body: unknown = await response.json();
    return (Array.isArray(body) ? body : Object.values(body as object)[0]) as readonly Readonly<
      Record<string, unknown>
    >[];
  }

  async #rest(method: string, params: object): Promise<unknown> {
    const url = `${this.#servers.portal.employeeWebhookUrl()}${method}`;
    for (;;) {
      const { status, text } = await post(url, params);
      if (status === 200) return (JSON.parse(text) as { readonly result: unknown }).result;
      if (status !== 503) throw new Error(`The portal answered ${status} to ${method}: ${text}`);
      // The portal takes two requests a second: the employee waits as the application does.
      await this.#servers.clock.advance(2_000);
    }
  }

  async #control(what: string, body: object): Promise<{ readonly id?: unknown }> {
    const { status, text } = await post(`${this.#servers.portalUrl}/control/${what}`, body);
    if (status !== 200) throw new Error(`The portal's control answered ${status} to ${what}: ${text}`);
    return JSON.parse(text) as { readonly id?: unknown };
  }
}

async function post(url: string, body: object): Promise<{ readonly status: number; readonly text: string }> {
  const headers = { "content-type": "application/json" };
  const response = await fetch(url, { method: "POST", headers, body: JSON.stringify(body) });
  return { status: response.status, text: await response.text() };
}
