import { toSignals, type Signal } from "./signals.ts";
import type { Role } from "./roles.ts";
import type { Statement } from "./statements.ts";

/** What an utterance answers, and how sure that is (0–1). */
export interface Verdict {
  readonly answer: "yes" | "no" | "neither";
  readonly confidence: number;
  /** Words that no phrase knows, in the statement that answered. */
  readonly unknownWords: number;
}

interface StatementVerdict extends Verdict {
  /** The yes rests on words that are often mere politeness. */
  readonly weak: boolean;
}

const neither: StatementVerdict = { answer: "neither", confidence: 1, unknownWords: 0, weak: false };

/** How far each signal alone can be trusted. */
const trust: Readonly<Partial<Record<Signal, number>>> = {
  yes: 0.95,
  particle: 0.95,
  will: 0.95,
  ownYes: 0.95,
  no: 0.95,
  wont: 0.95,
  ownNo: 0.95,
  emphasis: 0.85,
  agreement: 0.75,
  faintNo: 0.6,
};

const hedgedTrust = 0.7;
const trustLostPerUnknownWord = 0.05;
/** An answer word among more unknown words than this, per signal, is taken for talk about something else. */
const unknownWordsPerSignal = { strong: 6, weak: 3 };
/** Unknown words that stand at most beside one's own coming, the coming of others, and others who do not come. */
const unknownWordsBeside = { coming: 16, othersCome: 2, othersStay: 5 };

const strongYes: ReadonlySet<Signal> = new Set(["yes", "particle", "will", "ownYes"]);
const noSignals: ReadonlySet<Signal> = new Set(["no", "wont", "faintNo", "ownNo"]);
/** What verbs say of coming or wanting gives way to a phrase of the question's own ("не приду, отмените"). */
const outranked: ReadonlySet<Signal> = new Set(["will", "wont", "moot"]);

/** The answer of an utterance: the last statement that answers counts; an earlier one only if no later one says anything. */
export function toVerdict(statements: readonly Statement[]): Verdict {
  let verdict: Verdict = neither;
  let isClause = false;
  for (const statement of statements) {
    isClause ||= statement.opening === "clause";
    const reading = (verdict.answer === "no" ? readRetraction(statement) : undefined) ?? readStatement(statement);
    if (reading === undefined) continue;
    if (statement.opening === "hesitation" && reading.weak) continue;
    const takesNothingBack =
      isClause || (statement.opening === "softCorrection" && reading.weak && verdict.answer === "no");
    verdict = takesNothingBack && reading.answer === "yes" ? neither : reading;
    isClause = false;
  }
  return verdict;
}

/** "I can't — oh no, I can": behind a correction of a no, "no" takes that back, and the rest is the answer. */
function readRetraction({ opening, roles }: Statement): StatementVerdict | undefined {
  const isRetraction = opening !== "first" && opening !== "clause" && roles[0] === "no";
  const rest = isRetraction ? readStatement({ opening, roles: roles.slice(1) }) : undefined;
  return rest?.answer === "yes" && !rest.weak ? rest : undefined;
}

/** Undefined when the statement says nothing that counts, so that an earlier one keeps its answer. */
function readStatement(statement: Statement): StatementVerdict | undefined {
  const signals = withoutTakenBack(withoutOutranked(toSignals(statement.roles)));
  const unknownWords = countUnknown(statement.roles);
  const counting = signals.filter((signal) => signal !== "hedge");
  if (counting.length === 0) return leavesNothing(statement, unknownWords) ? neither : undefined;
  const answer = toAnswer(counting);
  if (answer === "neither") return neither;
  const weak = counting.every((signal) => signal === "agreement" || signal === "emphasis");
  if (unknownWords > mostUnknown(statement.roles, counting.length, { answer, weak })) return neither;
  const hedged = signals.includes("hedge") ? hedgedTrust : 1;
  const known = 1 - trustLostPerUnknownWord * Math.min(unknownWords, 8);
  const confidence = Math.round(trustIn(counting, answer) * hedged * known * 100) / 100;
  return { answer, confidence, unknownWords, weak };
}

