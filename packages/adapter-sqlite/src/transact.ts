import type { SqlDriver } from "./driver.ts";

/** Runs a function in one transaction that may write: what it wrote stays when it returns, and is gone when it throws. */
export function transact<Result>(driver: SqlDriver, action: () => Result): Result {
  driver.exec("BEGIN IMMEDIATE");
  try {
    const result = action();
    driver.exec("COMMIT");
    return result;
  } catch (error) {
    rollBack(driver);
    throw error;
  }
}

/** Ends a transaction. SQLite rolls back by itself after some failures, a full disk among them; then there is nothing left to do. */
export function rollBack(driver: SqlDriver): void {
  try {
    driver.exec("ROLLBACK");
  } catch {
    return;
  }
}
