import { numberOf, stages, type Vendors } from "./vendors.ts";

/** People in the portal: the administrator who sets stages up and the employee who moves deals. */
export class Office {
  readonly #vendors: Vendors;

  constructor(vendors: Vendors) {
    this.#vendors = vendors;
  }

  async setUp(): Promise<void> {
    for (const [index, stage] of Object.values(stages).entries()) {
      await this.#control("stages", { statusId: stage, name: stage, sort: 100 + index * 10 });
    }
    const properties = { input_name: "{=Document:TITLE}", input_time: "15:00" };
    await this.#control("robots", { code: "visit-reminder", stageId: stages.robot, properties });
    await this.#control("triggers", { code: "visit-reminder.yes", stageId: stages.yes });
    await this.#control("triggers", { code: "visit-reminder.no", stageId: stages.no });
    await this.#control("triggers", { code: "visit-reminder.no-answer", stageId: stages.noAnswer });
  }

  /** A deal for a client; gives its id. */
  async addDeal(client: number): Promise<string> {
    const fields = { NAME: `Client ${client}`, PHONE: [{ VALUE: numberOf(client), VALUE_TYPE: "MOBILE" }] };
    const contact = await this.#control("contacts", { fields });
    const deal = { TITLE: `Client ${client}`, STAGE_ID: "NEW", CONTACT_IDS: [contact.id], ASSIGNED_BY_ID: 6 };
    return String((await this.#control("deals", { fields: deal })).id);
  }

  async moveDeal(id: string): Promise<void> {
    await this.#post(`${this.#vendors.portal.employeeWebhookUrl()}crm.deal.update`, {
      id,
      fields: { STAGE_ID: stages.robot },
    });
  }

  /** Deal → stage. */
  async stages(): Promise<ReadonlyMap<string, string>> {
    const deals = await this.#list("deals");
    return new Map(deals.map((deal) => [String(deal["id"]), String(deal["stageId"])]));
  }

  /** Deals by what became of the delivery of their robot request so far. */
  async requestStatus(): Promise<ReadonlyMap<string, string>> {
    const requests = await this.#list("robot-requests");
    return new Map(requests.map((request) => [String(request["itemId"]), String(request["status"])]));
  }

  /** How many to-dos each deal has. */
  async todoCounts(): Promise<ReadonlyMap<string, number>> {
    const counts = new Map<string, number>();
    for (const activity of await this.#list("activities")) {
      if (activity["provider"] !== "CRM_TODO") continue;
      for (const binding of activity["bindings"] as readonly Readonly<Record<string, unknown>>[]) {
        const deal = String(binding["ownerId"]);
        counts.set(deal, (counts.get(deal) ?? 0) + 1);
      }
    }
    return counts;
  }

  async #list(what: string): Promise<readonly Readonly<Record<string, unknown>>[]> {
    const response = await fetch(`${this.#vendors.portalUrl}/control/${what}`);
    const body = await response.json();
    return (Array.isArray(body) ? body : Object.values(body as object)[0]) as readonly Readonly<
      Record<string, unknown>
    >[];
  }

  async #control(what: string, body: object): Promise<{ readonly id?: unknown }> {
    return (await this.#post(`${this.#vendors.portalUrl}/control/${what}`, body)) as { readonly id?: unknown };
  }

  async #post(url: string, body: object): Promise<unknown> {
    const headers = { "content-type": "application/json" };
    const response = await fetch(url, { method: "POST", headers, body: JSON.stringify(body) });
    if (!response.ok) throw new Error(`The portal answered ${response.status}: ${await response.text()}`);
    return response.json();
  }
}
