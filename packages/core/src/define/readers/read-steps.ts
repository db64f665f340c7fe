import type { BranchDocument, RobotDocument, SayDocument, StepDocument } from "../document.ts";
import { noteUnknownName } from "./known-lists.ts";
import { readAct } from "./read-act.ts";
import { readAsk } from "./read-ask.ts";
import { readCollect } from "./read-collect.ts";
import { readConverse } from "./read-converse.ts";
import { readNamed } from "./read-head.ts";
import { readHungUp, readNext, readTextName } from "./read-step-names.ts";
import { readBargeIn } from "./read-timing.ts";
import { readTransfer } from "./read-transfer.ts";
import { readUse } from "./read-use.ts";
import type { Notes } from "./notes.ts";
import { isRecord, join, noteAbsentOr, noteUnknownKeys, type UnknownRecord } from "./read-value.ts";
import type { StepReading } from "./step-reading.ts";

const kinds = ["say", "ask", "collect", "branch", "act", "transfer", "use", "converse"] as const;

/** Reads the steps, told apart by their first key that is a kind. `hasTransferred`: the robot says the outcome of transfers. */
export function readSteps(value: unknown, reading: StepReading, hasTransferred: boolean): RobotDocument["steps"] {
  const steps: Record<string, StepDocument> = {};
  for (const [name, step] of readNamed(value, "steps", "say what happens, step by step", reading.notes)) {
    const document = readStep(step, join("steps", name), reading, hasTransferred);
    if (document) steps[name] = document;
  }
  return steps;
}

/** Reads the first step. */
export function readStart(value: unknown, steps: readonly string[], notes: Notes): string {
  if (typeof value === "string") {
    noteUnknownName("DEFINE_UNKNOWN_STEP", value, steps, "start", notes);
    return value;
  }
  noteAbsentOr(value, "start", "name the first step", "the name of a step", notes);
  return "";
}

function readStep(
  step: unknown,
  path: string,
  reading: StepReading,
  hasTransferred: boolean,
): StepDocument | undefined {
  const kind = isRecord(step) ? kindOf(step) : undefined;
  if (!isRecord(step) || kind === undefined) {
    reading.notes.add("DEFINE_STEP_KIND", path);
    return undefined;
  }
  switch (kind) {
    case "say":
      return readSay(step, path, reading);
    case "ask":
      return readAsk(step, path, reading);
    case "collect":
      return readCollect(step, path, reading);
    case "branch":
      return readBranch(step, path, reading);
    case "act":
      return readAct(step, path, reading);
    case "use":
      return readUse(step, path, reading);
    case "converse":
      return readConverse(step, path, reading);
    case "transfer":
      if (reading.owner === "robot") return readTransfer(step, path, reading, hasTransferred);
      reading.notes.add("DEFINE_NOT_IN_DIALOG", path, {
        what: "hand the call over",
        instead: "Lead to an exit, and let the robot that uses the dialog do it.",
      });
      return undefined;
  }
}

function kindOf(step: UnknownRecord): (typeof kinds)[number] | undefined {
  const names = Object.keys(step);
  return kinds.find((kind) => kind === names.find((name) => kinds.some((each) => each === name)));
}

function readSay(step: UnknownRecord, path: string, reading: StepReading): SayDocument {
  noteUnknownKeys(step, ["say", "next", "hungUp", "bargeIn"], path, "A say step", reading.notes);
  return {
    say: readTextName(step["say"], join(path, "say"), reading),
    next: readNext(step["next"], join(path, "next"), reading),
    ...readHungUp(step, path, reading),
    ...readBargeIn(step, path, reading),
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
