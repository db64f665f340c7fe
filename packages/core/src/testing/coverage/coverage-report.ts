import type { Json } from "../../ports/identity.ts";
import type { TestSourceOptions } from "./test-source.ts";

/** One arc of a robot: a way out of a node of its unrolled dialog. */
export interface CoveredArc {
  readonly node: string;
  readonly step: string;
  /** E.g. `answer:yes`, `answer:yes?` when heard with little confidence, `value`, `noInput`, `way:0`, `hungUp`. */
  readonly exit: string;
  /** The node that it leads to, or `end:<outcome>`. */
  readonly to: string;
  readonly covered: boolean;
  /** The shortest test that takes it, line by line, e.g. `answer()`, `means("yes")`; `null` when it is not covered. */
  readonly script: readonly string[] | null;
  /** The input of that call. */
  readonly input: Json;
  /** How that call ends. */
  readonly ends: CallEnd | null;
  /** Why it is not covered; `null` when it is. */
  readonly why: string | null;
  /** Where it is not covered: the shortest way to the nearest place before it; `null` when no way leads there. */
  readonly before: readonly string[] | null;
}

/** How a call ended. */
export interface CallEnd {
  readonly outcome: string;
  readonly data: Readonly<Record<string, Json>> | null;
}

/** Two arcs, one right after the other. */
export interface CoveredPair {
  readonly first: Pick<CoveredArc, "node" | "exit">;
  readonly second: Pick<CoveredArc, "node" | "exit">;
  readonly covered: boolean;
  readonly script: readonly string[] | null;
  readonly input: Json;
}

/** Something that made the dialog fail: a condition that threw, say. */
export interface CoverageCrash {
  readonly script: readonly string[];
  readonly input: Json;
  readonly message: string;
}

/** How much of something was covered. */
export interface CoverageCount {
  readonly covered: number;
  readonly total: number;
}

/** What of a robot's dialog can happen, and what of it some call reaches. */
export interface CoverageReport {
  readonly robot: string;
  readonly version: number;
  readonly arcs: readonly CoveredArc[];
  /** With `depth: 2`; empty else. */
  readonly pairs: readonly CoveredPair[];
  readonly totals: { readonly arcs: CoverageCount; readonly pairs: CoverageCount };
  readonly uncovered: readonly CoveredArc[];
  readonly neverReached: { readonly steps: readonly string[]; readonly outcomes: readonly string[] };
  readonly crashes: readonly CoverageCrash[];
  /** Places that were walked on from. */
  readonly places: number;
  /** A sentence when the walk ended at its limit; `null` when it saw everything that its samples lead to. */
  readonly cut: string | null;
  /** A table for a terminal. */
  toString(): string;
  /** Source of a vitest file with one test per covered arc. */
  toTests(options: TestSourceOptions): string;
}
