import { checkText, readInputOf, type RobotDefinition, type TextDocument } from "../define/index.ts";
import { isCallwrightError } from "../errors/index.ts";
import type { StopReason } from "../calls/index.ts";
import { toE164 } from "../calls/index.ts";
import type { AutomationRobotSpec } from "../ports/crm.ts";
import type { Json } from "../ports/identity.ts";

const inputPrefix = "input_";
const textPrefix = "text_";

/** What a placement asks for. `problem`: it cannot be dialed, and why. */
export interface PlacementRequest {
  /** E.164 from the placement's own field; `null`: look the number up. */
  readonly phone: string | null;
  readonly input: Json;
  readonly texts: Readonly<Record<string, string>>;
  readonly problem: { readonly reason: StopReason; readonly code: string; readonly message: string } | null;
}

/** The words of a text; for a recorded one those that it says. */
function wordsOf(text: TextDocument | undefined): string | null {
  return typeof text === "object" ? text.say : (text ?? null);
}

interface InputSchema {
  readonly properties?: Readonly<
    Record<
      string,
      { readonly type?: string; readonly title?: string; readonly description?: string; readonly default?: unknown }
    >
  >;
  readonly required?: readonly string[];
}

/** The automation robot that stands for a robot in the CRM: fields for number, input and every text, prefilled. */
export function toAutomationRobot({ id, document }: RobotDefinition): AutomationRobotSpec {
  const schema = document.input as InputSchema;
  const locale = document.locales[0];
  const inputs = Object.entries(schema.properties ?? {}).map(([name, property]) => ({
    name: inputPrefix + name,
    title: property.title ?? property.description ?? name,
    type: propertyType(property.type),
    required: (schema.required ?? []).includes(name) && property.default === undefined,
    default: toText(property.default),
  }));
  const texts = Object.entries(document.texts).map(([key, words]) => ({
    name: textPrefix + key,
    title: key,
    type: "text" as const,
    required: false,
    default: wordsOf(words[locale]),
  }));
  const language = locale.slice(0, 2);
  const titles = isTitled(language) ? fieldTitles[language] : fieldTitles.en;
  return {
    code: id,
    title: { [language]: id },
    properties: [
      { name: "phone", title: titles.phone, type: "string", required: false, default: null },
      ...inputs,
      ...texts,
    ],
    results: [
      { name: "outcome", title: titles.outcome },
      { name: "outcomeTitle", title: titles.outcomeTitle },
      { name: "reason", title: titles.reason },
      { name: "attempts", title: titles.attempts },
    ],
  };
}

/** Reads what the CRM sent for a placement. Everything arrives as text; mistakes end the job, they are never thrown. */
export function readPlacement(
  definition: RobotDefinition,
  properties: Readonly<Record<string, string>>,
  country: string | undefined,
): PlacementRequest {
  const { document } = definition;
  const written = (properties["phone"] ?? "").trim();
  const phone = written === "" ? null : (toE164(written, country) ?? null);
  const texts = textsIn(document.texts, properties);
  const reading = readInputOf(definition, inputIn(definition, properties));
  const request = { phone, texts, input: (reading.ok ? reading.input : null) as Json };
  if (written !== "" && phone === null) {
    return {
      ...request,
      problem: { reason: "noNumber", code: "PHONE_INVALID", message: "The placement's phone is not a valid number." },
    };
  }
  if (!reading.ok) {
    const fields = reading.problems.map((problem) => problem.path).join(", ");
    return {
      ...request,
      problem: { reason: "badInput", code: "INPUT_INVALID", message: `The placement's input does not fit: ${fields}.` },
    };
  }
  return { ...request, problem: textProblem(definition, texts) };
}

function textsIn(
  known: Readonly<Record<string, unknown>>,
  properties: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.keys(known).flatMap((key) => {
      const words = properties[textPrefix + key]?.trim();
      return words ? [[key, words] as const] : [];
    }),
  );
}

/** The fields that the robot knows, with their types; where it upgrades older inputs also those that it had before, as texts. */
function inputIn(
  { document, functions }: RobotDefinition,
  properties: Readonly<Record<string, string>>,
): Readonly<Record<string, unknown>> {
  const schema = document.input as InputSchema;
  const known = Object.fromEntries(
    Object.entries(schema.properties ?? {}).flatMap(([name, property]) => {
      const value = properties[inputPrefix + name];
      if (value === undefined || (value === "" && property.type !== "string")) return [];
      return [[name, fromText(value, property.type)] as const];
    }),
  );
  if (!functions.upgradeInput) return known;
  const sent = Object.entries(properties).filter(([name]) => name.startsWith(inputPrefix));
  return { ...Object.fromEntries(sent.map(([name, value]) => [name.slice(inputPrefix.length), value])), ...known };
}

function fromText(value: string, type: string | undefined): unknown {
  if (type === "number" || type === "integer") return Number(value.replace(",", "."));
  if (type === "boolean") return /^(y|1|true)$/i.test(value);
  return value;
}

function textProblem(
  definition: RobotDefinition,
  texts: Readonly<Record<string, string>>,
): PlacementRequest["problem"] {
  try {
    for (const [key, words] of Object.entries(texts)) checkText(definition.document, key, words);
    return null;
  } catch (error) {
    if (!isCallwrightError(error)) throw error;
    return { reason: "badText", code: error.code, message: error.message };
  }
}

/** A default as a person would write it into the field. */
function toText(value: unknown): string | null {
  if (value === undefined) return null;
  return typeof value === "string" ? value : JSON.stringify(value);
}

function propertyType(type: string | undefined): "string" | "number" | "boolean" {
  if (type === "number" || type === "integer") return "number";
  return type === "boolean" ? "boolean" : "string";
}

const fieldTitles = {
  ru: {
    phone: "Телефон",
    outcome: "Исход",
    outcomeTitle: "Исход словами",
    reason: "Почему не звонили",
    attempts: "Попыток",
  },
  uk: {
    phone: "Телефон",
    outcome: "Результат",
    outcomeTitle: "Результат словами",
    reason: "Чому не дзвонили",
    attempts: "Спроб",
  },
  pl: {
    phone: "Telefon",
    outcome: "Wynik",
    outcomeTitle: "Wynik słownie",
    reason: "Dlaczego nie dzwoniono",
    attempts: "Liczba prób",
  },
  en: {
    phone: "Phone",
    outcome: "Outcome",
    outcomeTitle: "Outcome in words",
    reason: "Why nobody was called",
    attempts: "Attempts",
  },
} as const;

function isTitled(language: string): language is keyof typeof fieldTitles {
  return Object.hasOwn(fieldTitles, language);
}
