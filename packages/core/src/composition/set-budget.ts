import { z } from "zod";
import type { BudgetPeriod, RunEngine } from "../engine/index.ts";
import { CallwrightError } from "../errors/index.ts";
import type { AccountId } from "../ports/identity.ts";

/** How much an account may spend on effects. */
export interface Budget {
  /** In the units that the costs of effects are told in. An effect that would lead over it is not performed. */
  readonly limit: number;
  /** A calendar day or month in the account's time zone; UTC where it has none. */
  readonly period: BudgetPeriod;
}

const budgetSchema = z.strictObject({ limit: z.number().min(0), period: z.enum(["day", "month"]) }).nullable();

/** Sets the budget of an account, or takes it away. What was spent in the period already counts. @throws INPUT_INVALID */
export async function setBudget(runs: RunEngine, account: AccountId, given: Budget | null): Promise<void> {
  const parsed = budgetSchema.safeParse(given);
  if (!parsed.success) {
    const problems = parsed.error.issues.map((issue) => `${issue.path.join(".") || "budget"}: ${issue.message}`);
    throw new CallwrightError("INPUT_INVALID", { flow: "setBudget", problems });
  }
  const budget = parsed.data;
  await runs.inLane(`budget-${account}`, async (work) => {
    if (budget) work.put("budgets", { id: account, account, ...budget });
    else work.delete("budgets", account);
  });
  runs.budgets.forget(account);
}
