import type { DialogGraph } from "@callwright/core/ports";
import type { KeywordDictionary } from "../voicebox-settings.ts";
import { contentHash, contentMark } from "./content-mark.ts";
import { exitsOf } from "./exits.ts";
import { layOut, type Unplaced } from "./lay-out.ts";
import { askState, sayState } from "./node-states.ts";
import { nodeVariable } from "./node-variable.ts";
import { reportState, type ReportContent } from "./report-state.ts";
import type { ScenarioDocument } from "./scenario-document.ts";
import * as names from "./state-names.ts";
import { outcomesOf, walkGraph, type ReachedNode } from "./walk-graph.ts";

/** What a scenario depends on beside the dialog. */
export interface CompileSettings {
  readonly scenarioId: string;
  /** Where the engine is mounted, without a slash at the end. */
  readonly publicUrl: string;
  readonly recordingPush: boolean;
  readonly voice: ScenarioDocument["settings"];
  readonly dictionaries: ReadonlyMap<string, KeywordDictionary>;
}

/** Columns before the dialog: start, dial, report. */
const firstColumn = 3;

/**
 * The scenario of a dialog that has no problems. Pure; byte for byte the same for the same shape, however the graph lists its
 * nodes. Words are no part of it: each announcement is a variable that the launch fills.
 */
export function compileScenario(graph: DialogGraph, settings: CompileSettings): ScenarioDocument {
  const reached = walkGraph(graph);
  const document = {
    id: settings.scenarioId,
    name: `Callwright: ${graph.robot}${graph.shape === "" ? "" : ` (${graph.shape})`}`,
    type: "outgoing" as const,
    customVariables: [
      "runId",
      "sig",
      ...(settings.recordingPush ? ["recordingUrl"] : []),
      ...reached.map(({ name }) => nodeVariable(name)),
    ],
    settings: settings.voice,
    states: layOut(toStates(graph, reached, settings)),
  };
  return { ...document, comment: contentMark(contentHash(document)) };
}

function toStates(graph: DialogGraph, reached: readonly ReachedNode[], settings: CompileSettings): readonly Unplaced[] {
  const nodes = new Map(reached.map((each) => [each.name, each]));
  const report = (column: number, name: string, content: ReportContent, next: string): Unplaced => ({
    column,
    state: reportState(name, content, next, settings.publicUrl),
  });
  const dialog = reached.flatMap((here): Unplaced[] => {
    const column = firstColumn + 2 * here.depth;
    const { name, node } = here;
    if (node.kind !== "say" && node.kind !== "ask") return [];
    return [
      { column, state: node.kind === "say" ? sayState(name, node) : askState(name, node, settings.dictionaries) },
      ...exitsOf(node).map(({ exit, next }) =>
        report(
          column + 1,
          names.exitState(name, exit),
          { event: "left", node: name, exit },
          names.targetState(next, nodes),
        ),
      ),
    ];
  });
  const lastColumn = Math.max(firstColumn, ...dialog.map(({ column }) => column + 1));
  return [
    ...opening(names.targetState(graph.start, nodes), report),
    ...dialog,
    ...[...outcomesOf(graph, reached).map(names.endState), names.hangUpState].map((name): Unplaced => ({
      column: lastColumn,
      state: { type: "ReleaseCall", name, success: null, error: null },
    })),
  ];
}

function opening(
  first: string,
  report: (column: number, name: string, content: ReportContent, next: string) => Unplaced,
): readonly Unplaced[] {
  return [
    {
      column: 0,
      state: {
        type: "Initial",
        name: names.startState,
        success: { title: "start", newState: names.dialState },
        error: null,
      },
    },
    {
      column: 1,
      state: {
        type: "OutgoingCall",
        name: names.dialState,
        phone: "{{numberB}}",
        success: { title: "answered", newState: names.answeredState },
        error: { title: "not connected", newState: names.notConnectedState },
      },
    },
    report(2, names.answeredState, { event: "answered" }, first),
    report(2, names.notConnectedState, { event: "notConnected" }, names.hangUpState),
  ];
}
