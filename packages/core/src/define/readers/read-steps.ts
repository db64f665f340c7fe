import type { BranchDocument, RobotDocument, SayDocument, StepDocument } from "../document.ts";
import { noteUnknownName } from "./known-lists.ts";
import { readAsk } from "./read-ask.ts";
import { readNamed } from "./read-head.ts";
import { readHungUp, readNext, readTextName, type StepReading } from "./read-step-names.ts";
import { isRecord, join, noteUnknownKeys, type UnknownRecord } from "./read-value.ts";

/** Reads the steps, told apart by their first key that is a kind. */
export function readSteps(value: unknown, reading: StepReading): RobotDocument["steps"] {
  const steps: Record<string, StepDocument> = {};
  for (const [name, step] of readNamed(value, "steps", "say what the robot does", reading.notes)) {
    const document = readStep(step, join("steps", name), reading);
    if (document) steps[name] = document;
  }
  return steps;
}

function readStep(step: unknown, path: string, reading: StepReading): StepDocument | undefined {
  const kind = isRecord(step) ? Object.keys(step).find((key) => ["say", "ask", "branch"].includes(key)) : undefined;
  if (!isRecord(step) || kind === undefined) {
    reading.notes.add("DEFINE_STEP_KIND", path);
    return undefined;
  }
  if (kind === "say") return readSay(step, path, reading);
  return kind === "ask" ? readAsk(step, path, reading) : readBranch(step, path, reading);
}

function readSay(step: UnknownRecord, path: string, reading: StepReading): SayDocument {
  noteUnknownKeys(step, ["say", "next", "hungUp"], path, "A say step", reading.notes);
  return {
    say: readTextName(step["say"], join(path, "say"), reading),
    next: readNext(step["next"], join(path, "next"), reading),
    ...readHungUp(step, path, reading),
  };
}

function readBranch(step: UnknownRecord, path: string, reading: StepReading): BranchDocument {
  const { notes } = reading;
  noteUnknownKeys(step, ["branch"], path, "A branch step", notes);
  const ways: unknown = step["branch"];
  const place = join(path, "branch");
  if (!Array.isArray(ways)) {
    notes.add("DEFINE_WRONG_TYPE", place, { expected: "a list of ways, e.g. [{ if: …, next: … }, { next: … }]" });
    return { branch: [] };
  }
  const branch = ways.map((way: unknown, index) => readWay(way, `${place}[${index}]`, reading));
  if (branch.at(-1)?.if !== undefined || branch.length === 0) notes.add("DEFINE_BRANCH_OPEN", place);
  branch.slice(0, -1).forEach((way, index) => {
    if (way.if === undefined) notes.add("DEFINE_BRANCH_SHADOWED", `${place}[${index}]`);
  });
  return { branch };
}

function readWay(way: unknown, path: string, reading: StepReading): BranchDocument["branch"][number] {
  if (!isRecord(way)) {
    reading.notes.add("DEFINE_WRONG_TYPE", path, { expected: "a way: { if: …, next: … } or { next: … }" });
    return { next: "" };
  }
  noteUnknownKeys(way, ["if", "next"], path, "A way of a branch", reading.notes);
  const next = readNext(way["next"], join(path, "next"), reading);
  const condition = way["if"];
  if (condition === undefined) return { next };
  if (typeof condition !== "string") {
    reading.notes.add("DEFINE_WRONG_TYPE", join(path, "if"), { expected: "the name of a condition" });
    return { if: "", next };
  }
  const { known, notes } = reading;
  noteUnknownName("DEFINE_UNKNOWN_CONDITION", condition, known.conditions, join(path, "if"), notes);
  return { if: condition, next };
}
