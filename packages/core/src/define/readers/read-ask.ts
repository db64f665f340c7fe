import type { AnswerDocument, AskDocument } from "../document.ts";
import type { Recogniser } from "../robot-definition.ts";
import { readNamed } from "./read-head.ts";
import { readHungUp, readNext, readTextName, type StepReading } from "./read-step-names.ts";
import { isRecord, join, noteUnknownKeys, readCount, type UnknownRecord } from "./read-value.ts";

const askKeys = ["ask", "answers", "noInput", "noMatch", "exhausted", "timeoutMs", "hungUp"];
const defaultTimeoutMs = 5000;

/** Reads a question with its answers. */
export function readAsk(step: UnknownRecord, path: string, reading: StepReading): AskDocument {
  const { notes } = reading;
  noteUnknownKeys(step, askKeys, path, "An ask step", notes);
  const timeoutMs = step["timeoutMs"] ?? defaultTimeoutMs;
  return {
    ask: readTextName(step["ask"], join(path, "ask"), reading),
    answers: readAnswers(step["answers"], join(path, "answers"), reading),
    noInput: readPrompts(step["noInput"], join(path, "noInput"), reading),
    noMatch: readPrompts(step["noMatch"], join(path, "noMatch"), reading),
    exhausted: readNext(step["exhausted"], join(path, "exhausted"), reading),
    timeoutMs: readCount(timeoutMs, join(path, "timeoutMs"), "say how long to wait", notes),
    ...readHungUp(step, path, reading),
  };
}

function readPrompts(value: unknown, path: string, reading: StepReading): readonly string[] {
  if (value === undefined) return [];
  if (Array.isArray(value))
    return value.map((text: unknown, index) => readTextName(text, `${path}[${index}]`, reading));
  reading.notes.add("DEFINE_WRONG_TYPE", path, { expected: "a list of names of texts, one per repetition" });
  return [];
}

function readAnswers(value: unknown, path: string, reading: StepReading): AskDocument["answers"] {
  const { notes } = reading;
  const answers: Record<string, AnswerDocument> = {};
  const keys = new Map<string, string>();
  const entries = readNamed(value, path, "say what the client can answer", notes);
  if (isRecord(value) && entries.length === 0) {
    notes.add("DEFINE_MISSING", path, { name: "answers", meaning: "a question needs at least one answer" });
  }
  for (const [name, answer] of entries) {
    const place = join(path, name);
    if (!isRecord(answer)) {
      notes.add("DEFINE_WRONG_TYPE", place, { expected: "an answer: { hear: …, key: …, next: … }" });
      continue;
    }
    const document = readAnswer(answer, place, reading);
    const other = document.key === undefined ? undefined : keys.get(document.key);
    if (other !== undefined) notes.add("DEFINE_DUPLICATE_KEY", join(place, "key"), { key: document.key ?? "", other });
    else if (document.key !== undefined) keys.set(document.key, name);
    answers[name] = document;
  }
  return answers;
}

function readAnswer(answer: UnknownRecord, path: string, reading: StepReading): AnswerDocument {
  const { notes } = reading;
  noteUnknownKeys(answer, ["hear", "key", "next"], path, "An answer", notes);
  const { hear, key } = answer;
  if (hear === undefined && key === undefined) notes.add("DEFINE_NO_ANSWER_WAY", path);
  if (key !== undefined && !(typeof key === "string" && /^[0-9*#]$/.test(key))) {
    notes.add("DEFINE_WRONG_TYPE", join(path, "key"), { expected: 'a key of a telephone: "0" to "9", "*" or "#"' });
  }
  const next = readNext(answer["next"], join(path, "next"), reading);
  return { hear: readHear(hear, join(path, "hear"), reading), ...(typeof key === "string" ? { key } : {}), next };
}

function readHear(value: unknown, path: string, { recognisers, notes }: StepReading): readonly string[] {
  const given: readonly unknown[] = value === undefined ? [] : Array.isArray(value) ? value : [value];
  const names: string[] = [];
  for (const recogniser of given) {
    if (!isRecogniser(recogniser)) {
      notes.add("DEFINE_WRONG_TYPE", path, { expected: "a recogniser such as yesNo.yes, or a list of them" });
      continue;
    }
    const met = recognisers.get(recogniser.name);
    if (met && met !== recogniser) notes.add("DEFINE_DUPLICATE_RECOGNISER", path, { name: recogniser.name });
    recognisers.set(recogniser.name, recogniser);
    names.push(recogniser.name);
  }
  if (Array.isArray(value) && value.length === 0) notes.add("DEFINE_NO_ANSWER_WAY", path);
  return names;
}

function isRecogniser(value: unknown): value is Recogniser {
  return (
    isRecord(value) && typeof value["name"] === "string" && value["name"] !== "" && typeof value["match"] === "function"
  );
}
