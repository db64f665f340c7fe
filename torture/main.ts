import { parseArgs } from "node:util";
import { tortureKill } from "./kill/torture-kill.ts";
import { tortureRotation } from "./rotation/torture-rotation.ts";
import { printFaultTable } from "./schedules/print-fault-table.ts";
import { printSchedules } from "./schedules/print-schedules.ts";
import { tortureWrites } from "./writes/torture-writes.ts";

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    runs: { type: "string" },
    seed: { type: "string", default: "1" },
    "no-lookup": { type: "boolean", default: false },
    variant: { type: "string" },
    kills: { type: "string" },
    table: { type: "boolean", default: false },
  },
});
const [program] = positionals;
const variants = ["repeat", "park"] as const;
const variant = variants.find((name) => name === values.variant);

if (program === "kill" && (values.variant === undefined || variant !== undefined)) {
  const failed = await tortureKill({
    kills: Number(values.runs ?? "50"),
    seed: Number(values.seed),
    lookup: !values["no-lookup"],
    variant,
  });
  process.exitCode = failed === 0 ? 0 : 1;
} else if (program === "schedules" && values.table) {
  const { passed, failed } = await printFaultTable();
  console.log(`${passed} passed, ${failed} failed`);
  process.exit(failed === 0 ? 0 : 1);
} else if (program === "schedules") {
  const runs = Number(values.runs ?? "1000");
  const kills = Number(values.kills ?? Math.floor(runs / 100));
  const failed = await printSchedules({ runs, kills, seed: Number(values.seed) });
  process.exit(failed === 0 ? 0 : 1);
} else if (program === "rotation") {
  const failed = await tortureRotation({ rotations: Number(values.runs ?? "40"), seed: Number(values.seed) });
  process.exitCode = failed === 0 ? 0 : 1;
} else if (program === "writes") {
  const failed = await tortureWrites({ runs: Number(values.runs ?? "30"), seed: Number(values.seed) });
  process.exitCode = failed === 0 ? 0 : 1;
} else if (program === "kill") {
  console.error(`--variant must be one of: ${variants.join(", ")}.`);
  process.exitCode = 2;
} else {
  console.error(
    `torture ${program ?? ""}: only "kill", "schedules", "rotation" and "writes" exist so far; reports, copilot and tasks do not yet.`,
  );
  process.exitCode = 2;
}
