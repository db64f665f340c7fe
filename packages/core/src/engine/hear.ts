import { canonicalJson } from "../define/index.ts";
import type { AskNode, ConverseNode, DialogAnswer } from "../ports/dialog-graph.ts";
import type { Json } from "../ports/identity.ts";
import { hearAnswers } from "./hearing/hear-answers.ts";
import { hearValue, readKeys, type HeardValue } from "./hearing/hear-value.ts";
import type { Hearing, HearingDefinition, HearingOptions, Utterance } from "./hearing/hearing.ts";

/**
 * Turns an utterance into an answer or a value of the node that the run waits in. Pure.
 *
 * Order: the command `stop`; a key (of an answer, else as a value); answers of the step; a value; other commands; digressions. Of two
 * that fit in one place none is taken. A value of an open kind, `text` or `name`, is taken last: almost any words hold one.
 *
 * Where a value is read back, a value beats the yes or no said with it: "нет, двадцать" is 20, and so is "да, двадцать" unless 20
 * is what was read back: that, said again without a no, is a yes. A value of kind `text` never beats a yes or no, nor does a choice
 * that the same recogniser hears.
 *
 * A command beats a mere yes or no said with it: "да, соедините с оператором" asks for the operator.
 *
 * A value that the slot's schema refuses is none, and a recogniser of the user that throws has heard nothing.
 */
export function hear(
  definition: HearingDefinition,
  node: AskNode | ConverseNode,
  utterance: Utterance,
  options: HearingOptions,
): Hearing {
  if ("presses" in utterance) return hearKeys(definition, node, utterance.presses, options);
  const words = utterance.says;
  const heard = (fits: (answer: DialogAnswer) => boolean) =>
    hearAnswers(definition.functions, node.answers.filter(fits), words, options.locale);
  const stop = heard(({ name }) => name === "command.stop");
  if (stop) return stop;
  const own = heard(({ group }) => group === undefined);
  const command = () => heard(({ group, name }) => group === "command" && name !== "command.stop");
  const asked = own && saysNoMore(own, node) ? command() : undefined;
  if (asked) return asked;
  const collect = node.kind === "ask" ? node.collect : undefined;
  const value = collect && hearValue(definition, collect, words, options);
  if (own && (value?.kind !== "value" || collect?.as === "text" || isSameHearing(own, value, node))) return own;
  if (value?.kind === "value" && own) return settleReadBack(own, value, options);
  const isLate = collect?.as === "text" || collect?.as === "name";
  if (value && value.kind !== "unfit" && !isLate) return settleValue(node, value, options);
  const elsewhere = command() ?? heard(({ group }) => group === "digression");
  if (elsewhere) return elsewhere;
  if (value?.kind === "unfit") return { kind: "noMatch", why: "the slot refuses the value" };
  return value ? settleValue(node, value, options) : { kind: "noMatch", why: "nothing fits" };
}

function hearKeys(
  definition: HearingDefinition,
  node: AskNode | ConverseNode,
  keys: string,
  options: HearingOptions,
): Hearing {
  const collects = node.kind === "ask" && node.collect !== undefined;
  const closed = collects || keys === "#" || !keys.endsWith("#") ? keys : keys.slice(0, -1);
  const pressed = node.answers.find((answer) => answer.key !== null && answer.key === closed);
  if (pressed) return { kind: "answer", answer: pressed.name, by: "key", confidence: 1 };
  const value = node.kind === "ask" && node.collect ? readKeys(definition, node.collect, keys, options) : undefined;
  if (value?.kind === "value") return settleValue(node, value, options);
  return { kind: "noMatch", why: value?.kind === "unfit" ? "the slot refuses the value" : "unknown key" };
}

/** Whether the step heard a mere yes or no, or more than one answer: a command said with it means more. */
function saysNoMore(own: Hearing, { answers }: AskNode | ConverseNode): boolean {
  if (own.kind !== "answer") return true;
  const { recognisers = [] } = answers.find(({ name }) => name === own.answer) ?? {};
  return recognisers.every((name) => name.startsWith("yesNo."));
}

/** Whether an answer and a choice are the same words: one recogniser hears both, or both are called the same. */
function isSameHearing(
  own: Hearing,
  { value }: Extract<HeardValue, { readonly kind: "value" }>,
  node: AskNode | ConverseNode,
): boolean {
  const collect = node.kind === "ask" ? node.collect : undefined;
  if (own.kind !== "answer" || collect?.as !== "choice" || typeof value !== "string") return false;
  const heardBy = node.answers.find(({ name }) => name === own.answer)?.recognisers ?? [];
  const chosenBy = collect.choices[value]?.recognisers ?? [];
  return value === own.answer || heardBy.some((name) => chosenBy.includes(name));
}

/** A yes or no, and a value beside it. */
function settleReadBack(
  own: Hearing,
  value: Extract<HeardValue, { readonly kind: "value" }>,
  options: HearingOptions,
): Hearing {
  const isYes = own.kind === "answer" && own.answer === "yes";
  return isYes && isReadBack(value.value, options) ? own : value;
}

/** A value alone: where it is the one that was read back, it says yes to it. */
function settleValue(
  node: AskNode | ConverseNode,
  value: Exclude<HeardValue, { readonly kind: "unfit" }>,
  options: HearingOptions,
): Hearing {
  if (value.kind === "several") return { kind: "noMatch", why: "several fit" };
  const yes = node.answers.find(({ name, group }) => name === "yes" && group === undefined);
  if (!yes || !isReadBack(value.value, options)) return value;
  return { kind: "answer", answer: yes.name, by: value.by, confidence: value.confidence };
}

function isReadBack(value: Json, { readBack }: HearingOptions): boolean {
  return readBack !== undefined && canonicalJson(value) === canonicalJson(readBack);
}
