/** What the kill torture is run with. */
export interface KillOptions {
  readonly kills: number;
  readonly seed: number;
  readonly lookup: boolean;
  /** A wrong engine that the same program must fail. */
  readonly variant: "repeat" | "park" | undefined;
}
