import type { AnyStateMachine } from "xstate";
import { canonicalJson, readInputOf, type RobotDefinition } from "../../define/index.ts";
import {
  driveRobot,
  followRobot,
  shapesOf,
  toDriveTexts,
  unrollRobot,
  type FlowSnapshot,
} from "../../machine/index.ts";
import type { SnapshotMove } from "../../machine/move-snapshot.ts";
import { targetOfExit } from "../../machine/robot/follow-report.ts";
import type { DialogGraph, DialogNode } from "../../ports/dialog-graph.ts";
import type { Json } from "../../ports/identity.ts";
import type { Migration, RobotMigrationSettings } from "./define-migration.ts";

/**
 * How runs of a robot move.
 *
 * A dialog that we lead goes on in the step of the new version. One that a vendor leads goes on as it was published when it was
 * launched, and keeps telling the old names: its run moves only where both versions lead through the same steps.
 */
export function robotMoves(settings: RobotMigrationSettings): Pick<Migration, "concerns" | "before" | "moveOf"> {
  const { from, to } = settings;
  const machines = new Map<string, AnyStateMachine | undefined>();
  const machineOf = (flow: string): AnyStateMachine | undefined => {
    if (flow === `${from.id}/live`) return driveRobot(from).machine;
    const graph = hostedGraph(from, flow);
    return graph && followRobot(from, graph).machine;
  };
  return {
    concerns: (flow) => flow === `${to.id}/live` || isHosted(to, flow),
    before: (flow) => {
      if (!machines.has(flow)) machines.set(flow, machineOf(flow));
      return machines.get(flow);
    },
    moveOf: (flow, snapshot) => (flow === `${to.id}/live` ? liveMove(settings, snapshot) : hostedMove(settings, flow)),
  };
}

const asItIs: SnapshotMove = { states: {}, invokes: {}, timers: {}, context: (context) => context };

function hostedMove({ from, to }: RobotMigrationSettings, flow: string): SnapshotMove | string {
  const [old, next] = [hostedGraph(from, flow), hostedGraph(to, flow)];
  if (!old || !next) return `version ${to.version} has no dialog of this shape`;
  const difference = differenceOf(from, old, to, next);
  if (difference === undefined) return asItIs;
  return `the vendor leads the dialog of version ${from.version} to its end, and ${difference}; let the call end`;
}

/** Where two hosted dialogs differ in more than words. */
function differenceOf(
  from: RobotDefinition,
  old: DialogGraph,
  to: RobotDefinition,
  next: DialogGraph,
): string | undefined {
  if (canonicalJson(old.start) !== canonicalJson(next.start)) return "the new version begins with another step";
  if (canonicalJson(from.document.unreached) !== canonicalJson(to.document.unreached))
    return "calls that do not connect have other outcomes";
  const names = new Set([...Object.keys(old.nodes), ...Object.keys(next.nodes)]);
  const changed = [...names].find((name) => waysOf(old.nodes[name]) !== waysOf(next.nodes[name]));
  return changed === undefined ? undefined : `step "${changed}" is not the same in the new version`;
}

/** What a vendor may tell about a node, and where that leads, as one text. */
function waysOf(node: DialogNode | undefined): string {
  if (!node) return "none";
  const answers = node.kind === "ask" ? node.answers.map(({ name }) => `answer:${name}` as const) : [];
  const exits = (["said", "noInput", "noMatch", ...answers] as const).map((exit) => [
    exit,
    targetOfExit(node, exit) ?? null,
  ]);
  return canonicalJson([node.kind, "hungUp" in node ? node.hungUp : null, exits] as Json);
}

function liveMove(
  { from, to, steps = {}, slots = (same) => same }: RobotMigrationSettings,
  { context }: FlowSnapshot,
): SnapshotMove | string {
  const nodes = Object.keys(unrollRobot(from.document, { locale: from.document.locales[0], keepBranches: true }).nodes);
  const renamed = nodes.map((node) => [node, newNode(node, steps)] as const).filter(([node, name]) => node !== name);
  const reading = readInputOf(to, context["input"]);
  if (!reading.ok)
    return `its input does not fit: ${reading.problems.map(({ path, message }) => `${path}: ${message}`).join("; ")}`;
  const input = reading.input as Json;
  const locale = context["locale"] as string;
  const unproven = context["unproven"] as { readonly node: string } | null;
  const kinds = ["turn", "transfer", "act", "converse"];
  return {
    states: Object.fromEntries(renamed.map(([node, name]) => [`talking.${node}`, `talking.${name}`])),
    invokes: Object.fromEntries(
      renamed.flatMap(([node, name]) => kinds.map((kind) => [`${kind}:${node}`, `${kind}:${name}`])),
    ),
    timers: {},
    context: (old) => ({
      ...old,
      input,
      texts: toDriveTexts(to, { locale, input }),
      slots: slots(old["slots"] as Readonly<Record<string, unknown>>),
      unproven: unproven && { ...unproven, node: newNode(unproven.node, steps) },
    }),
  };
}

/** A repetition or confirmation of a step is named after it, with a sign between. */
function newNode(node: string, steps: Readonly<Record<string, string>>): string {
  const step = Object.keys(steps).find(
    (name) => node === name || (node.startsWith(name) && /[~?]/.test(node.charAt(name.length))),
  );
  return step === undefined ? node : `${steps[step] ?? step}${node.slice(step.length)}`;
}

function isHosted({ id }: RobotDefinition, flow: string): boolean {
  return flow === `${id}/hosted` || flow.startsWith(`${id}/hosted/`);
}

function hostedGraph(definition: RobotDefinition, flow: string): DialogGraph | undefined {
  if (!isHosted(definition, flow)) return undefined;
  const shape = flow.slice(`${definition.id}/hosted/`.length);
  return shapesOf(definition.document).graphs.find((graph) => graph.shape === shape);
}
