import { parseInput, triggerCode, type OutcomeRules, type RobotDefinition } from "../define/index.ts";
import type { BookedRobot, PreparedCall, RobotBook } from "../dialing/index.ts";
import { CallwrightError } from "../errors/index.ts";
import {
  followRobot,
  hostedProblems,
  shapeFor,
  shapesOf,
  toSpokenTexts,
  unrollRobot,
  type Flow,
} from "../machine/index.ts";
import type { DialogGraph } from "../ports/dialog-graph.ts";
import type { Json } from "../ports/identity.ts";

/** A robot of the engine: its definition, its dialogs and the flows that follow them. */
export interface CatalogedRobot extends BookedRobot {
  readonly definition: RobotDefinition;
  /** One per shape. */
  readonly graphs: readonly DialogGraph[];
  readonly flows: readonly Flow[];
}

/** The robots of an engine: of each the version that new calls get. */
export class RobotCatalog implements RobotBook {
  readonly #robots = new Map<string, CatalogedRobot>();
  /** Flows of every version: older ones serve the runs that are pinned to them. */
  readonly flows: readonly Flow[];

  /** @param serve by robot the version that new calls get; default: the newest */
  constructor(
    definitions: readonly RobotDefinition[],
    rules: readonly OutcomeRules[],
    serve: Readonly<Record<string, number>> = {},
  ) {
    const flows: Flow[] = [];
    for (const definition of definitions) {
      const robot = catalogRobot(
        definition,
        rules.find((rule) => rule.robot === definition.id),
      );
      flows.push(...robot.flows);
      const known = this.#robots.get(definition.id);
      const isNewest = !known || known.definition.version < definition.version;
      const wanted = serve[definition.id];
      if (wanted === undefined ? isNewest : wanted === definition.version) this.#robots.set(definition.id, robot);
    }
    this.flows = flows;
  }

  find(robot: string): CatalogedRobot | undefined {
    return this.#robots.get(robot);
  }

  get(robot: string): CatalogedRobot {
    const found = this.#robots.get(robot);
    if (!found) throw new CallwrightError("FLOW_UNKNOWN", { flow: robot });
    return found;
  }

  all(): readonly CatalogedRobot[] {
    return [...this.#robots.values()];
  }
}

type Compiled = Pick<CatalogedRobot, "graphs" | "flows">;

/** By definition: engines of one process that share a definition share its flows, which are checked once. */
const compiled = new WeakMap<RobotDefinition, Compiled>();

function compile(definition: RobotDefinition): Compiled {
  const known = compiled.get(definition);
  if (known) return known;
  const { document } = definition;
  const [locale] = document.locales;
  // A robot that no vendor can follow is refused anyway: one of its dialogs is enough to say why.
  const made =
    hostedProblems(document).length > 0
      ? { graphs: [unrollRobot(document, { locale, keepBranches: false, inputConditionValues: {} })], flows: [] }
      : withFlows(definition, shapesOf(document, locale).graphs);
  compiled.set(definition, made);
  return made;
}

function withFlows(definition: RobotDefinition, graphs: readonly DialogGraph[]): Compiled {
  return { graphs, flows: graphs.map((graph) => followRobot(definition, graph)) };
}

function catalogRobot(definition: RobotDefinition, rules: OutcomeRules | undefined): CatalogedRobot {
  const { document, functions } = definition;
  const [locale] = document.locales;
  const { graphs, flows } = compile(definition);
  const flowOf = new Map(graphs.map((graph, index) => [graph.shape, flows[index]]));
  // Read anew: the job may have been planned with an older version of the robot.
  const prepare = (planned: Json, overrides: Readonly<Record<string, string>> | null): PreparedCall => {
    const input = parseInput(definition, planned);
    const shape = shapeFor(document, functions, input);
    const flow = flowOf.get(shape);
    if (!flow) throw new CallwrightError("FLOW_UNKNOWN", { flow: `${definition.id}/${shape}` });
    return {
      flow: flow.id,
      version: flow.version,
      shape,
      texts: toSpokenTexts(definition, { locale, input, texts: overrides }),
    };
  };
  return {
    id: definition.id,
    definition,
    graphs,
    flows,
    locale,
    outcomes: document.outcomes,
    ruleOf: (outcome) => rules?.rules[outcome] ?? {},
    triggerOf: (outcome) => triggerCode(definition.id, outcome),
    prepare,
  };
}
