import { isCallwrightError } from "../errors/index.ts";

/** A row, or that it is there and cannot be read. */
export async function orDamaged<Row>(row: Promise<Row>): Promise<Row | "damaged"> {
  try {
    return await row;
  } catch (error) {
    if (isCallwrightError(error, "STORE_DAMAGED")) return "damaged";
    throw error;
  }
}

/** A row, if it is there and can be read. */
export async function orNothing<Row extends object>(row: Promise<Row | undefined>): Promise<Row | undefined> {
  const read = await orDamaged(row);
  return read === "damaged" ? undefined : read;
}
