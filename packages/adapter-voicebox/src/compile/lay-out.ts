import type { ScenarioState } from "./scenario-document.ts";

/** A state without its place. */
export type StateContent<State extends ScenarioState = ScenarioState> = State extends ScenarioState
  ? Omit<State, "x" | "y">
  : never;

/** A state that has no place on the cabinet's canvas yet; `column` counts from the left. */
export interface Unplaced {
  readonly column: number;
  readonly state: StateContent;
}

const columnWidth = 320;
const rowHeight = 180;

/** Gives each state a place: columns from left to right, in each the states from top to bottom in their order. */
export function layOut(unplaced: readonly Unplaced[]): readonly ScenarioState[] {
  const rows = new Map<number, number>();
  return unplaced.map(({ column, state }) => {
    const row = rows.get(column) ?? 0;
    rows.set(column, row + 1);
    const { type, name, ...rest } = state;
    return { type, name, x: column * columnWidth, y: row * rowHeight, ...rest } as ScenarioState;
  });
}
