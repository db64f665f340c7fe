import type { DialogNode } from "../../ports/dialog-graph.ts";
import type { Json } from "../../ports/identity.ts";
import type { CapturedStep } from "./captured-run.ts";
import { endOf, give, giveResult, turnOf, waitingNode, type Performance } from "./stage.ts";

/** In what way two versions part. */
export type DifferenceKind = "otherStep" | "answerGone" | "otherEffect" | "endsOtherwise" | "otherText";

/** Where a dialog does not go the way that was captured. */
export interface Parting {
  readonly kind: DifferenceKind;
  /** Node, exit or end that was captured. */
  readonly expected: string;
  /** Node, exit or end that is there instead. */
  readonly actual: string;
  readonly words: string;
}

/** The dialog after a captured step; or where it parts from it. */
export type Given = { readonly performance: Performance } | { readonly parting: Parting };

type LeftStep = CapturedStep & { readonly type: "left" };
type EffectStep = CapturedStep & { readonly type: "effect" };

/** Plays one captured step: its result goes to the node of the same name. */
export function giveStep(before: Performance, step: CapturedStep): Given {
  const performance = afterFiller(before, step);
  const end = endOf(performance);
  if (end) {
    return step.type === "ended" ? { performance } : { parting: endsEarly(step, end.outcome) };
  }
  switch (step.type) {
    case "answered":
      return { performance: give(performance, { type: "call.answered", by: step.by, at: 0 }) };
    case "notConnected":
      return { performance: give(performance, { type: "call.not-connected", cause: step.cause, at: 0 }) };
    case "ended":
      return { performance: give(performance, { type: "call.ended", cause: step.cause, at: 0 }) };
    case "left":
      return giveLeft(performance, step);
    case "effect":
      return giveEffect(performance, step);
  }
}

/** The sentence for a dialog that waits in another node than was captured. */
export function otherStep(expected: string, performance: Performance): Parting {
  const actual = waitingNode(performance) ?? "nothing";
  return { kind: "otherStep", expected, actual, words: `comes to \`${actual}\` (before: \`${expected}\`)` };
}

/** The sentence for a dialog that ends where it went on. */
function endsEarly(step: CapturedStep, outcome: string): Parting {
  const expected = "node" in step ? step.node : step.type;
  return {
    kind: "endsOtherwise",
    expected,
    actual: `end ${outcome}`,
    words: `ends with \`${outcome}\` (before: went on to \`${expected}\`)`,
  };
}

/** Whether a node has an answer or a choice of this name. */
export function takesAnswer(node: DialogNode | undefined, answer: string): boolean {
  const answers = node && "answers" in node ? node.answers.map((one) => one.name) : [];
  const choices = node?.kind === "ask" ? Object.keys(node.collect?.choices ?? {}) : [];
  return [...answers, ...choices].includes(answer);
}

function giveLeft(performance: Performance, step: LeftStep): Given {
  const { node } = step;
  const { waiting, stage } = performance;
  if (waiting.has(`transfer:${node}`)) {
    return { performance: giveResult(performance, `transfer:${node}`, { kind: step.exit }) };
  }
  const turn = turnOf(performance, node);
  // A filler that is not spoken any more leads nowhere else.
  if (!turn && step.exit === "said" && waiting.has(`act:${node}`)) return { performance };
  if (!turn) return { parting: otherStep(node, performance) };
  const gone = missingExit(stage.graph.nodes[node], step);
  return gone ? { parting: gone } : { performance: giveResult(performance, `turn:${node}`, toResult(step)) };
}

function giveEffect(performance: Performance, step: EffectStep): Given {
  const { node, effect, result = null, failure } = step;
  if (effect === "timer") return giveTimer(performance, step);
  const invoke = [`act:${node}`, `converse:${node}`, `turn:${node}`, `transfer:${node}`].find(
    (name) => performance.waiting.get(name)?.effect === effect,
  );
  if (invoke !== undefined) {
    if (failure === undefined) return { performance: giveResult(performance, invoke, result) };
    const error = { code: failure, message: failure };
    return { performance: give(performance, { type: "effect.failed", invoke, error }) };
  }
  const asked = performance.waiting.get(`act:${node}`)?.effect;
  if (asked === undefined) return { parting: otherStep(node, performance) };
  const words = `\`${node}\` performs \`${asked}\` (before: \`${effect}\`)`;
  return { parting: { kind: "otherEffect", expected: effect, actual: asked, words } };
}

function giveTimer(performance: Performance, { node }: EffectStep): Given {
  const [timer] = performance.timers;
  if (waitingNode(performance) !== node || !timer) return { parting: otherStep(node, performance) };
  return { performance: give(performance, { type: "timer.fired", timer: timer[0], event: timer[1] }) };
}

/** An act step waits for its filler; where none was captured, it is spoken as soon as the dialog goes on. */
function afterFiller(performance: Performance, step: CapturedStep): Performance {
  const node = waitingNode(performance);
  if (node === null || performance.stage.graph.nodes[node]?.kind !== "act") return performance;
  const isFiller = performance.waiting.size === 1 && performance.waiting.has(`turn:${node}`);
  if (!isFiller || ("node" in step && step.node === node)) return performance;
  return giveResult(performance, `turn:${node}`, { kind: "said" });
}

function missingExit(node: DialogNode | undefined, { node: name, exit }: LeftStep): Parting | undefined {
  const gone = (what: string): Parting => ({
    kind: "answerGone",
    expected: exit,
    actual: "noMatch",
    words: `\`${name}\` does not take ${what} any more`,
  });
  if (exit.startsWith("answer:")) {
    const answer = exit.slice("answer:".length);
    return takesAnswer(node, answer) ? undefined : gone(`the answer \`${answer}\``);
  }
  if (exit === "value") return node?.kind === "ask" && node.collect ? undefined : gone("a value");
  if (exit === "heard") return node?.kind === "converse" ? undefined : gone("any words");
  return undefined;
}

function toResult({ exit, value = null, words = "", confidence }: LeftStep): Json {
  const sure = confidence === undefined ? {} : { confidence };
  if (exit === "value") return { kind: "value", value, ...sure };
  if (exit === "heard") return { kind: "heard", words };
  return exit.startsWith("answer:")
    ? { kind: "answer", answer: exit.slice("answer:".length), ...sure }
    : { kind: exit };
}
