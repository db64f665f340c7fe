import { canonicalJson, type RobotDefinition } from "../../define/index.ts";
import { hear, type Hearing, type Utterance } from "../../engine/index.ts";
import { unrollRobot } from "../../machine/index.ts";
import type { DialogGraph } from "../../ports/dialog-graph.ts";
import type { Json } from "../../ports/identity.ts";
import { madeUpFacts } from "./hearing-facts.ts";
import { toHearingTable } from "./hearing-table.ts";

/** What a client says, and what it means. */
export interface HearingCase {
  /** The step that asks; a repetition or read-back by the name of its node, e.g. `sum?`. */
  readonly step: string;
  readonly says: string;
  /** The answer, commands as `command.stop`, digressions as `digression.price`; `null`: none, or the value given. */
  readonly means: string | null;
  /** The value of a step that collects one. */
  readonly value?: Json;
  /** Default: the robot's first. */
  readonly locale?: string;
}

/** What hearing depends on beside the words. */
export interface CoverHearingOptions {
  /** Wall-clock date and time of the client. Default: `2026-11-27T14:05`, a Friday. */
  readonly now?: string;
  /** Country of phone numbers said without one. Default: that of the locale, e.g. `RU` for `ru`. */
  readonly country?: string;
}

/** An utterance and how it was heard. */
export interface HeardCase extends HearingCase {
  /** The answer; `null`: none. */
  readonly heard: string | null;
  readonly heardValue?: Json;
  /** Who heard it, or why nobody did. */
  readonly by: string;
  readonly right: boolean;
}

/** How well a robot hears. */
export interface HearingReport {
  readonly robot: string;
  readonly cases: readonly HeardCase[];
  readonly wrong: readonly HeardCase[];
  readonly totals: { readonly right: number; readonly total: number };
  /** How often each meaning was heard as which, by step. */
  readonly confusion: readonly Confusion[];
  /** Tables for a terminal: rows are meant, columns heard. */
  toString(): string;
}

/** How often a meaning was heard as another. `value` stands for the value meant, `other value` for one that was not, `none` for nothing. */
export interface Confusion {
  readonly step: string;
  readonly meant: string;
  readonly heard: string;
  readonly count: number;
}

/**
 * Hears each utterance at its step, without a call, and tells which were heard wrong.
 *
 * Limits: keys and phrases alone; a language model is never asked.
 * @throws Error for a step that does not listen, and a meaning that it does not know
 * @example
 * ```ts
 * assertHeard(coverHearing(visitReminder, [{ step: "ask", says: "да, конечно", means: "yes" }]));
 * ```
 */
export function coverHearing(
  robot: Pick<RobotDefinition, "id" | "document" | "functions">,
  utterances: readonly HearingCase[],
  options: CoverHearingOptions = {},
): HearingReport {
  const graph = unrollRobot(robot.document, { locale: robot.document.locales[0], keepBranches: true });
  const cases = utterances.map((utterance) => hearCase(robot, graph, utterance, options));
  const wrong = cases.filter(({ right }) => !right);
  const data = {
    robot: robot.id,
    cases,
    wrong,
    totals: { right: cases.length - wrong.length, total: cases.length },
    confusion: confusionOf(cases),
  };
  return { ...data, toString: () => toHearingTable(data) };
}

function hearCase(
  robot: Pick<RobotDefinition, "document" | "functions">,
  graph: DialogGraph,
  utterance: HearingCase,
  options: CoverHearingOptions,
): HeardCase {
  const { step, says, locale = robot.document.locales[0] } = utterance;
  const node = graph.nodes[step];
  if (node?.kind !== "ask" && node?.kind !== "converse") {
    const listening = Object.entries(graph.nodes).flatMap(([name, { kind }]) => (kind === "ask" ? [name] : []));
    throw new Error(`Step "${step}" does not listen. These do: ${listening.join(", ")}.`);
  }
  if (utterance.means !== null && !node.answers.some(({ name }) => name === utterance.means)) {
    const known = node.answers.map(({ name }) => name).join(", ") || "none";
    throw new Error(`Step "${step}" has no answer "${utterance.means}". It has: ${known}.`);
  }
  const said: Utterance = { says };
  return judge(utterance, hear(robot, node, said, { locale, facts: madeUpFacts(locale, options) }));
}

function judge(utterance: HearingCase, hearing: Hearing): HeardCase {
  const { means, value } = utterance;
  if (hearing.kind === "answer") {
    return { ...utterance, heard: hearing.answer, by: hearing.by, right: hearing.answer === means };
  }
  if (hearing.kind === "value") {
    const right = means === null && value !== undefined && canonicalJson(value) === canonicalJson(hearing.value);
    return { ...utterance, heard: null, heardValue: hearing.value, by: hearing.by, right };
  }
  return { ...utterance, heard: null, by: hearing.why, right: means === null && value === undefined };
}

function confusionOf(cases: readonly HeardCase[]): readonly Confusion[] {
  const counts = new Map<string, Confusion>();
  for (const one of cases) {
    const meant = one.means ?? (one.value === undefined ? "none" : "value");
    const heard = one.heard ?? (one.heardValue === undefined ? "none" : one.right ? "value" : "other value");
    const key = JSON.stringify([one.step, meant, heard]);
    counts.set(key, { step: one.step, meant, heard, count: (counts.get(key)?.count ?? 0) + 1 });
  }
  return [...counts.values()];
}
