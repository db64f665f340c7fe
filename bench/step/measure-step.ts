import {
  createActor,
  initialTransition,
  transition,
  type AnyActorRef,
  type AnyMachineSnapshot,
  type EventObject,
} from "xstate";
import {
  advance,
  driveRobot,
  toDriveTexts,
  type Flow,
  type FlowEvent,
  type FlowSnapshot,
} from "../../packages/core/src/machine/index.ts";
import { anna, visitReminder } from "../../packages/core/test/fixtures/visit-reminder.ts";
import { phoneEvents, phoneInput, phoneRobot } from "../robot/phone-robot.ts";
import { median, print, printGoal } from "../robot/rounds.ts";

/**
 * Steps whole calls: our `advance`, which also gives commands and a snapshot that can be kept; a started actor of the same machine
 * whose effects do nothing; and XState's own pure `transition`.
 * Run by hand: node --import tsx --conditions=source bench/step/measure-step.ts [rounds]
 */
const rounds = Number(process.argv[2] ?? 21);
const sliceMs = 60;

interface Sample {
  readonly name: string;
  readonly flow: Flow;
  readonly input: unknown;
  readonly events: readonly FlowEvent[];
}

type Subject = "advance" | "actor.send" | "transition";

const live = driveRobot(visitReminder);
const turn = (node: string, output: object): FlowEvent => ({
  type: "effect.done",
  invoke: node,
  output: { ...output },
});
const samples: readonly Sample[] = [
  { name: "phone-robot", flow: phoneRobot, input: phoneInput, events: phoneEvents },
  {
    name: "visit-reminder/live",
    flow: live,
    input: { input: anna, texts: toDriveTexts(visitReminder, { locale: "ru", input: anna }), locale: "ru" },
    events: [{ type: "call.answered", by: "human", at: 1 }, ...driven(["noInput", "noMatch", "yes", "said"])],
  },
];

/** Results of turns for whatever the live robot asks: the name of the invoke is taken from the snapshot. */
function driven(results: readonly string[]): readonly FlowEvent[] {
  const start = { input: anna, texts: toDriveTexts(visitReminder, { locale: "ru", input: anna }), locale: "ru" };
  let snapshot = advance(live, undefined, { init: start as never }).snapshot;
  snapshot = advance(live, snapshot, { type: "call.answered", by: "human", at: 1 }).snapshot;
  return results.map((result) => {
    const [invoke = ""] = Object.keys(snapshot.children);
    const output = result === "yes" ? { kind: "answer", answer: "yes" } : { kind: result };
    const event = turn(invoke, output);
    snapshot = advance(live, snapshot, event).snapshot;
    return event;
  });
}

const noClock = { setTimeout: () => 0, clearTimeout: () => undefined };

const players: Readonly<Record<Subject, (sample: Sample, machineEvents: readonly EventObject[]) => unknown>> = {
  advance({ flow, input, events }) {
    let snapshot: FlowSnapshot = advance(flow, undefined, { init: input as never }).snapshot;
    for (const event of events) snapshot = advance(flow, snapshot, event).snapshot;
    return snapshot.status;
  },
  "actor.send"({ flow, input }, events) {
    const actor: AnyActorRef = createActor(flow.machine, { input, clock: noClock }).start();
    for (const event of events) actor.send(event);
    return (actor.getSnapshot() as AnyMachineSnapshot).status;
  },
  transition({ flow, input }, events) {
    let [snapshot] = initialTransition(flow.machine, input as never) as unknown as [AnyMachineSnapshot];
    for (const event of events)
      [snapshot] = transition(flow.machine, snapshot, event as never) as unknown as [AnyMachineSnapshot];
    return snapshot.status;
  },
};

function toMachineEvent(event: FlowEvent): EventObject {
  const given = event as unknown as Readonly<Record<string, unknown>>;
  if (given["type"] === "effect.done")
    return {
      type: `xstate.done.actor.${String(given["invoke"])}`,
      output: given["output"],
      actorId: given["invoke"],
    } as EventObject;
  return (given["type"] === "timer.fired" ? given["event"] : given) as EventObject;
}

function eventsPerSecond(play: () => unknown, events: number): number {
  const startedAt = performance.now();
  let calls = 0;
  let ms = 0;
  do {
    for (let count = 0; count < 20; count += 1) play();
    calls += 20;
    ms = performance.now() - startedAt;
  } while (ms < sliceMs);
  return Math.round((calls * events * 1_000) / ms);
}

const subjects = Object.keys(players) as readonly Subject[];
for (const sample of samples) {
  const machineEvents = sample.events.map(toMachineEvent);
  const found = new Map<Subject, number[]>(subjects.map((subject) => [subject, []]));
  for (let round = -3; round < rounds; round += 1) {
    for (const subject of subjects) {
      const play = () => players[subject](sample, machineEvents);
      if (play() !== "done") throw new Error(`${subject} does not end the call of ${sample.name}`);
      const rate = eventsPerSecond(play, sample.events.length + 1);
      if (round >= 0) found.get(subject)?.push(rate);
    }
  }
  const of = (subject: Subject) => median(found.get(subject) ?? []);
  for (const subject of subjects) print({ bench: "step", subject, machine: sample.name, eventsPerSecond: of(subject) });
  printGoal("step", `advance / actor.send, ${sample.name}`, of("advance") / of("actor.send"), 0.8, "atLeast");
  printGoal("step", `advance / transition(), ${sample.name}`, of("advance") / of("transition"), 2, "atLeast");
}
