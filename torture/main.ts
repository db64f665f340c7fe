import { parseArgs } from "node:util";
import { tortureKill } from "./kill/torture-kill.ts";

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    runs: { type: "string", default: "50" },
    seed: { type: "string", default: "1" },
    "no-lookup": { type: "boolean", default: false },
    variant: { type: "string" },
  },
});
const [program] = positionals;
const variants = ["repeat", "park"] as const;
const variant = variants.find((name) => name === values.variant);

if (program === "kill" && (values.variant === undefined || variant !== undefined)) {
  const failed = await tortureKill({
    kills: Number(values.runs),
    seed: Number(values.seed),
    lookup: !values["no-lookup"],
    variant,
  });
  process.exitCode = failed === 0 ? 0 : 1;
} else if (program === "kill") {
  console.error(`--variant must be one of: ${variants.join(", ")}.`);
  process.exitCode = 2;
} else {
  console.error(
    `torture ${program ?? ""}: only "kill" exists so far; schedules, writes, reports, copilot and tasks do not yet.`,
  );
  process.exitCode = 2;
}
