import { isCallwrightError } from "../../errors/index.ts";
import type { Rows, TableName } from "../../ports/rows.ts";
import { unpackRuns } from "../archives/archive.ts";

/** What is wrong with a whole row's content, as its reader would meet it: an archive that does not unpack, a state that is no JSON. */
export function lookAtRow<Table extends TableName>(table: Table, row: Rows[Table]): string | undefined {
  if (table === "archives") return lookAtArchive(row as Rows["archives"]);
  if (table === "runs") return lookAtRun(row as Rows["runs"]);
  return undefined;
}

function lookAtArchive(archive: Rows["archives"]): string | undefined {
  try {
    unpackRuns(archive, "");
    return undefined;
  } catch (error) {
    return isCallwrightError(error, "STORE_DAMAGED") ? error.details.reason : "it cannot be unpacked";
  }
}

function lookAtRun({ snapshot }: Rows["runs"]): string | undefined {
  try {
    JSON.parse(snapshot);
    return undefined;
  } catch {
    return "its state is no JSON";
  }
}
