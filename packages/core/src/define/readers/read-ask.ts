import { yesNo } from "../../phrases/index.ts";
import type { AnswerDocument, AskDocument } from "../document.ts";
import { addRecogniser } from "./function-table.ts";
import { readNamed } from "./read-head.ts";
import { noteSameKeys, readHearing } from "./read-hear.ts";
import { readHungUp, readNext, readOptionalText, readPrompts, readTextName } from "./read-step-names.ts";
import { readBargeIn, readConfirmBelow, readTimeout } from "./read-timing.ts";
import { isRecord, join, noteUnknownKeys, readString, type UnknownRecord } from "./read-value.ts";
import type { StepReading } from "./step-reading.ts";

const askKeys = [
  "ask",
  "answers",
  "noInput",
  "noMatch",
  "exhausted",
  "timeoutMs",
  "bargeIn",
  "confirmBelow",
  "confirm",
  "model",
  "hungUp",
];

/** Reads a question with its answers. */
export function readAsk(step: UnknownRecord, path: string, reading: StepReading): AskDocument {
  const { notes } = reading;
  noteUnknownKeys(step, askKeys, path, "An ask step", notes);
  const document: AskDocument = {
    ask: readTextName(step["ask"], join(path, "ask"), reading),
    answers: readAnswers(step["answers"], join(path, "answers"), reading),
    noInput: readPrompts(step["noInput"], join(path, "noInput"), reading),
    noMatch: readPrompts(step["noMatch"], join(path, "noMatch"), reading),
    exhausted: readNext(step["exhausted"], join(path, "exhausted"), reading),
    timeoutMs: readTimeout(step, path, reading),
    ...readHungUp(step, path, reading),
    ...readBargeIn(step, path, reading),
    ...readConfirmBelow(step, path, reading),
    ...readOptionalText(step, "confirm", path, reading),
    ...readModel(step["model"], join(path, "model"), reading),
  };
  checkConfirm(step, document, path, reading);
  return document;
}

/** Adds the recognisers that hear whether what was heard is right. */
export function addYesNo(path: string, { functions, notes }: StepReading): void {
  addRecogniser(functions.recognisers, yesNo.yes, path, notes);
  addRecogniser(functions.recognisers, yesNo.no, path, notes);
}

function readModel(value: unknown, path: string, { notes }: StepReading): { readonly model?: string } {
  return value === undefined ? {} : { model: readString(value, path, "say what the question is about", notes) };
}

/** Asking back needs both: a confidence, and words for each answer that can be heard. */
function checkConfirm(step: UnknownRecord, document: AskDocument, path: string, reading: StepReading): void {
  const { notes } = reading;
  const answers = Object.entries(document.answers);
  if (step["confirmBelow"] === undefined) {
    if (document.confirm !== undefined || answers.some(([, answer]) => answer.confirm !== undefined)) {
      const meaning = "say below which confidence the answer is asked back";
      notes.add("DEFINE_MISSING", join(path, "confirmBelow"), { name: "confirmBelow", meaning });
    }
    return;
  }
  addYesNo(join(path, "confirmBelow"), reading);
  if (document.confirm !== undefined) return;
  for (const [name, answer] of answers) {
    if (answer.hear.length === 0 || answer.confirm !== undefined) continue;
    const meaning = "name the text that asks back, here or for the whole step";
    notes.add("DEFINE_MISSING", join(path, `answers.${name}.confirm`), { name: "confirm", meaning });
  }
}

function readAnswers(value: unknown, path: string, reading: StepReading): AskDocument["answers"] {
  const { notes } = reading;
  const answers: Record<string, AnswerDocument> = {};
  const entries = readNamed(value, path, "say what the client can answer", notes);
  if (isRecord(value) && entries.length === 0) {
    notes.add("DEFINE_MISSING", path, { name: "answers", meaning: "a question needs at least one answer" });
  }
  for (const [name, answer] of entries) {
    const place = join(path, name);
    if (isRecord(answer)) answers[name] = readAnswer(answer, place, reading);
    else notes.add("DEFINE_WRONG_TYPE", place, { expected: "an answer: { hear: …, key: …, next: … }" });
  }
  noteSameKeys(answers, path, reading);
  return answers;
}

function readAnswer(answer: UnknownRecord, path: string, reading: StepReading): AnswerDocument {
  noteUnknownKeys(answer, ["hear", "key", "next", "confirm"], path, "An answer", reading.notes);
  return {
    ...readHearing(answer, path, reading),
    next: readNext(answer["next"], join(path, "next"), reading),
    ...readOptionalText(answer, "confirm", path, reading),
  };
}
