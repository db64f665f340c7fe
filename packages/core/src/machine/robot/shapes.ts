import type { RobotDocument } from "../../define/document.ts";
import type { RobotFunctions } from "../../define/robot-definition.ts";
import { CallwrightError } from "../../errors/index.ts";
import type { DialogGraph } from "../../ports/dialog-graph.ts";
import { unrollRobot } from "./unroll.ts";

/** Input conditions that one robot may branch on at most: each doubles the number of its shapes. */
const maxConditions = 10;

/** The different dialogs that the input conditions of a robot make, each with its own name. */
export interface RobotShapes {
  /** One graph per different dialog; at least one. */
  readonly graphs: readonly DialogGraph[];
  /** Name of the shape for the conditions that hold. */
  nameOf(holds: ReadonlySet<string>): string;
}

/**
 * Every shape of a robot's dialog. Assignments that give the same dialog share one shape, named after the fewest conditions,
 * e.g. `vip+large`; the one where none holds is named with an empty string.
 *
 * @throws CallwrightError `DEFINE_INVALID` when branches use more than 10 input conditions.
 */
export function shapesOf(document: RobotDocument, locale: string = document.locales[0]): RobotShapes {
  const used = usedInputConditions(document);
  if (used.length > maxConditions) throw tooMany(document, used);
  const graphs: DialogGraph[] = [];
  const nameByDialog = new Map<string, string>();
  const nameByAssignment = new Map<string, string>();
  for (const holds of assignments(used)) {
    const graph = unrollRobot(document, {
      locale,
      keepBranches: false,
      inputConditionValues: Object.fromEntries(holds.map((name) => [name, true])),
    });
    const dialog = JSON.stringify([graph.start, graph.nodes]);
    const known = nameByDialog.get(dialog);
    if (known === undefined) {
      nameByDialog.set(dialog, graph.shape);
      graphs.push(graph);
    }
    nameByAssignment.set(holds.join("+"), known ?? graph.shape);
  }
  return {
    graphs,
    nameOf: (holds) => nameByAssignment.get(used.filter((name) => holds.has(name)).join("+")) ?? "",
  };
}

const known = new WeakMap<RobotDocument, RobotShapes>();

/** The shape of one call: the input conditions are asked, once. */
export function shapeFor(document: RobotDocument, functions: RobotFunctions, input: unknown): string {
  const shapes = known.get(document) ?? shapesOf(document);
  known.set(document, shapes);
  const holds = usedInputConditions(document).filter((name) => functions.inputConditions[name]?.({ input }) === true);
  return shapes.nameOf(new Set(holds));
}

/** Input conditions that some branch asks, in the order of the document. */
function usedInputConditions(document: RobotDocument): readonly string[] {
  const asked = new Set(
    Object.values(document.steps).flatMap((step) => ("branch" in step ? step.branch.map((way) => way.if) : [])),
  );
  return document.inputConditions.filter((name) => asked.has(name));
}

/** Every set of names, those with fewer names first, so that equal dialogs get the shortest name. */
function assignments(names: readonly string[]): readonly (readonly string[])[] {
  const all = Array.from({ length: 2 ** names.length }, (_, bits) =>
    names.filter((_name, index) => (bits >> index) & 1),
  );
  return all.sort((left, right) => left.length - right.length);
}

function tooMany(document: RobotDocument, used: readonly string[]): CallwrightError {
  const sentence = `Branches use ${used.length} input conditions, which make more dialogs than can be published. Use at most ${maxConditions}.`;
  return new CallwrightError("DEFINE_INVALID", {
    id: document.id,
    mistakes: [{ code: "DEFINE_TOO_MANY_SHAPES", path: "inputConditions", sentence }],
  });
}
