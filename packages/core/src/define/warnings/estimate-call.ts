import type { CommandsDocument, DigressionDocument, RobotDocument } from "../document.ts";
import type { FlatDocument, FlatStepDocument } from "../flat-document.ts";
import { flattenDocument } from "../flatten-dialogs.ts";
import { ownNames } from "../readers/check-graph.ts";
import { waysOf } from "../step-ways.ts";
import { wordsOf } from "../text-variables.ts";
import { speakingMs } from "./speaking-time.ts";

/** How long an answer may take. Ours. */
const utteranceMs = 10_000;
/** How long it may ring at a person before the transfer fails. Ours. */
const ringingMs = 60_000;
/** Repeats and digressions that one call takes in all. */
const maxAsides = 10;

/** How long calls of a robot can be. */
export interface CallEstimate {
  /** The longest call from the first word, each circle gone through once. */
  readonly longestMs: number;
  /** Steps of each circle that the client can go round again and again, in the order of the document. */
  readonly circles: readonly (readonly string[])[];
}

/**
 * About how long a call can be at most, before a person is put through.
 *
 * Limits: an estimate from the length of the texts, time-outs, repetitions, 10 seconds per answer, 60 seconds per transfer, and the
 * ten repeats and digressions that a call takes.
 */
export function estimateCall(robot: RobotDocument): CallEstimate {
  const document = flattenDocument(robot);
  const names = Object.keys(document.steps);
  const followers = new Map(
    Object.entries(document.steps).map(([name, step]) => [
      name,
      waysOf(step).flatMap(({ next }) => (typeof next === "string" ? [next] : [])),
    ]),
  );
  const reached = new Map(names.map((name) => [name, reachedFrom(name, followers)]));
  const circleOf = (name: string): readonly string[] =>
    names.filter((other) => reached.get(name)?.has(other) && reached.get(other)?.has(name));
  const longest = new Map<string, number>();
  const measure = (name: string): number => {
    const known = longest.get(name);
    if (known !== undefined) return known;
    const circle = circleOf(name);
    const members = circle.length === 0 ? [name] : circle;
    const outside = members.flatMap((each) => followers.get(each) ?? []).filter((each) => !members.includes(each));
    const own = members.reduce((sum, each) => sum + stepMs(document.steps[each], document), 0);
    const total = own + Math.max(0, ...[...new Set(outside)].map(measure));
    for (const each of members) longest.set(each, total);
    return total;
  };
  const circles = names.flatMap((name) => {
    const circle = circleOf(name);
    return circle[0] === name ? [[...new Set(ownNames(circle))]] : [];
  });
  return { longestMs: measure(document.start) + asidesMs(document), circles: unique(circles) };
}

/** Everything that a step leads to, itself only if there is a way back. */
function reachedFrom(name: string, followers: ReadonlyMap<string, readonly string[]>): ReadonlySet<string> {
  const reached = new Set(followers.get(name));
  for (const each of reached) for (const next of followers.get(each) ?? []) reached.add(next);
  return reached;
}

function stepMs(step: FlatStepDocument | undefined, document: FlatDocument): number {
  if (!step || "branch" in step || "set" in step) return 0;
  const speak = (key: string | undefined): number => textMs(key, document);
  if ("say" in step) return speak(step.say);
  if ("act" in step) return Math.max(step.timeoutMs, speak(step.filler));
  if ("transfer" in step) return ringingMs + speak(step.whisper);
  if ("converse" in step) return step.limits.timeMs + speak(step.opening);
  const asked = "ask" in step ? step.ask : step.text;
  const back =
    "ask" in step ? [step.confirm, ...Object.values(step.answers).map(({ confirm }) => confirm)] : [step.readBack];
  const confirmMs = back.every((key) => key === undefined) ? 0 : Math.max(...back.map(speak)) + waitMs(step);
  const rounds = [asked, ...step.noInput, ...step.noMatch];
  return rounds.reduce((sum, key) => sum + speak(key) + waitMs(step) + confirmMs, 0);
}

function waitMs(step: { readonly timeoutMs: number }): number {
  return step.timeoutMs + utteranceMs;
}

function asidesMs(document: FlatDocument): number {
  const {
    commands = {},
    digressions = {},
  }: { commands?: CommandsDocument; digressions?: Readonly<Record<string, DigressionDocument>> } = document;
  const said = Object.values(digressions).map(({ say }) => textMs(say, document));
  if (commands.repeat === undefined && said.length === 0) return 0;
  const questions = Object.values(document.steps).map((step) => {
    if ("ask" in step) return textMs(step.ask, document) + waitMs(step);
    return "collect" in step ? textMs(step.text, document) + waitMs(step) : 0;
  });
  return maxAsides * (Math.max(0, ...said) + Math.max(0, ...questions));
}

/** The longest of a text's words in all locales. */
function textMs(key: string | undefined, { texts }: FlatDocument): number {
  const words = key === undefined ? [] : Object.values(texts[key] ?? {});
  return Math.max(0, ...words.map((text) => speakingMs(wordsOf(text))));
}

function unique(circles: readonly (readonly string[])[]): readonly (readonly string[])[] {
  return [...new Map(circles.map((circle) => [circle.join(" "), circle])).values()];
}
