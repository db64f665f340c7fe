import type { Scenario } from "./scenario.ts";

/** An entry point launches one scenario, as chosen in the vendor's cabinet. */
export interface EntryPointBinding {
  readonly entryPoint: string;
  readonly scenarioId: string;
}

/** The published scenarios and the entry points that launch them. */
export interface Library {
  publish(scenarioId: string, scenario: Scenario): void;
  scenario(scenarioId: string): Scenario | undefined;
  bind(binding: EntryPointBinding): void;
  /** What a launch through this entry point executes; undefined when it is not bound, or its scenario not published. */
  scenarioOf(entryPoint: string): Scenario | undefined;
}

/** Makes an empty library. */
export function createLibrary(): Library {
  const scenarios = new Map<string, Scenario>();
  const entryPoints = new Map<string, string>();
  return {
    publish: (scenarioId, scenario) => void scenarios.set(scenarioId, scenario),
    scenario: (scenarioId) => scenarios.get(scenarioId),
    bind: ({ entryPoint, scenarioId }) => void entryPoints.set(entryPoint, scenarioId),
    scenarioOf(entryPoint) {
      const scenarioId = entryPoints.get(entryPoint);
      return scenarioId === undefined ? undefined : scenarios.get(scenarioId);
    },
  };
}
