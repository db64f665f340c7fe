import { wordsOf, type FlatDocument, type FlatStepDocument } from "../../define/index.ts";

/** What a step says or does, in the robot's first language; empty where its name says it all. */
export function stepWords(document: FlatDocument, step: FlatStepDocument): string {
  const words = (text: string | undefined): string => {
    const found = text === undefined ? undefined : document.texts[text]?.[document.locales[0]];
    return found === undefined ? "" : wordsOf(found);
  };
  if ("say" in step) return words(step.say);
  if ("ask" in step) return words(step.ask);
  if ("collect" in step) return words(step.text);
  if ("act" in step) return step.act;
  if ("transfer" in step) return Object.entries(step.transfer).map(([kind, to]) => `${kind} ${to}`)[0] ?? "";
  return "converse" in step ? step.converse : "";
}
