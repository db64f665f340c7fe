import { toE164 } from "../calls/index.ts";
import { schemaFromJson } from "../define/index.ts";
import type { Json } from "../ports/identity.ts";

/** Replaces what may be personal: one value gives one mask throughout a run, so that equal values stay equal. */
export interface Masker {
  /** A value that a JSON Schema describes; without one it is taken as any JSON. */
  mask(value: Json, schema: Json | undefined): Json;
  /** Words that stand for a string without any schema. */
  words(given: string): string;
}

interface JsonSchema {
  readonly $defs?: Readonly<Record<string, JsonSchema>>;
  readonly $ref?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly allOf?: readonly JsonSchema[];
  readonly format?: string;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly additionalProperties?: JsonSchema | boolean;
  readonly propertyNames?: JsonSchema;
  readonly items?: JsonSchema | boolean;
  readonly prefixItems?: readonly JsonSchema[];
}

const day = String.raw`(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])`;
const time = String.raw`(([01]\d|2[0-3]):[0-5]\d|24:00)(:[0-5]\d(\.\d+)?)?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)?`;
/** Times, and days of years that calls are about: a number with hyphens may be that of a document. */
const moment = new RegExp(String.raw`^(((19|20)\d\d|2100)-${day}(T${time})?|T?${time})$`);
/** Where a schema asks for a day, any year is one, e.g. 9999 for what never ends. */
const dayOfAnyYear = new RegExp(String.raw`^\d{4}-${day}(T${time})?$`);
const phone = /^\+?\d[\d\s().-]{6,}\d$/;
const identifier = /^[A-Za-z0-9_.:/#-]*\d[A-Za-z0-9_.:/#-]*$/;
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
/** How much of a number is its country: codes have one or two digits where they begin like these, else three. */
const countryCode = /^\+?(7|1|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|\d{3})/;
/** Numbers so long that they are rather a telephone number or an account than an amount. */
const longNumber = 1e9;

/** Words for people, by language. */
const neutral: Readonly<Record<string, string>> = { ru: "Клиент", uk: "Клієнт", pl: "Klient", en: "Client" };

/** A masker for one run, in its language. `keepsShape`: text keeps its length and kinds of letters instead of becoming a word. */
export function createMasker(locale: string | null, { keepsShape = false } = {}): Masker {
  const known = new Map<string, string>();
  const counts = new Map<string, number>();
  const next = (kind: string): number => {
    const count = (counts.get(kind) ?? 0) + 1;
    counts.set(kind, count);
    return count;
  };
  const language = locale?.split("-")[0] ?? "en";
  const text = (given: string, fits: (candidate: string) => boolean): string => {
    const met = known.get(given);
    if (met !== undefined && fits(met)) return met;
    const kind = kindOf(given);
    const count = next(kind);
    const word = maskOf(kind, given, count, neutral[language] ?? "Client");
    const candidates = [...(keepsShape && kind === "text" ? [] : [word]), shaped(given, count), shaped(given, 0)];
    const chosen = candidates.find((candidate) => candidate !== given && fits(candidate)) ?? shaped(given, 0);
    known.set(given, chosen);
    return chosen;
  };
  const mask = (value: Json, schema: JsonSchema, root: JsonSchema): Json => {
    const own = follow(schema, root);
    if (typeof value === "string") return isOpen(value, own, root) ? value : text(value, fitting(own, root));
    if (typeof value === "number") return Math.abs(value) >= longNumber ? rounded(value) : value;
    if (typeof value !== "object" || value === null) return value;
    const shapes = shapesFor(value, own, root);
    if (Array.isArray(value)) return value.map((item: Json, index) => mask(item, elementOf(shapes, index), root));
    const members = Object.entries(value as Readonly<Record<string, Json>>).map(([name, item]) => {
      const { isKept, schema: itsOwn } = memberOf(shapes, name, root);
      return [isKept ? name : text(name, () => true), mask(item, itsOwn, root)] as const;
    });
    return Object.fromEntries(members);
  };
  return {
    mask: (value, schema) => mask(value, (schema ?? {}) as JsonSchema, (schema ?? {}) as JsonSchema),
    words: (given) => text(given, () => true),
  };
}

type Kind = "uuid" | "email" | "address" | "phone" | "id" | "text";

function kindOf(given: string): Kind {
  if (uuid.test(given)) return "uuid";
  if (/^\S+@\S+$/.test(given)) return "email";
  if (/^https?:/.test(given)) return "address";
  if (phone.test(given) || toE164(given) !== undefined) return "phone";
  return identifier.test(given) ? "id" : "text";
}

function maskOf(kind: Kind, given: string, count: number, word: string): string {
  switch (kind) {
    case "uuid":
      return `00000000-0000-4000-8000-${String(count).padStart(12, "0")}`;
    case "email":
      return `client${count}@example.com`;
    case "address":
      return `https://example.com/${count}`;
    case "phone":
      return maskedPhone(given, count);
    case "id":
      return shaped(given, count);
    case "text":
      return count === 1 ? word : `${word} ${count}`;
  }
}

/** The country's code stays, no country has subscribers behind zeros; the last digits tell numbers of one run apart. */
function maskedPhone(given: string, count: number): string {
  const code = given.startsWith("+") ? (countryCode.exec(given)?.[0] ?? "+") : given.slice(0, 1);
  const masked = `${code}${lastDigits(given.slice(code.length).replaceAll(/\d/g, "0"), count % 1000)}`;
  return toE164(masked) === undefined ? masked : masked.replaceAll(/[1-9]/g, "0");
}

/** Letters and digits of the same kind; a number at the end tells masks apart. */
function shaped(given: string, count: number): string {
  const plain = given
    .replaceAll(/\p{Nd}/gu, "0")
    .replaceAll(/[A-Z]/g, "X")
    .replaceAll(/[a-z]/g, "x")
    .replaceAll(/\p{Script=Cyrillic}/gu, (letter) => (letter === letter.toLowerCase() ? "а" : "А"))
    .replaceAll(/[^\P{L}XxАа]/gu, "x");
  return lastDigits(plain, count);
}

/** The last zeros of a text replaced by the digits of a number, as many as there are. */
function lastDigits(zeros: string, count: number): string {
  const places = zeros.split("0").length - 1;
  const digits = String(count).padStart(places, "0").slice(-places);
  let place = 0;
  return zeros.replaceAll("0", () => digits.charAt(place++) || "0");
}

function rounded(value: number): number {
  const unit = 10 ** (String(Math.trunc(Math.abs(value))).length - 4);
  return Math.trunc(value / unit) * unit;
}

/** What the definition itself wrote, and moments: nothing of a person. */
function isOpen(value: string, schema: JsonSchema, root: JsonSchema): boolean {
  if (value === "" || moment.test(value)) return true;
  if (schema.format?.startsWith("date") && dayOfAnyYear.test(value)) return true;
  return isListed(value, schema) || optionsOf(schema, root).some((option) => isOpen(value, option, root));
}

function isListed(value: string, schema: JsonSchema): boolean {
  return schema.const === value || schema.enum?.includes(value) === true;
}

const checks = new WeakMap<JsonSchema, (candidate: Json) => boolean>();

function fitting(schema: JsonSchema, root: JsonSchema): (candidate: Json) => boolean {
  const known = checks.get(schema);
  if (known) return known;
  const check = checkOf(schema, root);
  checks.set(schema, check);
  return check;
}

function checkOf(schema: JsonSchema, root: JsonSchema): (candidate: Json) => boolean {
  const shared = root.$defs === undefined ? {} : { $defs: root.$defs };
  try {
    const parsed = schemaFromJson({ ...schema, ...shared } as unknown as Json);
    return (candidate) => parsed.safeParse(candidate).success;
  } catch {
    return () => true;
  }
}

function follow(schema: JsonSchema, root: JsonSchema): JsonSchema {
  if (schema.$ref === "#") return root;
  const name = schema.$ref?.replace("#/$defs/", "");
  return name === undefined ? schema : (root.$defs?.[name] ?? {});
}

function optionsOf({ anyOf = [], oneOf = [] }: JsonSchema, root: JsonSchema): readonly JsonSchema[] {
  return [...anyOf, ...oneOf].map((option) => follow(option, root));
}

/** The parts of a schema that describe a value: of options those that take it; all when none does, as with data of an older version. */
function shapesFor(value: Json, schema: JsonSchema, root: JsonSchema): readonly JsonSchema[] {
  const options = optionsOf(schema, root);
  const taking = options.filter((option) => fitting(option, root)(value));
  const parts = (schema.allOf ?? []).map((part) => follow(part, root));
  const further = [...parts, ...(taking.length > 0 ? taking : options)];
  return [schema, ...further.flatMap((part) => shapesFor(value, part, root))];
}

function elementOf(shapes: readonly JsonSchema[], index: number): JsonSchema {
  const list = shapes.find(({ items, prefixItems }) => items !== undefined || prefixItems !== undefined);
  return list?.prefixItems?.[index] ?? (typeof list?.items === "object" ? list.items : {});
}

/** What a schema tells of a member. Only names that it lists are certainly no person's. */
function memberOf(
  shapes: readonly JsonSchema[],
  name: string,
  root: JsonSchema,
): { readonly isKept: boolean; readonly schema: JsonSchema } {
  const listed = shapes.flatMap(({ properties = {} }) =>
    Object.hasOwn(properties, name) ? [properties[name] ?? {}] : [],
  );
  const [only, ...others] = listed;
  if (only) return { isKept: true, schema: others.length === 0 ? only : { anyOf: listed } };
  const rest = shapes.map(({ additionalProperties }) => additionalProperties).find((one) => typeof one === "object");
  return {
    isKept: shapes.some(({ propertyNames }) => propertyNames && isNameOf(name, propertyNames, root)),
    schema: rest ?? {},
  };
}

function isNameOf(name: string, schema: JsonSchema, root: JsonSchema): boolean {
  const names = follow(schema, root);
  return isListed(name, names) || optionsOf(names, root).some((option) => isNameOf(name, option, root));
}
