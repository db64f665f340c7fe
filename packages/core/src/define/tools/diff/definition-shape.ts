import { isRecord } from "../../readers/read-value.ts";
import { names, nextWords, plain, quoted, textWords, yesOrNo } from "./document-words.ts";
import { schemaPair, schemaWords } from "./schema-words.ts";
import { collection, entry, members, value, verb, type Shape } from "./shape.ts";
import { heardBy, leads, stepShape } from "./step-shapes.ts";

/** The shape of a robot's or a dialog's document. `at` begins every sentence, e.g. ``dialog `ask-address`: ``. */
export function definitionShape(at = ""): Shape {
  const table = {
    format: value(`${at}the format`, plain),
    kind: value(`${at}the kind of the definition`, quoted),
    id: value(`${at}the id`, quoted),
    version: value(`${at}the version`, plain),
    direction: value(`${at}the direction of calls`, quoted),
    locales: verb(`${at}the languages are now`, names),
    input: objectShape(at, "input"),
    slots: collection(at, "slots", (name) => schemaShape(`${at}slot ${quoted(name)}`)),
    texts: collection(at, "texts", (name) => textShape(at, name)),
    outcomes: collection(at, "outcomes", (name) => outcomeShape(at, name)),
    exits: listOfNames(at, "exit"),
    conditions: listOfNames(at, "condition"),
    inputConditions: listOfNames(at, "input condition"),
    effects: collection(at, "effects", (name) => effectShape(at, name)),
    commands: collection(at, "commands", (name) => commandShape(at, name)),
    digressions: collection(at, "digressions", (name) => digressionShape(at, name)),
    start: value(`${at}the first step`, quoted),
    steps: collection(at, "steps", (name, compared) => stepShape(at, name, compared)),
    unreached: collection(at, "outcomes of calls that did not connect", (cause) =>
      value(
        `${at}the outcome of a call that did not connect${cause === "default" ? "" : ` (${cause})`}`,
        quoted,
        "the common one",
      ),
    ),
    hungUp: value(`${at}the outcome when the client hangs up`, quoted),
    transferred: value(`${at}the outcome when the client is put through`, quoted),
    dialogs: collection(at, "dialogs", (id) => dialogShape(at, id)),
  };
  return { tell: ({ after }) => `${at}the definition is now ${plain(after)}`, ...members(at, table) };
}

function dialogShape(at: string, id: string): Shape {
  const subject = `${at}dialog ${quoted(id)}`;
  const inner = definitionShape(`${subject}: `);
  const whole = entry(subject, () => inner);
  return { ...inner, tell: (compared) => whole.tell(compared) };
}

function listOfNames(at: string, noun: string): Shape {
  return { ...verb(`${at}the ${noun}s are now`, names), names: `${at}${noun}` };
}

function schemaShape(subject: string): Shape {
  return {
    tell: ({ before, after }) => {
      if (before === undefined) return `${subject} was added: ${schemaWords(after)}`;
      if (after === undefined) return `${subject} was removed`;
      const [was, is] = schemaPair(before, after);
      return `${subject} is now ${is} (before: ${was})`;
    },
  };
}

/** An object schema: told by its properties. */
function objectShape(at: string, noun: string): Shape {
  const table = {
    properties: collection(`${at}${noun}: `, "members", (name) => schemaShape(`${at}${noun} ${quoted(name)}`)),
    required: verb(`${at}${noun}: what must be given is now`, names),
  };
  return { ...schemaShape(`${at}the ${noun}`), ...members(`${at}${noun}: `, table) };
}

function textShape(at: string, name: string): Shape {
  const about = (words: unknown): string =>
    isRecord(words)
      ? Object.entries(words)
          .map(([locale, text]) => `(${locale}) ${textWords(text)}`)
          .join(", ")
      : plain(words);
  return entry(
    `${at}text ${quoted(name)}`,
    (locale) => value(`${at}text ${quoted(name)} (${locale})`, textWords),
    about,
  );
}

function outcomeShape(at: string, name: string): Shape {
  const subject = `${at}outcome ${quoted(name)}`;
  const table = { title: value(`${subject}: the title`, plain), data: objectShape(`${subject}: `, "data") };
  const { member, order } = members(`${subject}: `, table);
  return {
    ...entry(subject, member, (outcome) => (isRecord(outcome) ? plain(outcome["title"]) : plain(outcome))),
    order,
  };
}

function effectShape(at: string, name: string): Shape {
  const subject = `${at}effect ${quoted(name)}`;
  const table = { input: objectShape(`${subject}: `, "input"), output: objectShape(`${subject}: `, "result") };
  return entry(subject, members(`${subject}: `, table).member);
}

function commandShape(at: string, name: string): Shape {
  const subject = `${at}command ${quoted(name)}`;
  if (name === "repeat") return entry(subject, () => value(subject, yesOrNo));
  const about = (next: unknown): string => `it leads to ${nextWords(next)}`;
  return {
    tell: (compared) =>
      compared.before === undefined || compared.after === undefined
        ? entry(subject, () => leads(subject), about).tell(compared)
        : leads(subject).tell(compared),
  };
}

function digressionShape(at: string, name: string): Shape {
  const subject = `${at}digression ${quoted(name)}`;
  const table = { ...heardBy(subject), say: verb(`${subject} is now answered with`, quoted) };
  const about = (given: unknown): string =>
    isRecord(given) ? `it is answered with ${quoted(given["say"])}` : plain(given);
  return entry(subject, members(`${subject}: `, table).member, about);
}
