import type { DialogDocument, NextDocument, RobotDocument, StepDocument, TextsDocument } from "../document.ts";
import type { Json } from "../../ports/identity.ts";
import { textVariables, wordsOf } from "../text-variables.ts";
import { waysOf } from "../step-ways.ts";
import { join } from "./read-value.ts";

/** A place in a step that needs a variable. */
export interface VariableUse {
  readonly name: string;
  /** Path in the document. */
  readonly path: string;
  /** The way of the step after which it is needed, e.g. `next` for an end's data; absent: before the step does anything. */
  readonly way?: string;
}

/** Every variable that a step of a document needs, with the place that needs it. */
export function usesOf(step: StepDocument, path: string, texts: TextsDocument): readonly VariableUse[] {
  const inText = (place: string, key: string | undefined): readonly VariableUse[] =>
    key === undefined ? [] : textUses(texts, key).map((name) => ({ name, path: join(path, place) }));
  const inTexts = (place: string, keys: readonly string[]): readonly VariableUse[] =>
    keys.flatMap((key, index) => inText(`${place}[${index}]`, key));
  const ends = waysOf(step).flatMap((way) =>
    valueUses(dataOf(way.next), join(join(path, way.path), "data")).map((use) => ({ ...use, way: way.path })),
  );
  if ("say" in step) return [...inText("say", step.say), ...ends];
  if ("ask" in step) {
    const answers = Object.entries(step.answers).flatMap(([name, each]) =>
      inText(`answers.${name}.confirm`, each.confirm),
    );
    const own = [...inText("ask", step.ask), ...inTexts("noInput", step.noInput), ...inTexts("noMatch", step.noMatch)];
    return [...own, ...answers, ...inText("confirm", step.confirm), ...ends];
  }
  if ("collect" in step) {
    const own = [
      ...inText("text", step.text),
      ...inTexts("noInput", step.noInput),
      ...inTexts("noMatch", step.noMatch),
    ];
    const readBack = inText("readBack", step.readBack).map((use) => ({ ...use, way: "next" }));
    return [...own, ...readBack, ...ends];
  }
  if ("act" in step) return [...valueUses(step.with, join(path, "with")), ...inText("filler", step.filler), ...ends];
  if ("use" in step) return [...valueUses(step.with, join(path, "with")), ...ends];
  if ("transfer" in step) {
    return [...valueUses({ ...step.transfer }, join(path, "transfer")), ...inText("whisper", step.whisper), ...ends];
  }
  if ("converse" in step) {
    const goal = textVariables(step.converse).map((name) => ({ name, path: join(path, "converse") }));
    return [...goal, ...inText("opening", step.opening), ...ends];
  }
  return ends;
}

/** Variables that the whole document needs wherever it listens: digressions, and the data of ends that commands lead to. */
export function globalUses(document: RobotDocument | DialogDocument): readonly VariableUse[] {
  if (document.kind === "dialog") return [];
  const digressions = Object.entries(document.digressions ?? {}).flatMap(([name, { say }]) =>
    textUses(document.texts, say).map((variable) => ({ name: variable, path: `digressions.${name}.say` })),
  );
  const commands = (["operator", "stop"] as const).flatMap((name) => {
    const next = document.commands?.[name];
    return next === undefined ? [] : valueUses(dataOf(next), `commands.${name}.data`);
  });
  return [...digressions, ...commands];
}

/** Slots that something in a document may fill. */
export function filledSlots(document: RobotDocument | DialogDocument): ReadonlySet<string> {
  const slots = Object.values(document.steps).flatMap((step) => {
    if ("collect" in step) return [step.collect];
    if ("converse" in step) return step.fill;
    if (!("act" in step || "use" in step) || step.into === undefined) return [];
    return typeof step.into === "string" ? [step.into] : Object.keys(step.into);
  });
  return new Set(slots);
}

function textUses(texts: TextsDocument, key: string): readonly string[] {
  return [...new Set(Object.values(texts[key] ?? {}).flatMap((text) => textVariables(wordsOf(text))))];
}

function valueUses(value: Json | undefined, path: string): readonly VariableUse[] {
  if (typeof value === "string") return textVariables(value).map((name) => ({ name, path }));
  if (typeof value !== "object" || value === null) return [];
  if (isList(value)) return value.flatMap((item, index) => valueUses(item, `${path}[${index}]`));
  return Object.entries(value).flatMap(([name, item]) => valueUses(item, join(path, name)));
}

function dataOf(next: NextDocument): Json | undefined {
  return typeof next === "object" && "data" in next ? next.data : undefined;
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}
