import { toSignals, type Signal } from "./signals.ts";
import type { Statement } from "./statements.ts";

/** What an utterance answers, and how sure that is (0–1). */
export interface Verdict {
  readonly answer: "yes" | "no" | "neither";
  readonly confidence: number;
}

interface Reading extends Verdict {
  /** The yes rests on words that are often mere politeness. */
  readonly weak: boolean;
}

const neither: Reading = { answer: "neither", confidence: 1, weak: false };

/** How far each signal alone can be trusted. */
const trust: Readonly<Partial<Record<Signal, number>>> = {
  yes: 0.95,
  particle: 0.95,
  no: 0.95,
  emphasis: 0.85,
  agreement: 0.75,
  faintNo: 0.6,
};

const hedgedTrust = 0.7;
const trustLostPerUnknownWord = 0.05;
/** An answer word among more unknown words than this, per signal, is taken for talk about something else. */
const unknownWordsPerSignal = { strong: 6, weak: 3 };

/** The answer of an utterance: the last statement that answers counts; an earlier one only if no later one says anything. */
export function toVerdict(statements: readonly Statement[]): Verdict {
  let verdict: Verdict = neither;
  for (const statement of statements) {
    const reading = readStatement(statement);
    if (reading === undefined) continue;
    const isMerePoliteness = statement.opening === "softCorrection" && reading.weak && reading.answer === "yes";
    verdict = isMerePoliteness && verdict.answer === "no" ? neither : reading;
  }
  return verdict;
}

/** Undefined when the statement says nothing that counts, so that an earlier one keeps its answer. */
function readStatement(statement: Statement): Reading | undefined {
  const signals = withoutTakenBack(toSignals(statement.roles));
  const unknownWords = statement.roles.filter((role) => role === "unknown").length;
  const counting = signals.filter((signal) => signal !== "hedge");
  if (counting.length === 0) return statement.opening === "correction" && unknownWords > 0 ? neither : undefined;
  const answer = toAnswer(counting);
  if (answer === "neither") return neither;
  const weak = counting.every((signal) => signal === "agreement" || signal === "emphasis");
  const most = weak ? unknownWordsPerSignal.weak : unknownWordsPerSignal.strong;
  if (unknownWords > most * counting.length) return neither;
  const hedged = signals.includes("hedge") ? hedgedTrust : 1;
  const known = 1 - trustLostPerUnknownWord * Math.min(unknownWords, 8);
  return { answer, confidence: Math.round(trustIn(counting, answer) * hedged * known * 100) / 100, weak };
}

/** "Да нет", "да не приду": the particle is no answer when the next answer is a no. */
function withoutTakenBack(signals: readonly Signal[]): Signal[] {
  return signals.filter((signal, index) => {
    if (signal !== "particle") return true;
    const next = signals.slice(index + 1).find((later) => later !== "hedge" && later !== "emphasis");
    return next === undefined || !isNo(next);
  });
}

function toAnswer(signals: readonly Signal[]): Verdict["answer"] {
  if (signals.includes("open")) return "neither";
  const lastNo = signals.findLastIndex(isNo);
  const strongYes = signals.some((signal) => signal === "yes" || signal === "particle");
  if (lastNo >= 0) return strongYes || signals.includes("agreement", lastNo) ? "neither" : "no";
  return signals.includes("blocked") ? "neither" : "yes";
}

function trustIn(signals: readonly Signal[], answer: "yes" | "no"): number {
  return Math.max(
    ...signals.filter((signal) => isNo(signal) === (answer === "no")).map((signal) => trust[signal] ?? 0),
  );
}

function isNo(signal: Signal): boolean {
  return signal === "no" || signal === "faintNo";
}
