import type { NotConnectedReport } from "../../calls/index.ts";
import type { RobotDocument } from "../../define/document.ts";
import type { RobotDefinition } from "../../define/robot-definition.ts";
import type { Json } from "../../ports/identity.ts";
import { sampleFromSchema } from "../durability/sample-from-schema.ts";
import { seededRandom } from "../durability/seeded-random.ts";
import type { Flow, FlowSamples } from "../flow.ts";
import { buildMachine, change } from "./build-machine.ts";
import { noDialogFacts, noteReport, type DialogFacts, type Timeless } from "./dialog-facts.ts";
import { goTo, nodeState, type DriveContext } from "./drive-node.ts";
import { unrollRobot } from "./unroll.ts";

/** What a driven dialog starts with. */
export interface DriveInput {
  readonly input: Json;
  /** Words by text key or by node, variables filled in. */
  readonly texts: Readonly<Record<string, string>>;
  readonly locale: string;
}

/** What a driven dialog ends with. */
export interface DriveOutput {
  readonly outcome: string;
  readonly facts: DialogFacts;
}

/**
 * The machine of a robot whose dialog we speak turn by turn, live or simulated.
 *
 * Shape: starts with a {@link DriveInput} in state `dialing` and waits for `call.answered` or `call.not-connected`; then asks for one
 * effect `voice.turn` per node, in the state `talking.<node>`; ends with a {@link DriveOutput}. `call.ended` means that the client hung up.
 */
export function driveRobot(definition: RobotDefinition): Flow {
  const effects = ["voice.turn"];
  return {
    kind: "robot",
    id: `${definition.id}/live`,
    version: definition.version,
    fingerprint: definition.fingerprint,
    machine: buildMachine<DriveContext>(driveConfig(definition), effects),
    effects,
    outcomes: Object.keys(definition.document.outcomes),
    samples: driveSamples(definition),
  };
}

function driveConfig({ id, document, functions }: RobotDefinition): object {
  const graph = unrollRobot(document, { locale: document.locales[0], keepBranches: true });
  const states = Object.entries(graph.nodes).map(([name, node]) => [name, nodeState(name, node, functions)] as const);
  return {
    id,
    context: ({ input }: { readonly input: DriveInput }): DriveContext => ({
      input: input.input,
      texts: input.texts,
      facts: noDialogFacts,
      outcome: null,
    }),
    output: ({ context }: { readonly context: DriveContext }) => ({ outcome: context.outcome, facts: context.facts }),
    initial: "dialing",
    states: {
      dialing: {
        on: {
          "call.answered": answered(goTo(graph.start)),
          "call.not-connected": { target: "#ended", actions: unreached(document) },
        },
      },
      ...(states[0] && { talking: { initial: states[0][0], states: Object.fromEntries(states) } }),
      ended: { id: "ended", type: "final" },
    },
  };
}

function answered(transition: object): object {
  const { actions } = transition as { readonly actions: unknown };
  const note = change<DriveContext, Timeless>(({ context, event }) => ({ facts: noteReport(context.facts, event) }));
  return { ...transition, actions: [note, actions] };
}

function unreached(document: RobotDocument): object {
  return change<DriveContext, Timeless<NotConnectedReport>>(({ context, event }) => ({
    outcome: document.unreached[event.cause] ?? document.unreached.default,
    facts: noteReport(context.facts, event),
  }));
}

function driveSamples({ document, input }: RobotDefinition): FlowSamples {
  const random = seededRandom(1);
  const texts = Object.fromEntries(Object.keys(document.texts).map((key) => [key, "words"]));
  const answers = Object.values(document.steps).flatMap((step) => ("ask" in step ? Object.keys(step.answers) : []));
  return {
    inputs: Array.from({ length: 8 }, () => ({
      input: sampleFromSchema(input, random),
      texts,
      locale: document.locales[0],
    })),
    events: {
      "call.answered": [{ by: "human" }, { by: "unknown" }],
      "call.not-connected": [{ cause: "busy" }, { cause: "no_answer" }],
      "call.ended": [{ cause: "caller_hangup" }],
    },
    results: {
      "voice.turn": [
        ...["said", "noInput", "noMatch", "hungUp"].map((kind) => ({ kind })),
        ...[...new Set(answers)].map((answer) => ({ kind: "answer", answer })),
      ],
    },
  };
}