function leavesNothing({ opening }: Statement, unknownWords: number): boolean {
  return opening === "revocation" || (opening === "correction" && unknownWords > 0);
}

function mostUnknown(
  roles: readonly Role[],
  signals: number,
  { answer, weak }: Pick<StatementVerdict, "answer" | "weak">,
): number {
  const most = signals * (weak ? unknownWordsPerSignal.weak : unknownWordsPerSignal.strong);
  if (roles.includes("othersCome")) {
    const beside = answer === "no" ? unknownWordsBeside.othersStay : unknownWordsBeside.othersCome;
    return signals === 1 ? beside : most;
  }
  const isOwnComing = roles.includes("coming") || (answer === "no" && roles.includes("toCome"));
  return isOwnComing ? Math.max(most, unknownWordsBeside.coming) : most;
}

function countUnknown(roles: readonly Role[]): number {
  return roles.filter((role) => role === "unknown" || role === "doubtful").length;
}

function withoutOutranked(signals: readonly Signal[]): readonly Signal[] {
  if (!signals.includes("ownYes") && !signals.includes("ownNo")) return signals;
  return signals.filter((signal) => !outranked.has(signal));
}

/** "Да нет", "да не приду": the particle is no answer when the next answer is a no. */
function withoutTakenBack(signals: readonly Signal[]): Signal[] {
  return signals.filter((signal, index) => {
    if (signal !== "particle") return true;
    const next = signals.slice(index + 1).find((later) => later !== "hedge" && later !== "emphasis");
    return next === undefined || !noSignals.has(next);
  });
}

function toAnswer(signals: readonly Signal[]): Verdict["answer"] {
  if (signals.includes("open") || signals.includes("moot")) return "neither";
  if (isReplaced(signals)) return "yes";
  const lastKept = signals.lastIndexOf("kept");
  if (lastKept >= 0) return isKeptBy(signals, lastKept) ? "yes" : "neither";
  const lastNo = signals.findLastIndex((signal) => noSignals.has(signal));
  const hasStrongYes = signals.some((signal) => strongYes.has(signal));
  if (signals.includes("excuse") && (lastNo < 0 || hasStrongYes)) return "neither";
  if (isTakenBack(signals)) return "no";
  if (lastNo >= 0) return hasStrongYes || signals.includes("agreement", lastNo) ? "neither" : "no";
  return signals.includes("blocked") ? "neither" : "yes";
}

/** "I'm not cancelling, I'll be there", "don't keep it, cancel it": only a yes, and nothing else, makes it an answer. */
function isKeptBy(signals: readonly Signal[], lastKept: number): boolean {
  const isClear = signals.every((signal) => !noSignals.has(signal) && signal !== "excuse" && signal !== "blocked");
  return isClear && signals.slice(lastKept).some((signal) => strongYes.has(signal));
}

/** "Cancel … no, keep it": behind a yes, a no and another no in a row take it back. */
function isTakenBack(signals: readonly Signal[]): boolean {
  const lastYes = signals.findLastIndex((signal) => strongYes.has(signal));
  const [first, second] = signals.slice(lastYes + 1).filter((signal) => signal !== "emphasis");
  return lastYes >= 0 && first === "no" && second !== undefined && noSignals.has(second);
}

/** "Keep it … no, cancel": behind a no of the question's own, a no and a yes of its own replace it. */
function isReplaced(signals: readonly Signal[]): boolean {
  const said = signals.filter((signal) => signal !== "emphasis");
  return said.length === 3 && said[0] === "ownNo" && said[1] === "no" && said[2] === "ownYes";
}

function trustIn(signals: readonly Signal[], answer: "yes" | "no"): number {
  return Math.max(
    ...signals.filter((signal) => noSignals.has(signal) === (answer === "no")).map((signal) => trust[signal] ?? 0),
  );
}
