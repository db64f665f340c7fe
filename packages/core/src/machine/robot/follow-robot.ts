import { SayableError } from "../../errors/index.ts";
import type { RobotDefinition } from "../../define/robot-definition.ts";
import type { DialogGraph } from "../../ports/dialog-graph.ts";
import type { Json } from "../../ports/identity.ts";
import type { Flow, FlowSamples } from "../flow.ts";
import { buildMachine } from "./build-machine.ts";
import { noDialogFacts, type DialogFacts } from "./dialog-facts.ts";
import { followRules, type FollowContext } from "./follow-context.ts";
import { dialing, targetOfExit, type DecidedBy, type TrailStep } from "./follow-report.ts";
import { followStates } from "./follow-states.ts";

/** What a followed dialog starts with. */
export interface FollowInput {
  /** Words by text key, variables filled in. */
  readonly texts: Readonly<Record<string, string>>;
  /** Time from the launch without a last report after which the vendor is asked, or the run parks. */
  readonly deadlineMs: number;
  /** Time after which a call that is still live is asked after again. */
  readonly recheckMs: number;
  /** Whether the vendor can be asked after a call. */
  readonly lookup: boolean;
}

/** The input of the effect `voice.launch`. */
export interface FollowLaunch {
  readonly shape: string;
  /** Words by node. */
  readonly texts: Readonly<Record<string, string>>;
}

/** What a followed dialog ends with. `outcome` is `null` only when the call was never launched; then `error` says why. */
export interface FollowOutput {
  readonly outcome: string | null;
  readonly by: DecidedBy | "notLaunched";
  readonly facts: DialogFacts;
  /** The nodes that the reports told of, in the order of the dialog. */
  readonly trail: readonly TrailStep[];
  readonly error: { readonly code: string; readonly message: string } | null;
}

/**
 * The machine of a robot whose dialog a vendor speaks: it launches the call, then follows the vendor's reports.
 *
 * Shape: starts with a {@link FollowInput}, asks for the effects `voice.launch` and, where the vendor has it, `voice.lookup` (its result is
 * a `CallLookup`); takes the reports `call.answered`, `call.not-connected`, `dialog.left` and `call.ended`; ends with a {@link FollowOutput}.
 * The states are `launching`, `live.waiting`, `live.talking.<node>`, `reconciling`, `unresolved` (tagged `park:CALL_RESULT_UNKNOWN`).
 * A report that overtakes the launch's answer stops the launch: it proves that the vendor has it.
 */
export function followRobot(definition: RobotDefinition, graph: DialogGraph): Flow {
  const { document } = definition;
  const effects = ["voice.launch", "voice.lookup"];
  const config = {
    id: definition.id,
    context: ({ input }: { readonly input: FollowInput }): FollowContext => ({
      position: dialing,
      trail: [],
      facts: noDialogFacts,
      waitMs: input.deadlineMs,
      recheckMs: input.recheckMs,
      lookup: input.lookup,
      found: null,
      failure: null,
    }),
    output: toOutput,
    initial: "launching",
    states: followStates(graph, followRules(graph, document), (event) =>
      toLaunch(graph, (event as { readonly input: FollowInput }).input),
    ),
  };
  return {
    kind: "robot",
    id: `${definition.id}/hosted${graph.shape === "" ? "" : `/${graph.shape}`}`,
    version: definition.version,
    fingerprint: definition.fingerprint,
    machine: buildMachine<FollowContext>(config, effects, { deadline: ({ context }) => context.waitMs }),
    effects,
    outcomes: Object.keys(document.outcomes),
    samples: followSamples(graph),
  };
}

function toOutput({ context }: { readonly context: FollowContext }): FollowOutput {
  const { position, facts, trail, failure } = context;
  return position.at === "end"
    ? { outcome: position.outcome, by: position.by, facts, trail, error: null }
    : { outcome: null, by: "notLaunched", facts, trail, error: failure };
}

// The texts stand in the launch alone, so the context stays small however long they are.
function toLaunch(graph: DialogGraph, input: FollowInput): FollowLaunch {
  const texts = Object.entries(graph.nodes).flatMap(([name, node]) => {
    if (!("text" in node)) return [];
    const words = input.texts[node.text];
    if (words === undefined) throw new SayableError(`the run was started without the text "${node.text}"`);
    return [[name, words] as const];
  });
  return { shape: graph.shape, texts: Object.fromEntries(texts) };
}

function followSamples(graph: DialogGraph): FlowSamples {
  const texts = Object.fromEntries(
    Object.values(graph.nodes).flatMap((node) => ("text" in node ? [[node.text, "words"]] : [])),
  );
  const left = exitSamples(graph);
  const reports: Json[] = left.slice(0, 3).map((exit) => ({ type: "dialog.left", ...exit, at: 1 }));
  return {
    inputs: [true, false].map((lookup) => ({ texts, deadlineMs: 60_000, recheckMs: 30_000, lookup })),
    events: {
      "call.answered": [{ by: "human" }],
      "call.not-connected": [{ cause: "busy" }, { cause: "no_answer" }],
      "call.ended": [{ cause: "caller_hangup" }],
      ...(left.length > 0 && { "dialog.left": left }),
    },
    results: {
      "voice.launch": [{ vendorCallId: null }],
      "voice.lookup": [
        { found: false },
        { found: true, live: true, vendorCallId: null, reports: [] },
        { found: true, live: false, vendorCallId: null, reports },
      ],
    },
  };
}

function exitSamples(graph: DialogGraph): readonly { readonly node: string; readonly exit: string }[] {
  return Object.entries(graph.nodes).flatMap(([name, node]) => {
    const answers = node.kind === "ask" ? node.answers.map((answer) => `answer:${answer.name}` as const) : [];
    const exits = (["said", "noInput", "noMatch", ...answers] as const).filter((exit) => targetOfExit(node, exit));
    return [...exits, "hungUp"].map((exit) => ({ node: name, exit }));
  });
}
