import type { NotConnectedReport } from "../../calls/index.ts";
import { flattenDialogs, slotSchemas, type RobotDefinition } from "../../define/index.ts";
import type { DialogGraph, DialogNode } from "../../ports/dialog-graph.ts";
import type { Json } from "../../ports/identity.ts";
import type { Flow } from "../flow.ts";
import { buildMachine, change, stateKey } from "./build-machine.ts";
import { noDialogFacts, noteReport, type Timeless } from "./dialog-facts.ts";
import { actState } from "./drive-act.ts";
import { askState, sayState } from "./drive-ask.ts";
import type { DriveContext, DriveInput, DriveOutput } from "./drive-context.ts";
import { converseState } from "./drive-converse.ts";
import { driveSamples } from "./drive-samples.ts";
import type { DriveScope } from "./drive-scope.ts";
import { branchState, setState } from "./drive-set.ts";
import { goTo } from "./drive-target.ts";
import { transferState } from "./drive-transfer.ts";
import { effectInputs } from "./effect-inputs.ts";
import { unrollRobot } from "./unroll.ts";

/**
 * The machine of a robot whose dialog we speak turn by turn, live or simulated.
 *
 * Shape: starts with a {@link DriveInput} in state `dialing` and waits for `call.answered` or `call.not-connected`; then asks for one
 * effect per node, in the state `talking.<node>`: `voice.turn`, `voice.transfer`, `model.converse`, or that of an act step, with a
 * `voice.turn` beside it where it has a filler; ends with a {@link DriveOutput}. `call.ended` means that the client hung up.
 * Limits: what a passage led by a language model keeps stays below 20 kB, slots excepted. The texts are part of every snapshot.
 */
export function driveRobot(definition: RobotDefinition): Flow {
  const { document } = definition;
  const graph = unrollRobot(document, { locale: document.locales[0], keepBranches: true });
  const flat = flattenDialogs(definition);
  const scope: DriveScope = { ...flat, schemas: slotSchemas(flat.document), inputs: effectInputs(definition) };
  const effects = effectsOf(graph);
  return {
    kind: "robot",
    id: `${definition.id}/live`,
    version: definition.version,
    fingerprint: definition.fingerprint,
    machine: buildMachine<DriveContext>(driveConfig(definition, graph, scope), effects),
    effects,
    outcomes: Object.keys(document.outcomes),
    samples: driveSamples(definition, graph, scope),
  };
}

function driveConfig({ id, document }: RobotDefinition, graph: DialogGraph, scope: DriveScope): object {
  const states = Object.entries(graph.nodes).map(([name, node]) => [name, nodeState(name, node, scope)] as const);
  const slots = defaultSlots(document.slots ?? {});
  return {
    id,
    context: ({ input }: { readonly input: DriveInput }) => startContext(input, slots),
    output: toOutput,
    initial: "dialing",
    states: {
      dialing: {
        on: {
          "call.answered": goTo<Timeless>(graph.start, { take: ({ context, event }) => noted(context, event) }),
          "call.not-connected": {
            target: "#ended",
            actions: change<DriveContext, Timeless<NotConnectedReport>>(({ context, event }) => ({
              ...noted(context, event),
              outcome: document.unreached[event.cause] ?? document.unreached.default,
            })),
          },
        },
      },
      ...(states[0] && { talking: { initial: stateKey(states[0][0]), states: Object.fromEntries(states) } }),
      ended: { id: "ended", type: "final" },
    },
  };
}

function nodeState(name: string, node: DialogNode, scope: DriveScope): object {
  switch (node.kind) {
    case "say":
      return sayState(name, node);
    case "ask":
      return askState(name, node, scope);
    case "branch":
      return branchState(name, node, scope);
    case "set":
      return setState(name, node, scope);
    case "act":
      return actState(name, node, scope);
    case "transfer":
      return transferState(name, node);
    case "converse":
      return converseState(name, node, scope);
  }
}

function effectsOf({ nodes }: DialogGraph): readonly string[] {
  const asked = Object.values(nodes).flatMap((node): readonly string[] => {
    if (node.kind === "act") return [node.effect];
    if (node.kind === "transfer") return ["voice.transfer"];
    return node.kind === "converse" ? ["model.converse", ...node.effects] : [];
  });
  return [...new Set(["voice.turn", ...asked])];
}

function defaultSlots(schemas: Readonly<Record<string, Json>>): Readonly<Record<string, Json>> {
  return Object.fromEntries(
    Object.entries(schemas).flatMap(([slot, schema]) => {
      const { default: value } = schema as { readonly default?: Json };
      return value === undefined ? [] : [[slot, value]];
    }),
  );
}

function startContext(given: DriveInput, slots: Readonly<Record<string, Json>>): DriveContext {
  return {
    input: given.input,
    texts: given.texts,
    locale: given.locale,
    timeZone: given.timeZone ?? null,
    currency: given.currency ?? null,
    slots,
    facts: noDialogFacts,
    outcome: null,
    data: null,
    optedOut: false,
    detours: 0,
    unproven: null,
    act: null,
    passage: null,
    rejectedFills: [],
  };
}

function noted(context: DriveContext, report: Timeless): Partial<DriveContext> {
  return { facts: noteReport(context.facts, report) };
}

function toOutput({ context }: { readonly context: DriveContext }): DriveOutput {
  const own = Object.entries(context.slots).filter(([slot]) => !slot.includes("."));
  return {
    outcome: context.outcome ?? "",
    data: context.data,
    slots: Object.fromEntries(own),
    facts: context.facts,
    optedOut: context.optedOut,
  };
}
