import { expectedEnding, type ClientScript } from "@callwright/sandbox";
import { stages } from "./vendors.ts";

/** How a client's job must end, computed from the client's scripts alone. */
export interface ExpectedJob {
  readonly outcome: string;
  readonly stage: string;
  readonly attempts: number;
  readonly todos: number;
}

/** The first script that picks up decides; two that do not are "no answer". */
export function expectedJob(scripts: readonly ClientScript[]): ExpectedJob {
  let attempts = 0;
  let outcome = "noAnswer";
  for (const script of scripts) {
    attempts += 1;
    ({ outcome } = expectedEnding(script));
    if (outcome !== "noAnswer") break;
  }
  const moved = { yes: stages.yes, no: stages.no, noAnswer: stages.noAnswer }[outcome];
  return { outcome, stage: moved ?? stages.robot, attempts, todos: outcome === "unclear" ? 1 : 0 };
}
