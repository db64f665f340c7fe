import type { EngineEventName, EngineEvents } from "../../engine/index.ts";
import type { JobView } from "../../ports/rows.ts";
import { safeName } from "../safe-name.ts";
import type { Instruments } from "./instruments.ts";

/** What can be listened to. */
export interface NoticeSource {
  on<Name extends EngineEventName>(name: Name, listener: (payload: EngineEvents[Name]) => unknown): () => void;
}

/** Counts what the engine tells its observers: parked runs, ended calls, answers of the gate. @returns what stops that */
export function watchNotices(source: NoticeSource, { parked, calls, gate }: Instruments): () => void {
  const stops = [
    source.on("run:parked", ({ run, code }) =>
      parked.add(1, { "callwright.code": safeName(code), "callwright.flow": `${run.flow}@${run.version}` }),
    ),
    source.on("job:changed", ({ job }) => {
      const answer = answerOf(job);
      if (answer) gate.add(1, answer);
      if (job.status === "ending") calls.add(1, endOf(job));
    }),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}

function endOf({ robot, outcome, stopReason }: JobView) {
  const end =
    outcome === null ? { "callwright.stop": safeName(stopReason) } : { "callwright.outcome": safeName(outcome) };
  return { "callwright.robot": safeName(robot), ...end };
}

/** What the gate said last, where the job has just followed it. */
function answerOf({ status, gate, stopReason }: JobView) {
  if (typeof gate !== "object" || gate === null || !("answer" in gate)) return undefined;
  const { answer, rule } = gate as { readonly answer: string; readonly rule?: string };
  const isNew =
    (answer === "go" && status === "attempting") ||
    (answer === "wait" && status === "waiting") ||
    (answer === "refuse" && status === "ending" && stopReason === rule);
  return isNew ? { "callwright.gate.answer": answer, "callwright.gate.rule": safeName(rule) } : undefined;
}
