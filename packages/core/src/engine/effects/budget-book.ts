import { CallwrightError } from "../../errors/index.ts";
import type { ClockPort } from "../../ports/clock.ts";
import type { AccountId } from "../../ports/identity.ts";
import type { BudgetRow, ChargeRow, EffectRow } from "../../ports/rows.ts";
import type { StorePort } from "../../ports/store.ts";
import { periodAround } from "./budget-period.ts";

const pageSize = 10_000;

/** What an account has spent of its budget in the current period. */
export interface BudgetState {
  readonly limit: number;
  readonly period: BudgetRow["period"];
  readonly spent: number;
  /** First moment of the period, in the account's zone. */
  readonly startsAt: number;
  /** When the budget is full again. */
  readonly endsAt: number;
}

/** A charge that is to be written together with its effect. */
export interface Reservation {
  readonly charge: ChargeRow;
  /** Says whether it was written; one that was not is given back. */
  settle(written: boolean): void;
}

interface Loading {
  readonly promise: Promise<void>;
  /** Charges that may be written while the sum is read. */
  readonly besides: Map<string, ChargeRow>;
}

type Spending = { -readonly [Field in keyof BudgetState]: BudgetState[Field] };

/** Knows what every account has spent: summed up from the store once per period, then kept in memory. */
export class BudgetBook {
  readonly #store: StorePort;
  readonly #clock: ClockPort;
  /** `null`: the account has no budget. */
  readonly #known = new Map<AccountId, Spending | null>();
  readonly #loading = new Map<AccountId, Loading>();
  readonly #reserved = new Map<string, ChargeRow>();

  constructor(store: StorePort, clock: ClockPort) {
    this.#store = store;
    this.#clock = clock;
  }

  /** Sets a charge aside. @throws BUDGET_EXHAUSTED */
  async reserve({ id, account, type }: EffectRow, amount: number): Promise<Reservation> {
    const budget = await this.#current(account);
    if (budget && budget.spent + amount > budget.limit) {
      const { limit, period, spent } = budget;
      throw new CallwrightError("BUDGET_EXHAUSTED", { account, effect: type, cost: amount, spent, limit, period });
    }
    if (budget) budget.spent += amount;
    const charge: ChargeRow = { id, account, at: this.#clock.now(), amount, effect: type };
    this.#reserved.set(id, charge);
    return { charge, settle: (written) => this.#settle(charge, written) };
  }

  /** The budget of an account, if it has one. */
  async read(account: AccountId): Promise<BudgetState | undefined> {
    const budget = await this.#current(account);
    return budget ? { ...budget } : undefined;
  }

  /** The budget was changed: it is read again when it is asked for. */
  forget(account: AccountId): void {
    this.#known.delete(account);
    this.#loading.delete(account);
  }

  #settle(charge: ChargeRow, written: boolean): void {
    this.#reserved.delete(charge.id);
    if (written) return;
    this.#loading.get(charge.account)?.besides.delete(charge.id);
    const budget = this.#known.get(charge.account);
    if (budget && charge.at >= budget.startsAt && charge.at < budget.endsAt) budget.spent -= charge.amount;
  }

  async #current(account: AccountId): Promise<Spending | null> {
    for (;;) {
      const known = this.#known.get(account);
      const now = this.#clock.now();
      if (known === null || (known && now >= known.startsAt && now < known.endsAt)) return known;
      this.#known.delete(account);
      await this.#load(account);
    }
  }

  #load(account: AccountId): Promise<void> {
    const loading = this.#loading.get(account);
    if (loading) return loading.promise;
    const besides = new Map([...this.#reserved].filter(([, charge]) => charge.account === account));
    const started: Loading = { besides, promise: this.#sumUp(account, besides) };
    this.#loading.set(account, started);
    const done = () => {
      if (this.#loading.get(account) === started) this.#loading.delete(account);
    };
    started.promise.then(done, done);
    return started.promise;
  }

  async #sumUp(account: AccountId, besides: ReadonlyMap<string, ChargeRow>): Promise<void> {
    const row = await this.#store.read("budgets", account);
    if (!row) {
      if (this.#loading.get(account)?.besides === besides) this.#known.set(account, null);
      return;
    }
    const zone = (await this.#store.read("accounts", account))?.timeZone ?? "UTC";
    const { limit, period } = row;
    const { startsAt, endsAt } = periodAround(this.#clock.now(), period, zone);
    const charges = await this.#chargesFrom(account, startsAt);
    for (const [id, charge] of besides) charges.set(id, charge);
    let spent = 0;
    for (const { at, amount } of charges.values()) if (at >= startsAt && at < endsAt) spent += amount;
    if (this.#loading.get(account)?.besides === besides)
      this.#known.set(account, { limit, period, spent, startsAt, endsAt });
  }

  async #chargesFrom(account: AccountId, startsAt: number): Promise<Map<string, ChargeRow>> {
    const charges = new Map<string, ChargeRow>();
    for (let value = startsAt; ;) {
      const before = charges.size;
      const from = { field: "at", value } as const;
      const page = await this.#store.find("charges", { where: { account }, from, limit: pageSize });
      for (const charge of page) charges.set(charge.id, charge);
      const last = page.at(-1);
      if (!last || page.length < pageSize || charges.size === before) return charges;
      value = last.at;
    }
  }
}
