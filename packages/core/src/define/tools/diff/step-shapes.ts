import { isRecord } from "../../readers/read-value.ts";
import { duration, intoWords, names, nextWords, plain, quoted, targetWords, yesOrNo } from "./document-words.ts";
import { collection, entry, members, value, verb, type Compared, type Shape } from "./shape.ts";

const kinds: Readonly<Record<string, string>> = {
  say: "speaks a text",
  ask: "asks a question",
  collect: "asks for a value",
  branch: "chooses a way",
  act: "performs an effect",
  transfer: "hands the call over",
  use: "runs a sub-dialog",
  converse: "lets a language model talk",
};

/** The shape of a step: its members where the kind stayed, else the step as a whole. */
export function stepShape(prefix: string, name: string, { before, after }: Compared): Shape {
  const subject = `${prefix}step ${quoted(name)}`;
  const at = `${subject}: `;
  const whole = wholeStep(subject);
  const kind = kindOf(before) ?? kindOf(after);
  if (kind === undefined || (before !== undefined && after !== undefined && kindOf(before) !== kindOf(after)))
    return whole;
  return { ...whole, ...members(at, { ...tables[kind]?.(subject, at), ...common(subject, at) }) };
}

/** The shape of a place that leads somewhere. */
export function leads(subject: string): Shape {
  return verb(`${subject} now leads to`, nextWords);
}

/** The shape of what is heard: recognisers and key, of an answer, a choice or a digression. */
export function heardBy(subject: string): Readonly<Record<string, Shape>> {
  return {
    hear: verb(`${subject} is now heard by`, names),
    key: value(`${subject}: the key`, plain),
  };
}

function wholeStep(subject: string): Shape {
  return {
    tell: ({ before, after }) => {
      if (before === undefined) return `${subject} was added: it ${kindWords(after)}`;
      if (after === undefined) return `${subject} was removed`;
      return `${subject} now ${kindWords(after)} (before: it ${kindWords(before)})`;
    },
  };
}

type Table = (subject: string, at: string) => Readonly<Record<string, Shape>>;

const common: Table = (subject, at) => ({
  hungUp: value(`${at}the outcome when the client hangs up`, quoted, "that of the robot"),
  timeoutMs: value(`${at}the waiting time`, duration),
  bargeIn: value(`${at}the client's right to cut the words short`, yesOrNo, "as usual"),
  next: leads(subject),
  exhausted: verb(`${at}after the last repetition it now leads to`, nextWords),
  noInput: verb(`${at}after silence it now repeats`, names),
  noMatch: verb(`${at}after words not understood it now repeats`, names),
  confirmBelow: value(`${at}the confidence below which it asks back`, plain),
});

const tables: Readonly<Record<string, Table>> = {
  say: (subject) => ({ say: verb(`${subject} now says`, quoted) }),
  ask: (subject, at) => ({
    ask: verb(`${subject} now asks`, quoted),
    answers: collection(at, "answers", (name) => namedAnswer(at, name)),
    confirm: value(`${at}the text that asks back`, quoted),
    model: value(`${at}what a language model is told about it`, plain),
  }),
  collect: (subject, at) => ({
    collect: verb(`${subject} now fills the slot`, quoted),
    text: verb(`${subject} now asks`, quoted),
    as: value(`${at}the kind of the value`, quoted),
    hear: verb(`${subject}: the value is now heard by`, quoted),
    choices: collection(at, "choices", (name) =>
      entry(
        `${at}choice ${quoted(name)}`,
        members(`${at}choice ${quoted(name)}: `, heardBy(`${at}choice ${quoted(name)}`)).member,
      ),
    ),
    readBack: value(`${at}the text that reads the value back`, quoted),
  }),
  branch: (subject, at) => ({
    branch: { ...verb(`${subject} now leads`, waysWords), element: (index) => wayShape(at, index) },
  }),
  act: (subject, at) => ({
    act: verb(`${subject} now performs`, quoted),
    with: given(at),
    into: value(`${at}the result's place`, intoWords),
    filler: value(`${at}the text spoken meanwhile`, quoted),
    failed: leads(`${at}failure`),
  }),
  transfer: (subject, at) => ({
    transfer: verb(`${subject} now transfers to`, targetWords),
    whisper: value(`${at}the text that the person hears first`, quoted),
    busy: leads(`${at}busy`),
    noAnswer: leads(`${at}no answer`),
    declined: leads(`${at}a declined call`),
    closed: leads(`${at}a closed queue`),
    failed: leads(`${at}failure`),
    transferred: value(`${at}the outcome when the client is put through`, quoted, "that of the robot"),
  }),
  use: (subject, at) => ({
    use: verb(`${subject} now runs the dialog`, quoted),
    with: given(at),
    into: collection(at, "slots taken over", (name) =>
      value(`${at}slot ${quoted(name)}`, (from) => `taken from ${quoted(from)}`),
    ),
    exits: exits(at),
  }),
  converse: (_, at) => ({
    converse: value(`${at}the goal`, plain),
    opening: value(`${at}the opening`, quoted, "left to the model"),
    fill: verb(`${at}the slots that it may fill are now`, names),
    effects: verb(`${at}the effects that it may ask for are now`, names),
    limits: collection(at, "limits", (name) => value(`${at}the limit ${quoted(name)}`, plain)),
    exits: exits(at),
  }),
};

function namedAnswer(at: string, name: string): Shape {
  const subject = `${at}answer ${quoted(name)}`;
  const table = {
    ...heardBy(subject),
    next: leads(subject),
    confirm: value(`${subject}: the text that asks back`, quoted),
  };
  const { member, order } = members(`${subject}: `, table);
  return {
    ...entry(subject, member, (answer) => (isRecord(answer) ? `it leads to ${nextWords(answer["next"])}` : "")),
    order,
  };
}

function wayShape(at: string, index: number): Shape {
  const subject = `${at}way ${index + 1}`;
  const table = { if: value(`${subject}: its condition`, quoted, "none"), next: leads(subject) };
  return { ...value(subject, plain), ...members(`${subject}: `, table) };
}

function given(at: string): Shape {
  return collection(at, "values given", (name) => value(`${at}what is given as ${quoted(name)}`, plain));
}

function exits(at: string): Shape {
  return collection(at, "exits", (name) => leads(`${at}exit ${quoted(name)}`));
}

function waysWords(ways: unknown): string {
  if (!Array.isArray(ways)) return plain(ways);
  return ways
    .map((way: unknown) => {
      if (!isRecord(way)) return plain(way);
      return `${way["if"] === undefined ? "else" : `if ${quoted(way["if"])}`} to ${nextWords(way["next"])}`;
    })
    .join(", ");
}

function kindOf(step: unknown): string | undefined {
  return isRecord(step) ? Object.keys(kinds).find((kind) => step[kind] !== undefined) : undefined;
}

function kindWords(step: unknown): string {
  const kind = kindOf(step);
  return kind === undefined ? `is ${plain(step)}` : (kinds[kind] ?? "");
}
